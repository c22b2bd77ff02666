using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Optics;

/// <summary>Asks for the daily means of some ONUs: optics are stored every five minutes, so the raw points of a month are as many as the figures. Pure.</summary>
internal static class LightQuery
{
    public static string Of(IEnumerable<LiveOnu> onus, DateTimeOffset now)
    {
        var some = string.Join(" OR ", onus.Select(onu => $"({Is("site", onu.Site)} AND {Is("device", onu.Device)} AND {Is("pon", onu.Pon)} AND {Is("onu", onu.Number)})"));
        return string.Create(CultureInfo.InvariantCulture, $"SELECT mean(\"rx_dbm\") AS \"rx\" FROM \"onu\" WHERE time >= {(now - Downsampled.RawKept).ToUnixTimeMilliseconds()}ms AND time < {now.ToUnixTimeMilliseconds()}ms")
            + $" AND ({some}) GROUP BY time(1d), \"site\", \"device\", \"pon\", \"onu\" fill(none)";

        static string Is(string tag, string value) => $"\"{tag}\" = '{ChartQuery.Quoted(value)}'";
    }

    /// <summary>Adds what a piece of an answer has to the days of its ONU.</summary>
    public static void Take(InfluxSeries series, Dictionary<(string Site, string Device, string Pon, string Onu), List<LightDay>> days)
    {
        var key = (Tag("site"), Tag("device"), Tag("pon"), Tag("onu"));
        if (!days.TryGetValue(key, out var known)) days[key] = known = [];
        foreach (var row in series.Rows)
        {
            if (row[1].ValueKind == JsonValueKind.Number) known.Add(new LightDay(row[0].GetInt64(), row[1].GetDouble()));
        }

        string Tag(string name) => series.Tags.GetValueOrDefault(name) ?? "";
    }
}
