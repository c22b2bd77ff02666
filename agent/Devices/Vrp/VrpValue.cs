using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>Values as VRP prints them. What makes no sense is null, never zero.</summary>
internal static partial class VrpValue
{
    public static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A count or a counter: never negative.</summary>
    public static long? Count(ReadOnlySpan<char> text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary><c>12%</c>, <c>0.38%</c>, <c>&lt;0.01%</c>, <c>12</c>; <c>--</c> is not measured.</summary>
    public static double? Percent(ReadOnlySpan<char> text) => Number(text.TrimStart('<').TrimEnd('%')) is >= 0 and <= 100 and var percent ? percent : null;

    public static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static double? Between(double? number, double minimum, double maximum) => number >= minimum && number <= maximum ? number : null;

    /// <summary><c>-5.84dBm</c>; one without light says -40.00, which nobody measured.</summary>
    public static double? Dbm(ReadOnlySpan<char> text) => Between(Number(text.EndsWith("dBm", StringComparison.OrdinalIgnoreCase) ? text[..^3].TrimEnd() : text), -39.99, 30);

    /// <summary><c>10G</c>, <c>100GE</c>, <c>1000M</c> in bit/s.</summary>
    public static long? Speed(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("GE", StringComparison.OrdinalIgnoreCase)) text = text[..^1];
        if (text.Length < 2 || Number(text[..^1]) is not (> 0 and < 100_000 and var number)) return null;
        return text[^1] switch
        {
            'G' or 'g' => (long)(number * 1e9),
            'M' or 'm' => (long)(number * 1e6),
            'K' or 'k' => (long)(number * 1e3),
            _ => null,
        };
    }

    /// <summary><c>60 weeks, 4 days, 11 hours, 20 minutes</c> in any part and number.</summary>
    public static long? Uptime(string text)
    {
        long seconds = 0;
        var parts = UptimePart().Matches(text);
        foreach (Match part in parts)
        {
            seconds += long.Parse(part.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) * char.ToLowerInvariant(part.Groups["unit"].ValueSpan[0]) switch
            {
                'y' => 365 * 86_400L,
                'w' => 7 * 86_400L,
                'd' => 86_400L,
                'h' => 3_600L,
                'm' => 60L,
                _ => 1L,
            };
        }

        return parts.Count == 0 ? null : seconds;
    }

    /// <summary>How long a session has been in its state: <c>00:17:49</c>, <c>0026h40m</c>, <c>626h43m</c>, <c>3d04h05m</c>.</summary>
    public static long? Age(string text)
    {
        if (Clock().Match(text) is { Success: true } clock) return (Of(clock, "h") * 3_600) + (Of(clock, "m") * 60) + Of(clock, "s");
        return Letters().Match(text) is { Success: true, Length: > 0 } letters && text.Length > 0
            ? (Of(letters, "w") * 7 * 86_400) + (Of(letters, "d") * 86_400) + (Of(letters, "h") * 3_600) + (Of(letters, "m") * 60) + Of(letters, "s")
            : null;

        static long Of(Match match, string name) => match.Groups[name] is { Success: true } group ? long.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>A number of an autonomous system, plain or in dots.</summary>
    public static long? AutonomousSystem(string text)
    {
        var parts = text.Split('.');
        if (parts.Length == 1) return Count(text) is <= uint.MaxValue and var plain ? plain : null;
        return parts.Length == 2 && Count(parts[0]) is <= 65_535 and var high && Count(parts[1]) is <= 65_535 and var low ? (high * 65_536) + low : null;
    }

    /// <summary>A line of dashes, also with a bar in it or blanks between.</summary>
    public static bool IsRule(string line) => line.Length > 0 && line.AsSpan().IndexOfAnyExcept(" -=|+") < 0;

    [GeneratedRegex(@"(?<count>\d{1,6})\s*(?<unit>years?|weeks?|days?|hours?|minutes?|seconds?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UptimePart();

    [GeneratedRegex(@"^(?<h>\d{1,5}):(?<m>\d{2}):(?<s>\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:(?<w>\d{1,4})w)?(?:(?<d>\d{1,5})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,3})m)?(?:(?<s>\d{1,3})s)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Letters();
}
