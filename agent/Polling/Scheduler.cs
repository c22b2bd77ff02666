using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Polling;

/// <summary>Polls every device of a config at its own pace: never overlapping itself, never waiting for another one beyond the bound on polls at once.</summary>
public sealed class Scheduler : IAsyncDisposable
{
    /// <summary>Polls at once.</summary>
    public const int MaxPolls = 32;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<DevicePoller> _pollers;
    private readonly SemaphoreSlim _slots = new(MaxPolls);
    private readonly CancellationTokenSource _noMorePolls = new();
    private readonly CancellationTokenSource _abandonPolls = new();
    private readonly PollOutlets _outlets;
    private Task _running = Task.CompletedTask;

    /// <summary>Loads what was known when the agent last ran; polls nothing yet.</summary>
    /// <param name="config">The devices.</param>
    /// <param name="outlets">Where results go.</param>
    /// <param name="random">For jitter.</param>
    public Scheduler(AgentConfig config, PollOutlets outlets, Random random)
    {
        _outlets = outlets;
        var context = new DriverContext(outlets.Time, outlets.Pinger) { StateDir = config.StateDir };
        var states = outlets.Events.LoadStates().ToLookup(state => state.Device, StringComparer.Ordinal);
        var raised = outlets.Events.LoadRaised();
        var orphans = Orphans.Clear(raised, config, outlets.TimeQuality(), outlets.Time.GetUtcNow());
        Clear(orphans);
        var cleared = orphans.Select(orphan => (orphan.Device, orphan.Entity, orphan.Kind)).ToHashSet();
        raised = [.. raised.Where(alert => !cleared.Contains((alert.Device, alert.Entity, alert.Kind)))];
        var site = new SiteWatch(config.Site, config.Name, new ThresholdPolicy(config.Thresholds, ThresholdSet.None), raised);
        var alerts = raised.ToLookup(alert => alert.Device, StringComparer.Ordinal);
        _pollers = [.. config.Devices.Select(device =>
        {
            IReadOnlyList<string> ids = [device.Id, .. device.Options.MemberIds];
            var detector = new Detector(device, config, site, outlets.TimeQuality, [.. ids.SelectMany(id => states[id])], [.. ids.SelectMany(id => alerts[id])]);
            // A Random serves one thread only.
            return new DevicePoller(device, context, new PollPipeline(device, detector, outlets), outlets, new Random(random.Next()));
        })];
    }

    private void Clear(IReadOnlyList<EdgeEvent> orphans)
    {
        try
        {
            if (orphans.Count > 0) _outlets.Events.Commit(orphans, []);
        }
        catch (EventsNotStoredException)
        {
            // The disk is full: they stand until the next start, which is no reason not to poll.
        }
    }

    /// <summary>How every config entry does.</summary>
    public IReadOnlyList<DeviceHealthSnapshot> Health => [.. _pollers.Select(poller => poller.Health)];

    /// <summary>How late the latest poll of the latest device began: above some 100 ms the machine or <see cref="MaxPolls"/> is the bottleneck.</summary>
    public double PollLagMs => _pollers.Count == 0 ? 0 : _pollers.Max(poller => poller.LagMs);

    /// <summary>Polling goes on: not every device's loop has come to a stop.</summary>
    public bool IsOnTime => _pollers.Count == 0 || _pollers.Any(poller => poller.IsOnTime);

    /// <summary>Called after each poll, from any thread: a sign of life for a watchdog.</summary>
    public Action? Polled { get; init; }

    public void Start() => _running = Task.WhenAll(_pollers.Select(poller => poller.RunAsync(_slots, Polled, _noMorePolls.Token, _abandonPolls.Token)));

    /// <summary>Polls a device within so long instead of at its next turn: something says that it changed, or a person wants to know. Requests that come together are one poll.</summary>
    /// <param name="deviceId">The device, the group, or a member of it.</param>
    /// <param name="within">At the latest; a device that was polled a moment ago gets its rest first.</param>
    /// <returns>False when there is no such device, or when it is to be left alone: it refused the login, timed out, or had too many of these polls lately.</returns>
    public bool PollSoon(string deviceId, TimeSpan within) => _pollers.FirstOrDefault(poller => poller.IsFor(deviceId))?.PollSoon(within) ?? false;

    /// <summary>Leaves a device alone for so long, but for polls that a person asks for; zero ends that. False when there is no such device.</summary>
    internal bool Pause(string deviceId, TimeSpan length)
    {
        if (_pollers.FirstOrDefault(poller => poller.IsFor(deviceId)) is not { } found) return false;
        found.Pause(length);
        return true;
    }

    /// <summary>Polls a device as soon as it has rested from its last poll and waits for the result; null when there is no such device.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the agent stops.</exception>
    internal async Task<PolledOnce?> PollNowAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (_pollers.FirstOrDefault(poller => poller.IsFor(deviceId)) is not { } found) return null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _noMorePolls.Token);
        return await found.PollNowAsync().WaitAsync(stop.Token).ConfigureAwait(false);
    }

    /// <summary>The entry of a device, or of the group that it is a member of; null when there is none.</summary>
    internal DevicePoller? Find(string deviceId) => _pollers.FirstOrDefault(poller => poller.IsFor(deviceId));

    /// <summary>Begins no more polls and waits for those under way, at most 10 s.</summary>
    public async Task StopAsync()
    {
        await _noMorePolls.CancelAsync().ConfigureAwait(false);
        try
        {
            await _running.WaitAsync(StopPatience, _outlets.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _outlets.Logger.LogWarning("A poll did not end within {Patience} s and is given up", StopPatience.TotalSeconds);
            await _abandonPolls.CancelAsync().ConfigureAwait(false);
            // A driver deaf to its cancellation must not keep the agent from ending.
            await Task.WhenAny(_running, Task.Delay(TimeSpan.FromSeconds(2), _outlets.Time)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var poller in _pollers) await poller.DisposeAsync().ConfigureAwait(false);
        _slots.Dispose();
        _noMorePolls.Dispose();
        _abandonPolls.Dispose();
    }
}
