using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.External;

/// <summary>Ends alerts of other systems that are not sent any more.</summary>
internal sealed class ExternalExpiry(CollectorDatabase database, Wakeups wakeups, TimeProvider time, ILogger<ExternalExpiry> logger) : BackgroundService
{
    // While the collector was away nobody could send: whoever still has an alert does so within that time.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, time, stoppingToken);
            while (true)
            {
                Look();
                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The collector stops.
        }
    }

    private void Look()
    {
        try
        {
            if (database.Write(db => ExternalStore.Expire(db, time.GetUtcNow())) > 0) wakeups.Alerts.Set();
        }
        catch (System.Data.Common.DbException exception)
        {
            logger.LogError(exception, "alerts of other systems could not be ended; it is tried again in {Seconds} s", Every.TotalSeconds);
        }
    }
}
