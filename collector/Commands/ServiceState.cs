using EdgeNoc.Collector.Backup;
using EdgeNoc.Common.Systemd;

namespace EdgeNoc.Collector.Commands;

/// <summary>Tells systemd that the collector is ready, alive and stopping.</summary>
internal sealed class ServiceState(SystemdNotifier systemd, IHostApplicationLifetime lifetime, Restart restart, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var started = lifetime.ApplicationStarted.Register(() => systemd.Ready("receiving"));
        using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            // Who says that he stops is ended by systemd when he does not.
            if (restart.IsWanted) systemd.Status("starting anew with a backup that was put back");
            else systemd.Stopping("finishing what is under way");
        });
        try
        {
            // Before it is ready there is nothing to watch.
            using var begun = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStarted);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, begun.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stoppingToken.ThrowIfCancellationRequested();
            if (systemd.WatchdogInterval is not { } interval) await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
            else await FeedAsync(interval / 2, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The collector stops.
        }
    }

    private async Task FeedAsync(TimeSpan every, CancellationToken ct)
    {
        while (true)
        {
            systemd.Watchdog();
            await Task.Delay(every, time, ct);
        }
    }
}
