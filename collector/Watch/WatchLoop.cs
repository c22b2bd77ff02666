using System.Data.Common;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Watch;

/// <summary>Looks every few seconds, and asks each provider once a minute whether it is linked; each by itself, so that one that hangs delays nobody.</summary>
internal sealed class WatchLoop(CollectorDatabase database, Watcher watcher, IEnumerable<IChannel> channels, Wakeups wakeups, TimeProvider time, ILogger<WatchLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll([
            EveryAsync(LookEvery, () => Task.FromResult(watcher.Run(time.GetUtcNow())), stoppingToken),
            .. channels.Where(channel => channel is ISessionProbe).Select(channel => EveryAsync(AskEvery, () => AskAsync(channel, stoppingToken), stoppingToken)),
        ]);
    }

    private async Task EveryAsync(TimeSpan pause, Func<Task<bool>> work, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                if (await work())
                {
                    wakeups.Alerts.Set();
                    wakeups.Outbox.Set();
                }
            }
            catch (DbException e)
            {
                logger.LogError("the collector's own watch waits: its database failed ({Problem}): check space and rights of the state folder", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "the collector's own watch: a look failed; it is tried again");
            }

            await Task.Delay(pause, time, ct);
        }
    }

    /// <summary>An answer that says nothing changes nothing.</summary>
    private async Task<bool> AskAsync(IChannel channel, CancellationToken ct)
    {
        switch (await ((ISessionProbe)channel).ProbeAsync(ct))
        {
            case SessionState.Up:
                database.Write(db => ChannelStates.Session(db, channel.Id, problem: null, time.GetUtcNow()));
                break;
            case SessionState.Down down:
                database.Write(db => ChannelStates.Session(db, channel.Id, down.Reason, time.GetUtcNow()));
                break;
            case SessionState.Unknown unknown:
                logger.LogInformation("{Channel} does not say whether it is linked: {Reason}", channel.Id, unknown.Reason);
                break;
        }

        return false;
    }
}
