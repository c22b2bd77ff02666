using System.Buffers;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest;

/// <summary>A point of measurement <c>collector</c>: what ingest did, and what it cost.</summary>
internal sealed record CollectorPoint(string Instance, long Points, long Batches, long Refused, double LagMs, double CpuPct, double RssMb, int Queue) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("collector");
        sink.Tag("instance", Instance);
        sink.Field("points", Points);
        sink.Field("batches", Batches);
        sink.Field("refused", Refused);
        sink.Field("lag_ms", LagMs);
        sink.Field("cpu_pct", CpuPct);
        sink.Field("rss_mb", RssMb);
        sink.Field("queue", (long)Queue);
    }
}

/// <summary>
/// Writes the collector's own figures every 10 s. While the database does not answer they are left out: the next ones count from the start anyway.
/// </summary>
internal sealed class CollectorFigures(
    CollectorConfig config,
    IngestCounters counters,
    IngestQueue queue,
    IInfluxDb database,
    DatabaseState state,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var at = time.GetTimestamp();
        try
        {
            // At once, so that a database that does not store is known before the first message; no share of a processor is measured yet.
            await WriteAsync(double.NaN, stoppingToken);
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                var (cpuNow, now) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
                var cpuPct = 100 * ((cpuNow - cpu) / time.GetElapsedTime(at, now));
                (cpu, at) = (cpuNow, now);
                await WriteAsync(cpuPct, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The collector stops.
        }
    }

    private async Task WriteAsync(double cpuPct, CancellationToken ct)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var point = new CollectorPoint(config.Instance, counters.Points, counters.Batches, counters.Refused,
            Math.Round(counters.TakeLongestLag().TotalMilliseconds, 1), Math.Round(cpuPct, 1), Math.Round(Environment.WorkingSet / 1048576.0, 1), queue.Count);
        new LineWriter(output).Write(point, time.GetUtcNow().ToUnixTimeMilliseconds());
        state.Report(await database.WriteAsync(output.WrittenMemory, ct));
    }
}
