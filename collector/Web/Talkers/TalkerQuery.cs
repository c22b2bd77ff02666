using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Talkers;

/// <summary>What is measured of a kind of talkers.</summary>
/// <param name="Measurement">Its points.</param>
/// <param name="Tag">Which of its tags names one.</param>
/// <param name="Down">The field of the rate to the customer; of ports what comes in.</param>
/// <param name="Up">The other one.</param>
internal sealed record TalkerSource(string Measurement, string Tag, string Down, string Up)
{
    public static IReadOnlyDictionary<string, TalkerSource> All { get; } = new Dictionary<string, TalkerSource>(StringComparer.Ordinal)
    {
        ["interfaces"] = new("interface", "interface", "rx_bps", "tx_bps"),
        ["pons"] = new("pon", "pon", "out_bps", "in_bps"),
        ["queues"] = new("queue", "queue", "out_bps", "in_bps"),
    };
}

/// <summary>
/// Writes InfluxQL that adds up what was carried: the mean of each five minutes, times their length. Where nobody measured, nothing is added, which a line drawn between two points would do.
/// Pure; names from outside stand in it as quoted texts and nowhere else.
/// </summary>
internal static class TalkerQuery
{
    private const double BytesPerWindow = 300 / 8.0;

    /// <summary>Of whole windows: what began before or has not ended would count whole.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Bounds(TalkerStretch stretch, DateTimeOffset now)
    {
        var window = Downsampled.Window.Ticks;
        var to = new DateTimeOffset(now.UtcTicks / window * window, TimeSpan.Zero);
        return (to - stretch.Length, to);
    }

    /// <summary>One statement on the five-minute figures, which hold a month in some thousand points a series.</summary>
    public static string OfFigures(TalkerSource source, string where) =>
        $"SELECT sum(\"{source.Down}\") AS \"down\", sum(\"{source.Up}\") AS \"up\", max(\"{Downsampled.Max(source.Down)}\") AS \"down_max\", max(\"{Downsampled.Max(source.Up)}\") AS \"up_max\" "
        + $"FROM \"{Downsampled.Store}\".\"{source.Measurement}\" WHERE {where} GROUP BY {Parts(source)}";

    /// <summary>The same on the raw points. A statement each: InfluxDB 1.x mixes up rows of several series when one lacks a field that another has.</summary>
    public static IReadOnlyList<string> OfPoints(TalkerSource source, string where) =>
    [
        Sum(source, source.Down, "down", where),
        Sum(source, source.Up, "up", where),
        $"SELECT max(\"{source.Down}\") AS \"down_max\", max(\"{source.Up}\") AS \"up_max\" FROM \"{source.Measurement}\" WHERE {where} GROUP BY {Parts(source)}",
    ];

    /// <summary>The condition of time and sites; null: he sees none.</summary>
    public static string? Where((DateTimeOffset From, DateTimeOffset To) bounds, SiteScope scope, string? site)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"time >= {bounds.From.ToUnixTimeMilliseconds()}ms AND time < {bounds.To.ToUnixTimeMilliseconds()}ms");
        if (site is not null) return scope.Allows(site) ? $"{time} AND {Of(site)}" : null;
        if (scope.IsAll) return time;
        return scope.Sites.Count == 0 ? null : $"{time} AND ({string.Join(" OR ", scope.Sites.Select(Of))})";

        static string Of(string site) => $"\"site\" = '{ChartQuery.Quoted(site)}'";
    }

    private static string Sum(TalkerSource source, string field, string name, string where) =>
        $"SELECT sum(\"v\") AS \"{name}\" FROM (SELECT mean(\"{field}\") AS \"v\" FROM \"{source.Measurement}\" WHERE {where} GROUP BY time(5m), {Parts(source)} fill(none)) WHERE {where} GROUP BY {Parts(source)}";

    private static string Parts(TalkerSource source) => $"\"site\", \"device\", \"{source.Tag}\"";

    /// <summary>Puts together what the statements answered, a series each of one site, device and name.</summary>
    internal sealed class Sums(TalkerSource source)
    {
        private readonly Dictionary<(string Site, string Device, string Name), (double Down, double Up, double? Peak)> _all = [];

        public bool IsEmpty => _all.Count == 0;

        public void Take(InfluxSeries series)
        {
            if (series.Rows is not [var row, ..] || !series.Tags.TryGetValue("site", out var site) || !series.Tags.TryGetValue("device", out var device) || !series.Tags.TryGetValue(source.Tag, out var name)) return;
            var sum = _all.GetValueOrDefault((site, device, name));
            for (var column = 1; column < series.Columns.Count; column++)
            {
                if (row[column].ValueKind != JsonValueKind.Number || !row[column].TryGetDouble(out var value)) continue;
                sum = series.Columns[column] switch
                {
                    "down" => sum with { Down = value * BytesPerWindow },
                    "up" => sum with { Up = value * BytesPerWindow },
                    _ => sum with { Peak = Math.Max(sum.Peak ?? 0, value) },
                };
            }

            _all[(site, device, name)] = sum;
        }

        /// <summary>Who carried anything, the most first.</summary>
        public IReadOnlyList<Talker> Top(int most) =>
        [
            .. _all.Where(one => one.Value.Down + one.Value.Up > 0).Select(one => new Talker(one.Key.Site, one.Key.Device, one.Key.Name, Math.Round(one.Value.Down), Math.Round(one.Value.Up), one.Value.Peak))
                .OrderByDescending(one => one.Download + one.Upload).ThenBy(one => one.Site, StringComparer.Ordinal).ThenBy(one => one.Device, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal).Take(most),
        ];
    }
}
