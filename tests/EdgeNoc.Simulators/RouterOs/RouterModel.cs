using System.Globalization;

namespace EdgeNoc.Simulators.RouterOs;

/// <summary>A row of a menu.</summary>
public sealed record RouterRow(params IReadOnlyList<(string Name, string Value)> Fields)
{
    public string? this[string name] => Fields.FirstOrDefault(field => field.Name == name).Value;
}

/// <summary>The router without its API: subscribers that come and go, counters that only grow. Everything follows from the time since its start.</summary>
public sealed class RouterModel(RouterPlan plan, TimeProvider time)
{
    private static readonly string[] OddNames = ["bu \"siti\"", "warung=kopi", "café-é", "toko 🛒"];

    private readonly long _started = time.GetTimestamp();

    public RouterPlan Plan => plan;

    /// <summary>Since the router's own start, a week ago.</summary>
    public double UptimeS => 604_800 + time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Numbers of the accounts that are online now: about one in fifty is away for half a minute at a time.</summary>
    public IReadOnlyList<int> Online()
    {
        var slot = (long)(UptimeS / 30);
        return [.. Enumerable.Range(1, plan.Sessions).Where(number => (number + (slot * 7)) % 53 != 0)];
    }

    public int Accounts => plan.Sessions + (2 * Offline);

    /// <summary>Accounts that are never online; as many are disabled.</summary>
    public int Offline => Math.Max(1, plan.Sessions / 20);

    public static string Account(int number) => number <= OddNames.Length ? OddNames[number - 1] : $"user{number:0000}";

    public string Address(int number) => $"10.{plan.Seed % 200}.{number / 250}.{(number % 250) + 2}";

    public static string CallerId(int number) => $"D0:D0:4B:{(number >> 16) & 255:X2}:{(number >> 8) & 255:X2}:{number & 255:X2}";

    /// <summary>What an account has moved since the router's start: upload and download.</summary>
    public (long Up, long Down) Moved(int number)
    {
        var rate = 10_000 + ((number * 7919L * plan.Seed) % 200_000);
        return ((long)(UptimeS * rate / 10), (long)(UptimeS * rate));
    }

    public RouterRow Session(int number) => new(
        (".id", $"*8{number:X}"), ("name", Account(number)), ("service", "pppoe"), ("caller-id", CallerId(number)), ("address", Address(number)),
        ("uptime", Duration((UptimeS - (number * 11)) % 604_800)), ("encoding", ""), ("session-id", $"0x81{number:x6}"), ("limit-bytes-in", "0"), ("limit-bytes-out", "0"), ("radius", plan.Word(false)));

    public RouterRow Secret(int number) => new(
        (".id", $"*{number:X}"), ("name", Account(number)), ("service", "pppoe"), ("profile", number % 3 == 0 ? "20M" : "10M"), ("caller-id", ""), ("password", "never-asked"), ("remote-address", ""),
        ("last-logged-out", number % 5 == 0 ? "jan/01/1970 00:00:00" : Date(LocalTime.AddHours(-number % 100))), ("last-caller-id", CallerId(number)), ("last-disconnect-reason", "hung-up"),
        ("disabled", plan.Word(number > plan.Sessions + Offline)), ("comment", ""));

    public RouterRow SessionInterface(int number)
    {
        var (up, down) = Moved(number);
        return new(
            (".id", $"*F{number:X}"), ("name", $"<pppoe-{Account(number)}>"), ("type", "pppoe-in"), ("mtu", "1480"), ("dynamic", plan.Word(true)), ("running", plan.Word(true)), ("disabled", plan.Word(false)),
            ("rx-byte", Text(up)), ("tx-byte", Text(down)), ("rx-drop", "0"), ("tx-drop", "0"), ("rx-error", "0"), ("tx-error", "0"), ("link-downs", "0"));
    }

    /// <summary>The router's wall clock.</summary>
    public DateTime LocalTime => time.GetUtcNow().UtcDateTime.AddHours(7);

    public string Date(DateTime local) => plan.IsSeven
        ? local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : local.ToString("MMM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary><c>1w4d23h26m9s</c>: zero units are left out.</summary>
    public static string Duration(double seconds)
    {
        var whole = (long)Math.Max(0, seconds);
        var text = string.Concat(new[] { (604_800L, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s") }.Select(unit =>
        {
            var count = whole / unit.Item1;
            whole %= unit.Item1;
            return count == 0 ? "" : $"{count}{unit.Item2}";
        }));
        return text.Length == 0 ? "0s" : text;
    }

    public static string Text(double number) => ((long)number).ToString(CultureInfo.InvariantCulture);
}
