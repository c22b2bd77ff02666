using System.Globalization;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary>How far back a chart looks, and how wide its steps are: some 300 of them, whatever the stretch.</summary>
/// <param name="Word">As it stands in an address.</param>
/// <param name="Length">How far back.</param>
/// <param name="Step">The width of a step.</param>
internal sealed record ChartRange(string Word, TimeSpan Length, TimeSpan Step)
{
    public static IReadOnlyList<ChartRange> All { get; } =
    [
        new("6h", TimeSpan.FromHours(6), TimeSpan.FromMinutes(1)),
        new("24h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(5)),
        new("7d", TimeSpan.FromDays(7), TimeSpan.FromMinutes(30)),
        new("30d", Downsampled.RawKept, TimeSpan.FromHours(2)),
    ];

    public static ChartRange? Of(string? word) => string.IsNullOrEmpty(word) ? All[1] : All.FirstOrDefault(range => range.Word == word);
}

/// <summary>What a chart is of. What is not named is not asked for.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Device">A device's.</param>
/// <param name="Pon">A PON of it.</param>
/// <param name="Onu">An ONU of that.</param>
/// <param name="Interface">A port of the device.</param>
internal sealed record ChartSubject(string Site, string? Device = null, string? Pon = null, string? Onu = null, string? Interface = null);

/// <summary>One statement of InfluxQL for each chart. Pure; names from outside stand in it as quoted texts and nowhere else.</summary>
internal static class ChartQuery
{
    /// <summary>The charts there are, each with the fields of its lines.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Lines { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["onus"] = ["online", "offline"],
        ["sessions"] = ["active"],
        ["answer"] = ["rtt_ms"],
        ["load"] = ["cpu_pct"],
        ["temperature"] = ["temp_c"],
        ["light"] = ["rx_dbm"],
        ["up"] = ["up"],
        ["traffic"] = ["rx_bps", "tx_bps"],
        ["used"] = ["util_pct"],
        ["errors"] = ["rx_errors", "tx_errors"],
        ["optic"] = ["rx_dbm", "tx_dbm"],
    };

    /// <summary>Null: there is no such chart of this.</summary>
    public static string? Of(string chart, ChartSubject of, ChartRange range, DateTimeOffset now)
    {
        var bounds = string.Create(CultureInfo.InvariantCulture, $"time >= {(now - range.Length).ToUnixTimeMilliseconds()}ms AND time < {now.ToUnixTimeMilliseconds()}ms");
        var step = string.Create(CultureInfo.InvariantCulture, $"time({(long)range.Step.TotalSeconds}s)");
        return (chart, of) switch
        {
            ("traffic", { Interface: not null }) => Of("mean(\"rx_bps\") / 1000000 AS \"rx_bps\", mean(\"tx_bps\") / 1000000 AS \"tx_bps\"", "interface"),
            ("traffic", { Pon: not null, Onu: null }) => Of("mean(\"in_bps\") / 1000000 AS \"rx_bps\", mean(\"out_bps\") / 1000000 AS \"tx_bps\"", "pon"),
            ("used", { Interface: not null }) => Mean("util_pct", "interface"),
            // A device counts from its start: what it counted within a step is what a step shows, and a counter that began anew is no step back.
            ("errors", { Interface: not null }) => Of("non_negative_difference(max(\"rx_errors\")) AS \"rx_errors\", non_negative_difference(max(\"tx_errors\")) AS \"tx_errors\"", "interface"),
            ("optic", { Interface: not null }) => Of("mean(\"rx_dbm\") AS \"rx_dbm\", mean(\"tx_dbm\") AS \"tx_dbm\"", "optic"),
            (_, { Interface: not null }) => null,
            ("onus", _) => Sum(["online", "offline"], "pon", Where(of), "\"device\", \"pon\"", bounds, step),
            ("sessions", { Pon: null }) => Sum(["active"], "sessions", $"{Where(of)} AND \"service\" =~ /^(pppoe|ipoe|hotspot)$/", "\"device\", \"service\"", bounds, step),
            ("answer", { Device: not null, Pon: null }) => Mean("rtt_ms", "device"),
            ("load", { Device: not null, Pon: null }) => Mean("cpu_pct", "device"),
            ("temperature", { Device: not null, Pon: null }) => Mean("temp_c", "device"),
            ("up", { Device: not null, Pon: null }) => Mean("up", "device"),
            ("light", { Onu: not null }) => Mean("rx_dbm", "onu"),
            ("up", { Onu: not null }) => Mean("up", "onu"),
            _ => null,
        };

        string Mean(string field, string measurement) => Of($"mean(\"{field}\") AS \"{field}\"", measurement);

        string Of(string fields, string measurement) => $"SELECT {fields} FROM \"{measurement}\" WHERE {bounds} AND {Where(of)} GROUP BY {step} fill(none)";
    }

    /// <summary>The mean of each part within a step, and the sum of the parts: a sum of all polls would count each part as often as it was polled.</summary>
    private static string Sum(IReadOnlyList<string> fields, string measurement, string where, string parts, string bounds, string step)
    {
        var means = string.Join(", ", fields.Select(field => $"mean(\"{field}\") AS \"{field}\""));
        var sums = string.Join(", ", fields.Select(field => $"sum(\"{field}\") AS \"{field}\""));
        return $"SELECT {sums} FROM (SELECT {means} FROM \"{measurement}\" WHERE {bounds} AND {where} GROUP BY {step}, {parts} fill(none)) WHERE {bounds} GROUP BY {step} fill(none)";
    }

    private static string Where(ChartSubject of)
    {
        var conditions = new (string Tag, string? Value)[] { ("site", of.Site), ("device", of.Device), ("pon", of.Pon), ("onu", of.Onu), ("interface", of.Interface) }.Where(tag => tag.Value is not null);
        return string.Join(" AND ", conditions.Select(tag => $"\"{tag.Tag}\" = '{Quoted(tag.Value!)}'"));
    }

    /// <summary>A name as a text of InfluxQL.</summary>
    internal static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
