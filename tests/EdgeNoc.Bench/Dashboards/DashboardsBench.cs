using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Downsampling.Setup;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Dashboards.Boards;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using EdgeNoc.Rig;
using Spectre.Console;
using Panel = EdgeNoc.Dashboards.Model.Panel;

namespace EdgeNoc.Bench.Dashboards;

/// <summary>How long the queries of the wall and of an ONU's history take on thirty days of a large network in a real InfluxDB.</summary>
internal static class DashboardsBench
{
    private const string Database = "edgenoc";
    private const int Rounds = 5;
    private const int BodyBytes = 2 << 20;

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("bench-dashboards"));
        using (var admin = new InfluxAdmin(new InfluxConfig(influx.Url, Database, User: null, Password: null), TimeSpan.FromMinutes(1), TimeProvider.System))
        {
            await foreach (var step in SetupOne.RunAsync(admin, Database, ct))
            {
                if (step.Problem is { } problem) throw new InvalidOperationException($"{step.What}: {problem}");
            }
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 300 * 300);
        var filling = Stopwatch.StartNew();
        var lines = await FillAsync(influx, new LargeNetwork(end), ct);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{lines:N0} points in {filling.Elapsed.TotalSeconds:0} s");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{LargeNetwork.Sites} sites, {LargeNetwork.Onus:N0} ONUs: {await SeriesAsync(influx, "pon"):N0} series of pon (64 ONUs each), {await SeriesAsync(influx, "device"):N0} of device (2 OLTs and a router a site, and each ONU as a pinged terminal), {await SeriesAsync(influx, "onu"):N0} of onu (one PON)");

        await SettleAsync(influx, ct);
        var filled = new Substitution(end.AddDays(-30), end, end.AddSeconds(20), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["site"] = "pop-000", ["olt"] = "olt-1", ["pon"] = "0/1", ["onu"] = "17", ["store"] = "autogen", ["stale"] = "90", ["find"] = "", ["collector"] = "",
        });
        var wall = await MeasureAsync(influx, Wall.Dashboard.Panels, filled);
        var onu = PonAndOnu.Dashboard.Panels.Where(panel => panel.Title.StartsWith("ONU $onu:", StringComparison.Ordinal) && panel.Drawing is Drawing.TimeSeries).ToList();
        var history = await MeasureAsync(influx, onu, filled);
        history.AddRange(await MeasureAsync(influx, onu, filled with { Variables = new Dictionary<string, string>(filled.Variables, StringComparer.Ordinal) { ["store"] = "m5" } }));
        var report = await MeasureAsync(influx, Availability.Dashboard.Panels.Where(panel => panel.Queries.Count > 0), filled);
        var (heapMb, tookS) = await RecomputeAsync(influx, end, ct);
        BenchFile.Save("dashboards", "Queries over 30 days, 200 sites, 102,400 ONUs as pon and device, one PON of onu",
            [
                ("wall_query_p95_s", P95(wall), 2), ("wall_query_max_s", wall.Max(), null), ("onu_history_p95_s", P95(history), 1), ("onu_history_max_s", history.Max(), null),
                ("report_query_max_s", report.Max(), null), ("recompute_heap_mb", heapMb, 64), ("recompute_s", tookS, null), ("points", lines, null),
            ]);
        return P95(wall) <= 2 && P95(history) <= 1 ? 0 : 1;
    }

    /// <summary>A database in use was not filled with a month a second ago: what it tidies up after that is waited for, three minutes at most.</summary>
    private static async Task SettleAsync(InfluxDb influx, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        for (var calm = 0; calm < 3 && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            var before = influx.Process.Usage().CpuS;
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
            calm = influx.Process.Usage().CpuS - before < 0.2 ? calm + 1 : 0;
        }
    }

    /// <summary>The figures of a PON of ONUs for a day at one go, as after a day without a line: how long it takes, and how much more the collector holds meanwhile.</summary>
    private static async Task<(double HeapMb, double TookS)> RecomputeAsync(InfluxDb influx, DateTimeOffset end, CancellationToken ct)
    {
        using var store = new HeapWatch(new InfluxFigures(new InfluxConfig(influx.Url, Database, User: null, Password: null), TimeSpan.FromMinutes(2), TimeProvider.System));
        var watch = Stopwatch.StartNew();
        var rule = FigureRules.All.Single(rule => rule is { Source: "onu", Target: "onu" });
        var problem = await new Recomputation(new NothingTouched(), store).ComputeAsync(rule, new FigureRange("pop-000", end.AddDays(-1).ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds()), ct);
        if (problem is not null) throw new InvalidOperationException(problem.ToString());
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"recomputed {store.WrittenBytes >> 20} MB of figures in {watch.Elapsed.TotalSeconds:0.0} s");
        return (Math.Round(store.MostHeldMb, 1), Math.Round(watch.Elapsed.TotalSeconds, 1));
    }

    private static async Task<int> SeriesAsync(InfluxDb influx, string measurement)
    {
        using var answer = await influx.QueryAsync(Database, $"SHOW SERIES FROM \"{measurement}\"");
        return InfluxDb.Rows(answer).Count();
    }

    private static async Task<List<double>> MeasureAsync(InfluxDb influx, IEnumerable<Panel> panels, Substitution filled)
    {
        var all = new List<double>();
        var table = new Table().AddColumns("panel", "query", "rows", "median s", "worst s");
        foreach (var panel in panels)
        {
            foreach (var (query, index) in panel.Queries.Select((query, index) => (query, index)))
            {
                var text = (panel.MaxPoints is { } points ? filled with { Pixels = points } : filled).Fill(query.Text);
                var times = new List<double>();
                var rows = 0;
                for (var round = 0; round < Rounds; round++)
                {
                    var watch = Stopwatch.StartNew();
                    using var answer = await influx.QueryAsync(Database, text);
                    times.Add(Math.Round(watch.Elapsed.TotalSeconds, 3));
                    rows = InfluxDb.Rows(answer).Count();
                }

                all.AddRange(times);
                table.AddRow(Markup.Escape(panel.Title), ((char)('A' + index)).ToString(), rows.ToString(CultureInfo.InvariantCulture),
                    times.Order().ElementAt(Rounds / 2).ToString(CultureInfo.InvariantCulture), times.Max().ToString(CultureInfo.InvariantCulture));
            }
        }

        AnsiConsole.Write(table);
        return all;
    }

    private static async Task<long> FillAsync(InfluxDb influx, LargeNetwork network, CancellationToken ct)
    {
        var channel = Channel.CreateBounded<(string Policy, byte[] Body)>(4);
        using var http = new HttpClient { BaseAddress = influx.Url, Timeout = TimeSpan.FromMinutes(5) };
        var lines = 0L;
        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () =>
            {
                await foreach (var (policy, body) in channel.Reader.ReadAllAsync(ct))
                {
                    using var content = new ByteArrayContent(body);
                    using var answer = await http.PostAsync(new Uri($"/write?db={Database}&rp={policy}&precision=ms", UriKind.Relative), content, ct);
                    if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
                    Interlocked.Add(ref lines, body.AsSpan().Count((byte)'\n'));
                }
            },
            ct)).ToArray();
        var merged = new Dictionary<string, MemoryStream>(StringComparer.Ordinal) { ["m5"] = new(), ["autogen"] = new() };
        foreach (var (policy, body) in network.Bodies())
        {
            if (Array.Find(writers, writer => writer.IsFaulted) is { } failed) await failed;
            var waiting = merged[policy];
            await waiting.WriteAsync(body, ct);
            if (waiting.Length < BodyBytes) continue;
            await channel.Writer.WriteAsync((policy, waiting.ToArray()), ct);
            waiting.SetLength(0);
        }

        foreach (var (policy, rest) in merged) await channel.Writer.WriteAsync((policy, rest.ToArray()), ct);
        channel.Writer.Complete();
        await Task.WhenAll(writers);
        return lines;
    }

    private static double P95(List<double> times) => times.Order().ElementAt((int)Math.Ceiling(times.Count * 0.95) - 1);
}
