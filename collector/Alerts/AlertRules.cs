using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>What the operator decides about alerts, and what follows from it.</summary>
internal sealed record AlertRules(TimeSpan GroupWait, TimeSpan OfflineHold, Severity MinSeverity, IReadOnlyList<string> Recipients, string? Channel)
{
    /// <summary>Events older than this when they were sent neither page nor heal.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>How long a snapshot waits for the event message that it names.</summary>
    public static readonly TimeSpan SnapshotPatience = TimeSpan.FromMinutes(15);

    /// <summary>Between messages of an incident that only grew a little, where its route does not say.</summary>
    public static readonly TimeSpan GroupInterval = TimeSpan.FromMinutes(5);

    /// <summary>After which people are reminded of what stands, where its route does not say.</summary>
    public static readonly TimeSpan RepeatInterval = TimeSpan.FromHours(4);

    private static readonly TimeSpan LongestRecoveryWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestFlapWait = TimeSpan.FromMinutes(5);

    /// <summary>An incident closes this long after its last alert cleared, so that what comes back within a few polls is one message.</summary>
    public TimeSpan RecoveryWait => GroupWait / 2 < LongestRecoveryWait ? GroupWait / 2 : LongestRecoveryWait;

    /// <summary>The same for what is likely to come back: a single ONU, or what came back once already.</summary>
    public TimeSpan FlapWait => GroupWait * 3 < LongestFlapWait ? GroupWait * 3 : LongestFlapWait;

    public static AlertRules Of(CollectorConfig config) => new(
        TimeSpan.FromSeconds(config.Alerts.GroupWaitS),
        TimeSpan.FromSeconds(config.Alerts.AgentOfflineHoldS),
        config.Alerts.MinSeverity,
        config.Alerts.Recipients,
        config.Channels.Count == 0 ? null : config.Channels[0].Channel.Id);
}
