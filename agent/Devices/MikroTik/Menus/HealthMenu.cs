using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>What <c>/system/health</c> says.</summary>
/// <param name="Sensors">One a sensor.</param>
/// <param name="TempC">Of the box, or of its CPU where it has no other.</param>
/// <param name="VoltageV">Of its supply.</param>
internal sealed record Health(IReadOnlyList<SensorRecord> Sensors, double? TempC, double? VoltageV);

/// <summary><c>/system/health</c> in both forms: version 7 gives a row a sensor (<c>name, value, type</c>), version 6 one row with a key a sensor. A PC gives no row.</summary>
/// <remarks>The API's values are plain (46, 24.2); only SNMP's are ten times as much, whatever the manual says of both.</remarks>
internal static class HealthMenu
{
    public static Health Parse(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var sensors = new List<SensorRecord>();
        foreach (var row in rows)
        {
            if (row.TryGet("name"u8, out var name) && row.TryGet("value"u8, out var value)) Add(sensors, ApiText.Decode(name), value, drops);
            else AddColumns(sensors, row, drops);
        }

        return new Health(
            sensors,
            Value("temperature") ?? Value("temperature/cpu") ?? sensors.FirstOrDefault(sensor => sensor.Sensor.StartsWith("temperature/", StringComparison.Ordinal))?.Value,
            Value("voltage"));

        double? Value(string sensor) => sensors.FirstOrDefault(known => known.Sensor == sensor)?.Value;
    }

    /// <summary><c>cpu-temperature</c> is <c>temperature/cpu</c>, <c>fan1-speed</c> <c>fan/1</c>, <c>psu2-state</c> <c>psu/2</c>; null for settings such as <c>fan-mode</c>.</summary>
    public static string? SensorName(string field)
    {
        if (field.IndexOf("temperature", StringComparison.Ordinal) is >= 0 and var at)
        {
            var number = field[(at + "temperature".Length)..];
            if (!number.All(char.IsAsciiDigit)) return null;
            return Under("temperature", field[..at].TrimEnd('-') + number);
        }

        if (Stem(field, "-speed") is { } fan && fan.StartsWith("fan", StringComparison.Ordinal)) return Under("fan", fan[3..]);
        if (Stem(field, "-state") is { } part && (part.StartsWith("fan", StringComparison.Ordinal) || part.StartsWith("psu", StringComparison.Ordinal))) return Under(part[..3], part[3..]);
        if (field == "power-consumption") return "power";
        if (Stem(field, "-consumption") is { } consumer) return Under("power", consumer);
        foreach (var kind in new[] { "voltage", "current" })
        {
            if (field == kind) return kind;
            if (Stem(field, $"-{kind}") is { } source) return Under(kind, source);
        }

        return null;
    }

    private static void AddColumns(List<SensorRecord> sensors, Sentence row, Drops drops)
    {
        foreach (var word in row)
        {
            if (word.Length < 3 || word[0] != '=' || word[1..].IndexOf((byte)'=') is not (> 0 and var end)) continue;
            Add(sensors, ApiText.Decode(word[1..(end + 1)]), word[(end + 2)..], drops);
        }
    }

    private static void Add(List<SensorRecord> sensors, string field, ReadOnlySpan<byte> value, Drops drops)
    {
        if (SensorName(field) is not { } sensor || value.IsEmpty) return;
        if (field.EndsWith("-state", StringComparison.Ordinal)) sensors.Add(new SensorRecord { Sensor = sensor, Ok = value.SequenceEqual("ok"u8) });
        else if (RouterValue.Measured(value) is { } number && IsPossible(sensor, number)) sensors.Add(new SensorRecord { Sensor = sensor, Value = number });
        else drops.Add();
    }

    private static bool IsPossible(string sensor, double value) => sensor.Split('/')[0] switch
    {
        "temperature" => value is > -60 and < 200,
        "voltage" => value is >= 0 and < 500,
        _ => value is >= 0 and < 100_000,
    };

    private static string? Stem(string field, string ending) => field.EndsWith(ending, StringComparison.Ordinal) && field.Length > ending.Length ? field[..^ending.Length] : null;

    private static string Under(string kind, string part) => part.Length == 0 ? kind : $"{kind}/{part}";
}
