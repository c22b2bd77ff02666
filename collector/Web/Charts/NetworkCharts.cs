using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary>
/// The charts of the overview. Many look at the same ones: what was read is given to all for a minute, for the figures behind it are of five.
/// </summary>
internal sealed class NetworkCharts(ChartReader charts, CollectorConfig config, TimeProvider time)
{
    private const int MostKept = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Chart, string Range, string? Scope), (long At, Lazy<Task<ChartView?>> View)> _known = new();

    /// <summary>Null: the database did not answer.</summary>
    /// <param name="chart">One of <see cref="NetworkQuery.Lines"/>.</param>
    /// <param name="range">One of <see cref="NetworkQuery.Ranges"/>.</param>
    /// <param name="scope">Of which sites.</param>
    public async Task<ChartView?> ReadAsync(string chart, ChartRange range, SiteScope scope)
    {
        if (!scope.IsAll && scope.Sites.Count == 0) return new ChartView([], []);
        var key = (chart, range.Word, scope.ToJson());
        foreach (var old in _known.Where(one => time.GetElapsedTime(one.Value.At) > Kept || _known.Count > MostKept)) _known.TryRemove(old);
        var one = _known.GetOrAdd(key, _ => (time.GetTimestamp(), new Lazy<Task<ChartView?>>(() => ReadAsync(chart, range, scope, time.GetUtcNow()))));
        var view = await one.View.Value;

        // What failed is asked for anew.
        if (view is null) _known.TryRemove(KeyValuePair.Create(key, one));
        return view;
    }

    private async Task<ChartView?> ReadAsync(string chart, ChartRange range, SiteScope scope, DateTimeOffset now)
    {
        var lines = NetworkQuery.Lines[chart];
        var found = new List<SortedDictionary<long, double>>();
        foreach (var line in lines)
        {
            var points = new SortedDictionary<long, double>();
            var problem = await charts.EachAsync(NetworkQuery.OfFigures(line, range, now, scope, config.Influx.Generation == InfluxGeneration.Three), Take, CancellationToken.None);
            if (problem is WriteOutcome.Unavailable) return null;

            // A collector whose database has no figures yet, or none at all.
            if (points.Count == 0 && NetworkQuery.OfPoints(line, range, now, scope) is { } raw && await charts.EachAsync(raw, Take, CancellationToken.None) is not null) return null;
            found.Add(points);

            void Take(InfluxSeries series)
            {
                foreach (var row in series.Rows)
                {
                    if (row[1].ValueKind == JsonValueKind.Number) points[row[0].GetInt64() / 1000] = Math.Round(row[1].GetDouble(), 2);
                }
            }
        }

        return Of(lines, found) with { From = (now - range.Length).ToUnixTimeSeconds(), To = now.ToUnixTimeSeconds() };
    }

    /// <summary>Lines beside each other: where one has no point, it has a gap. Pure.</summary>
    internal static ChartView Of(IReadOnlyList<string> lines, IReadOnlyList<SortedDictionary<long, double>> points)
    {
        long[] times = [.. points.SelectMany(one => one.Keys).Distinct().Order()];
        return new ChartView(times, [.. lines.Select((line, index) => new ChartLine(line, line, [.. times.Select(at => points[index].TryGetValue(at, out var value) ? value : (double?)null)]))]);
    }
}
