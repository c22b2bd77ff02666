using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>Whether a box started anew since it was last asked, also while the agent was away.</summary>
/// <remarks>The time of its start is kept in <c>entity_states</c>, by the wall clock, and written only when it changed.</remarks>
internal sealed class BoxStart(string device)
{
    private const string Entity = "started";

    /// <summary>A start is over when the box has run for so long.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Two clocks drift apart, and a box counts in seconds: what is nearer is the same start.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(10);

    // SNMP counts hundredths of a second in 32 bits: after 497 days it begins anew and nobody restarted anything.
    private static readonly TimeSpan Wrap = TimeSpan.FromSeconds(uint.MaxValue / 100.0);

    private DateTimeOffset? _started;
    private long? _uptimeS;
    private DateTimeOffset? _raised;

    public void Load(IEnumerable<EntityState> states, IEnumerable<EdgeEvent> raised)
    {
        _started = states.FirstOrDefault(state => state.Device == device && state.Entity == Entity)?.Since;
        _raised = raised.FirstOrDefault(alert => alert.Kind == DetectedKinds.DeviceRebooted && alert.Device == device)?.At;
    }

    public void See(DetectionWork work, EntityId key, long? uptimeS, Func<EventText> text)
    {
        if (uptimeS is not (>= 0 and < 10L * 365 * 86_400) || uptimeS is not { } uptime) return;
        var started = work.Now.Wall - TimeSpan.FromSeconds(uptime);
        var before = Before(work, started, uptime);
        if (before is { } was)
        {
            work.Add(key, DetectedKinds.DeviceRebooted, EventState.Raised, text().And(("uptime_s", uptime), ("uptime_before_s", was)));
            work.Then(() => _raised = work.Now.Wall);
        }
        else if (_raised is { } raised && uptime >= Settled.TotalSeconds)
        {
            work.Clear(key, DetectedKinds.DeviceRebooted, work.Now.Wall - raised, text().Only(("uptime_s", uptime)));
            work.Then(() => _raised = null);
        }

        work.Then(() => _uptimeS = uptime);
        // A clock that nobody trusts writes no time that the next run would compare with.
        if (work.Clock != TimeQuality.Synced || (before is null && (started - (_started ?? default)).Duration() <= Drift)) return;
        work.Store(new EntityState(device, Entity, "running", started, null));
        work.Then(() => _started = started);
    }

    /// <summary>For how long it ran before it started anew; null when it did not.</summary>
    private double? Before(DetectionWork work, DateTimeOffset started, long uptime)
    {
        if (_uptimeS is { } last) return uptime < last && !IsWrap(last) ? last : null;
        if (work.Clock != TimeQuality.Synced || _started is not { } stored || started - stored <= Drift) return null;
        var ran = (started - stored).TotalSeconds;
        return IsWrap(ran) ? null : Math.Floor(ran);
    }

    private static bool IsWrap(double ranS) => Math.Abs(ranS - Wrap.TotalSeconds) < 86_400;
}
