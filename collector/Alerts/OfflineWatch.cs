using System.Collections.Frozen;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>The stage that raises and clears <c>agent.offline</c>.</summary>
internal static class OfflineWatch
{
    /// <summary>When to look again; null: only when something comes in.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, DateTimeOffset? connectedSince, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var site in SiteStore.All(db))
        {
            var identity = new AlertIdentity(site.Name, "site", "agent", EventKinds.AgentOffline);
            var (verdict, darkSince, lookAgain) = OfflineDecision.Decide(now, connectedSince, site.Liveness, rules.OfflineHold);
            if (verdict is OfflineVerdict.Dark && !AlertStore.IsOpen(db, identity)) Raise(db, identity, darkSince!.Value, rules, now);
            if (verdict is OfflineVerdict.Fine) AlertStore.Clear(db, identity, BackSince(site, now), ClearedBy.Collector, now);
            if (lookAgain < (next ?? DateTimeOffset.MaxValue)) next = lookAgain;
        }

        return next;
    }

    private static DateTimeOffset BackSince(Site site, DateTimeOffset now) => DbTime.Time(Math.Min(site.LastSeenMs ?? long.MaxValue, DbTime.Ms(now)));

    private static void Raise(Db db, AlertIdentity identity, DateTimeOffset darkSince, AlertRules rules, DateTimeOffset now) => AlertStore.Raise(
        db,
        new NewAlert(
            identity, EventKinds.DefaultSeverity(identity.Kind), darkSince, null,
            FrozenDictionary<string, double>.Empty, FrozenDictionary<string, string>.Empty, TimeQuality.Synced),
        AlertSource.Collector, rules, now);
}
