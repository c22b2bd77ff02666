using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Systemd;

namespace EdgeNoc.Agent.Host;

/// <summary>Whether the agent does its work: the outbox looks after its rows and polls end. The connection has no part in it: restarting does not mend a network.</summary>
internal sealed class SignsOfLife(AgentConfig config, TimeProvider time, TelemetryOutbox telemetry)
{
    private static readonly TimeSpan OutboxPatience = TimeSpan.FromSeconds(30);

    // A refused password is tried again hourly, and a device that times out at ten times its interval or after 15 minutes.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly TimeSpan _pollPatience = LongestPause + (config.Devices.Count == 0 ? TimeSpan.Zero : config.Devices.Min(device => device.Interval) * 2);
    private long _polledAt = time.GetTimestamp();

    public void Polled() => Interlocked.Exchange(ref _polledAt, time.GetTimestamp());

    /// <summary>The outbox looks after its rows.</summary>
    public bool OutboxAlive => time.GetElapsedTime(telemetry.LastTick) < OutboxPatience;

    public bool Alive =>
        OutboxAlive
        && (config.Devices.Count == 0 || time.GetElapsedTime(Interlocked.Read(ref _polledAt)) < _pollPatience);
}

/// <summary>Feeds systemd's watchdog while there are signs of life.</summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private readonly ITimer? _timer;

    public Watchdog(SystemdNotifier systemd, SignsOfLife life, TimeProvider time)
    {
        if (systemd.WatchdogInterval is not { } interval) return;
        _timer = time.CreateTimer(_ => Feed(systemd, life), null, TimeSpan.Zero, interval / 3);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void Feed(SystemdNotifier systemd, SignsOfLife life)
    {
        if (life.Alive) systemd.Watchdog();
    }
}
