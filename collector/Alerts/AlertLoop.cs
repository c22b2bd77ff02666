using System.Data.Common;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Runs the stages when something was committed and when something falls due.</summary>
internal sealed class AlertLoop(AlertEngine engine, IncidentsPublisher incidents, ISitePublisher link, Pulse pulse, Wakeups wakeups, TimeProvider time, ILogger<AlertLoop> logger)
    : BackgroundService
{
    // The clock may be set: a deadline is never trusted for longer than this.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        void OnConnected(object? sender, EventArgs e)
        {
            incidents.Forget();
            wakeups.Alerts.Set();
        }

        link.Connected += OnConnected;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var sleep = await StepAsync(stoppingToken);
                await wakeups.Alerts.WaitAsync(sleep, time, stoppingToken);
            }
        }
        finally
        {
            link.Connected -= OnConnected;
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken ct)
    {
        try
        {
            var next = engine.Step(time.GetUtcNow(), link.ConnectedSince);
            wakeups.Outbox.Set();
            pulse.Beat("alerts");
            await incidents.PublishAsync(ct);
            var sleep = next - time.GetUtcNow() ?? LongestSleep;
            return sleep < ShortestSleep ? ShortestSleep : sleep < LongestSleep ? sleep : LongestSleep;
        }
        catch (DbException e)
        {
            logger.LogError("alerts wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "alerts: a pass failed and was rolled back; it is tried again");
        }

        return LongestSleep;
    }
}
