using System.Globalization;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Ingest;

/// <summary>
/// 500,000 points through broker, collector and InfluxDB, against the same points posted straight into InfluxDB: three rounds each, in turn, each into a
/// fresh InfluxDB, medians. Then the time from publish to ack at 20,000 points a second. The collector runs on through all rounds, as in service; a first
/// round warms it up.
/// </summary>
internal static class IngestBench
{
    private const string Database = "edgenoc";
    private const int Rounds = 3;
    private const int LimitLinesPerBody = 5_000;
    private const int PacedMessages = 300;

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var directory = RigDirectory.New("bench-ingest");
        var lastPoll = DateTimeOffset.UtcNow;
        var batches = PointSource.Batches(lastPoll);
        var bodies = PointSource.Bodies(lastPoll, LimitLinesPerBody);
        var (influxPort, limitPort) = (FreePort.Next(), FreePort.Next());
        await using var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(directory, "collector"), broker.Port, influxPort, Database);

        AnsiConsole.MarkupLine("[grey]warm-up[/]");
        await IngestRoundAsync("warm-up");
        var (ingestRates, limitRates, cpu) = (new List<double>(), new List<double>(), 0.0);
        for (var round = 1; round <= Rounds; round++)
        {
            limitRates.Add(PointSource.Points / (await LimitRoundAsync($"limit-{round}")).TotalSeconds);
            var before = collector.Usage().CpuS;
            ingestRates.Add(PointSource.Points / (await IngestRoundAsync($"ingest-{round}")).TotalSeconds);
            cpu += collector.Usage().CpuS - before;
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]round {round}: {ingestRates[^1]:N0} points/s, limit {limitRates[^1]:N0}[/]");
        }

        var latencies = await LatencyAsync();
        var result = new IngestResult(
            Math.Round(Median(ingestRates)),
            Math.Round(Median(limitRates)),
            Math.Round(Median(ingestRates) / Median(limitRates), 3),
            Math.Round(cpu / (Rounds * PointSource.Points / 1e6), 3),
            Math.Round(collector.Usage().PeakRssMb, 1),
            Math.Round(Percentile(latencies, 0.50), 2),
            Math.Round(Percentile(latencies, 0.99), 2));
        Directory.Delete(directory, recursive: true);
        var path = Path.Combine(RigDirectory.RepositoryRoot, "var", "bench", "ingest.json");
        await result.SaveAsync(path);
        Show(result, path);
        return 0;

        async Task<TimeSpan> IngestRoundAsync(string name)
        {
            await using var influx = await FreshInfluxAsync(name, influxPort);
            var elapsed = await IngestLoad.FlatOutAsync(broker.Port, batches, ct);
            await VerifyAsync(influx, name, PointSource.Points);
            return elapsed;
        }

        async Task<TimeSpan> LimitRoundAsync(string name)
        {
            await using var influx = await FreshInfluxAsync(name, limitPort);
            var elapsed = await DirectWriter.RunAsync(influx.Url, Database, bodies, ct);
            await VerifyAsync(influx, name, PointSource.Points);
            return elapsed;
        }

        async Task<IReadOnlyList<double>> LatencyAsync()
        {
            await using var influx = await FreshInfluxAsync("latency", influxPort);
            var measured = await IngestLoad.PacedAsync(broker.Port, batches, PacedMessages, ct);
            await VerifyAsync(influx, "latency", PacedMessages * PointSource.LinesPerBatch);
            return measured;
        }

        async Task<InfluxDb> FreshInfluxAsync(string name, int port)
        {
            var influx = await InfluxDb.StartAsync(Path.Combine(directory, name), port);
            await influx.CreateDatabaseAsync(Database);
            return influx;
        }
    }

    /// <summary>A fast database that lost points is not fast.</summary>
    private static async Task VerifyAsync(InfluxDb influx, string round, long expected)
    {
        var count = await influx.CountAsync(Database, "onu", "up");
        if (count != expected) throw new InvalidOperationException($"{round}: {count} points in InfluxDB, {expected} were sent");
    }

    private static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    private static double Percentile(IReadOnlyList<double> ascending, double share) =>
        ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)];

    private static void Show(IngestResult result, string path)
    {
        var table = new Table().AddColumns("ingest", "measured", "target", "");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        Row("points/s through the collector", result.PointsPerS, "N0", "", fine: true);
        Row("points/s straight into InfluxDB", result.LimitPointsPerS, "N0", "", fine: true);
        Row("ratio", result.Ratio, "0.00", "≥ 0.85", result.Ratio >= 0.85);
        Row("collector CPU, s per million points", result.CollectorCpuSPerMillion, "0.00", "≤ 1.2", result.CollectorCpuSPerMillion <= 1.2);
        Row("collector memory, peak, MB", result.CollectorRssMb, "0", "≤ 160", result.CollectorRssMb <= 160);
        Row("publish to ack at 20,000 points/s, median, ms", result.AckP50Ms, "0.0", "≤ 10", result.AckP50Ms <= 10);
        Row("publish to ack at 20,000 points/s, p99, ms", result.AckP99Ms, "0.0", "≤ 40", result.AckP99Ms <= 40);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{path}[/]");

        void Row(string what, double value, string format, string target, bool fine) =>
            table.AddRow(what, value.ToString(format, CultureInfo.InvariantCulture), target, target.Length == 0 ? "" : fine ? "[green]✔[/]" : "[red]✘[/]");
    }
}
