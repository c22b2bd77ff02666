using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Offline;

/// <summary>The stage that raises and clears <c>agent.offline</c>, with what is known of why.</summary>
internal static class OfflineWatch
{
    /// <summary>When to look again; null: only when something comes in.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, IReadOnlyList<SiteLife> sites, DateTimeOffset? connectedSince, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        var open = OpenBySite(db);
        foreach (var site in sites)
        {
            var identity = new AlertIdentity(site.Name, AlertScope.Site, "agent", EventKinds.AgentOffline);
            var (verdict, darkSince, lookAgain) = OfflineDecision.Decide(now, connectedSince, site.Liveness, rules.OfflineHold);
            var labels = open.GetValueOrDefault(site.Name);
            if (verdict is OfflineVerdict.Dark && (labels is null || LacksGateway(labels, site))) Raise(db, site, identity, darkSince!.Value, now);
            if (verdict is OfflineVerdict.Fine && labels is not null) AlertStore.Clear(db, identity, BackSince(site, now), ClearedBy.Collector, now);
            if (lookAgain < (next ?? DateTimeOffset.MaxValue)) next = lookAgain;
        }

        return next;
    }

    private static Dictionary<string, string> OpenBySite(Db db) => db.Query<Alert>(
        "SELECT site, labels_json FROM alerts WHERE kind = 'agent.offline' AND device = 'site' AND entity = 'agent' AND cleared_ms IS NULL")
        .ToDictionary(alert => alert.Site, alert => alert.LabelsJson, StringComparer.Ordinal);

    /// <summary>The probe of its gateway was answered only after it was raised.</summary>
    private static bool LacksGateway(string labels, SiteLife site) => site.GatewayAnswers is not null && !labels.Contains("\"gateway\"", StringComparison.Ordinal);

    private static DateTimeOffset BackSince(SiteLife site, DateTimeOffset now) => DbTime.Time(Math.Min(site.LastSeenMs ?? long.MaxValue, DbTime.Ms(now)));

    private static void Raise(Db db, SiteLife site, AlertIdentity identity, DateTimeOffset darkSince, DateTimeOffset now)
    {
        var facts = WhyOffline.Of(db, site, darkSince);
        AlertStore.Raise(
            db, new NewAlert(identity, EventKinds.DefaultSeverity(identity.Kind), darkSince, null, facts.Values, facts.Labels, TimeQuality.Synced), AlertSource.Collector, now);
    }
}
