using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Store;

/// <summary>
/// A hundred sites return at once after an hour offline. First 20 s of normal life, one poll of 100 ONUs each 5 s and site; then every site sends an hour of
/// backlog while it goes on polling. How long live data waits for its ack, and how much longer InfluxDB takes for the same small write.
/// </summary>
internal static class StormBench
{
    private const string Database = "edgenoc";
    private const int Sites = 100;
    private const int BacklogPolls = 120;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Normal = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await MeasureAsync(ct);
        return 0;
    }

    /// <summary>Prints a table and writes <c>var/bench/storm.json</c>.</summary>
    public static async Task<StormResult> MeasureAsync(CancellationToken ct)
    {
        var directory = RigDirectory.New("bench-storm");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        await using var influx = await InfluxDb.StartAsync(Path.Combine(directory, "influx"));
        await influx.CreateDatabaseAsync(Database);
        await using var proxy = await FaultyHttpProxy.StartAsync(influx.Url);
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(directory, "collector"), broker.Port, proxy.Url.Port, Database);
        var sites = Enumerable.Range(1, Sites).Select(number => new StormSite(number, broker.Port)).ToList();
        await Task.WhenAll(sites.Select(site => site.StartAsync()));

        using var probe = new WriteProbe(influx.Url, Database);
        Task<List<double>> normal;
        AnsiConsole.MarkupLine("[grey]normal life[/]");
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            end.CancelAfter(Normal);
            normal = probe.RunAsync(end.Token);
            await PollAsync(sites, end.Token);
        }

        var (normalLive, normalProbe) = (TakeLive(sites), await normal);
        proxy.TakeTimes();
        AnsiConsole.MarkupLine("[grey]all return[/]");
        var started = Stopwatch.GetTimestamp();
        using var drained = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var polling = PollAsync(sites, drained.Token);
        var probing = probe.RunAsync(drained.Token);
        await Task.WhenAll(sites.Select(site => site.BacklogAsync(DateTimeOffset.UtcNow.AddMinutes(-1), BacklogPolls, ct)));
        var drain = Stopwatch.GetElapsedTime(started);
        await drained.CancelAsync();
        await polling;
        var (stormLive, stormProbe, bodies) = (TakeLive(sites), await probing, proxy.TakeTimes());
        foreach (var site in sites) await site.DisposeAsync();

        var result = new StormResult(
            Sites, Sites * BacklogPolls * StormSite.Onus, Round(normalLive[^1]), Round(At(stormLive, 0.95)), Round(stormLive[^1]), Round(drain.TotalSeconds),
            Round(At(normalProbe, 0.95)), Round(At(stormProbe, 0.95)), Round(At(stormProbe, 0.95) / At(normalProbe, 0.95)), Round(At(bodies, 0.95)), Round(collector.Usage().PeakRssMb));
        var path = Path.Combine(RigDirectory.RepositoryRoot, "var", "bench", "storm.json");
        await result.SaveAsync(path);
        Show(result, path, stormLive.Count, stormProbe.Count);
        return result;
    }

    /// <summary>Each site polls, spread over the interval, until stopped; polls under way are finished.</summary>
    private static Task PollAsync(IReadOnlyList<StormSite> sites, CancellationToken stop) => Task.WhenAll(sites.Select(async (site, number) =>
    {
        var underway = new List<Task>();
        try
        {
            await Task.Delay(PollEvery * number / Sites, stop);
            while (true)
            {
                underway.Add(site.LiveAsync(DateTimeOffset.UtcNow, CancellationToken.None));
                await Task.Delay(PollEvery, stop);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(underway);
        }
    }));

    private static List<double> TakeLive(IEnumerable<StormSite> sites)
    {
        var taken = new List<double>();
        foreach (var site in sites)
        {
            while (site.LiveS.TryDequeue(out var seconds)) taken.Add(seconds);
        }

        taken.Sort();
        return taken;
    }

    private static double At(IReadOnlyList<double> ascending, double share) =>
        ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)];

    private static double Round(double value) => Math.Round(value, 3);

    private static void Show(StormResult result, string path, int live, int writes)
    {
        var table = new Table().AddColumns("storm", "measured", "target", "");
        Row("live data to its ack, longest, in normal life, s", result.NormalLiveMaxS, "", fine: true);
        Row(string.Create(CultureInfo.InvariantCulture, $"live data to its ack, longest of {live} in the storm, s"), result.StormLiveMaxS, "≤ 30", result.StormLiveMaxS <= 30);
        Row("the same, p95, s", result.StormLiveP95S, "", fine: true);
        Row("until all backlog is acknowledged, s", result.StormDrainS, "", fine: true);
        Row("InfluxDB's write p95 in normal life, ms", result.NormalWriteP95Ms, "", fine: true);
        Row(string.Create(CultureInfo.InvariantCulture, $"the same of {writes} writes in the storm, ms"), result.StormWriteP95Ms, "≤ 2 × normal", result.WriteP95Ratio <= 2);
        Row("the collector's own writes in the storm, p95, ms", result.StormBodyP95Ms, "", fine: true);
        Row("collector memory, peak, MB", result.CollectorPeakRssMb, "≤ 160", result.CollectorPeakRssMb <= 160);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{path}[/]");

        void Row(string what, double value, string target, bool fine) =>
            table.AddRow(what, value.ToString("0.###", CultureInfo.InvariantCulture), target, target.Length == 0 ? "" : fine ? "[green]✔[/]" : "[red]✘[/]");
    }
}
