using System.Buffers;
using System.Data.Common;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Watch.Figures;

/// <summary>
/// Writes <c>notify</c>, <c>incident</c> and announced work every 30 s, and <c>alert_event</c> soon after it happened. What the database does not take now is written later:
/// events wait in the collector's own database, the others tell the newest anyway.
/// </summary>
internal sealed class FiguresLoop(AlertFigures figures, IInfluxDb database, DatabaseState state, TimeProvider time, ILogger<FiguresLoop> logger) : BackgroundService
{
    private const int MaxAlerts = 1_000;
    private const int TicksPerFigure = 6;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    /// <summary>Writes all events that wait. False when the database did not take them.</summary>
    public async Task<bool> WriteEventsAsync(CancellationToken ct)
    {
        while (true)
        {
            var events = figures.Unwritten(MaxAlerts);
            if (events.Count == 0) return true;
            var outcome = await WriteAsync([.. events.SelectMany(one => one.Points)], database.WriteNanosecondsAsync, ct);
            if (outcome is WriteOutcome.Unavailable) return false;

            // What is refused for ever, because it is older than what is kept, say, is not asked for again.
            if (outcome is WriteOutcome.Refused refused) logger.LogWarning("InfluxDB refuses points of alert_event: {Reason}", refused.Reason);
            figures.Written(events);
            if (events.Count < MaxAlerts) return true;
        }
    }

    /// <summary>Writes how things stand.</summary>
    public async Task WriteFiguresAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var nowMs = now.ToUnixTimeMilliseconds();
        List<(IPoint, long)> points = [.. figures.Notify().Concat(figures.Incidents(now)).Concat(figures.Maintenance(now)).Select(point => (point, nowMs))];
        if (points.Count > 0) await WriteAsync(points, database.WriteAsync, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        for (var tick = 0; ; tick++)
        {
            try
            {
                await WriteEventsAsync(stoppingToken);
                if (tick % TicksPerFigure == 0) await WriteFiguresAsync(stoppingToken);
            }
            catch (DbException e)
            {
                logger.LogError("figures wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "figures: a round failed; it is tried again");
            }

            await Task.Delay(Tick, time, stoppingToken);
        }
    }

    /// <summary>The writer puts timestamps as they are; the precision is the write's.</summary>
    private async Task<WriteOutcome> WriteAsync(
        IReadOnlyList<(IPoint Point, long At)> points, Func<ReadOnlyMemory<byte>, CancellationToken, Task<WriteOutcome>> write, CancellationToken ct)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        var writer = new LineWriter(output);
        foreach (var (point, at) in points) writer.Write(point, at);
        var outcome = await write(output.WrittenMemory, ct);
        state.Report(outcome);
        return outcome;
    }
}
