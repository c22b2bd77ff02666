using EdgeNoc.Collector.Alerts.Offline;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Isolation;

/// <summary>The stage that raises and clears <c>noc.isolated</c>, an alert of the office itself: it hides each silent site.</summary>
internal static class IsolationWatch
{
    private static readonly AlertIdentity Identity = new(AlertScope.Office, AlertScope.Site, "collector", EventKinds.NocIsolated);

    /// <summary>The open alert; null: the office is not cut off.</summary>
    public static Alert? Open(Db db) => db.First<Alert>(
        "SELECT * FROM alerts WHERE site = @Site AND device = @Device AND entity = @Entity AND kind = @Kind AND cleared_ms IS NULL", Identity);

    /// <summary>When to look again; null: only when something comes in.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, IReadOnlyList<SiteLife> sites, Hearing hearing, DateTimeOffset now)
    {
        var signs = Signs(db, sites);
        var stands = AlertStore.IsOpen(db, Identity);
        var verdict = IsolationDecision.Decide(stands, hearing, signs, rules.OfflineHold, now);
        switch (stands, verdict.Stands)
        {
            case (false, true):
                Raise(db, verdict, signs.Count, now);
                AlertDue.MarkAll(db, now);
                break;
            case (true, false):
                AlertStore.Clear(db, Identity, now, ClearedBy.Collector, now);
                AlertDue.MarkAll(db, now);
                break;
        }

        return verdict.LookAgain;
    }

    private static List<SiteSign> Signs(Db db, IReadOnlyList<SiteLife> sites)
    {
        var dark = db.Query<string>("SELECT DISTINCT site FROM alerts WHERE kind IN ('site.mains_lost', 'area.power_outage') AND device = 'site' AND cleared_ms IS NULL")
            .ToHashSet(StringComparer.Ordinal);
        return sites.Where(site => site.State is SiteState.Online or SiteState.Offline)
            .Select(site => new SiteSign(OfflineDecision.DarkSince(site.Liveness), dark.Contains(site.Name))).ToList();
    }

    private static void Raise(Db db, IsolationVerdict verdict, int known, DateTimeOffset now)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["silent"] = verdict.Silent, ["sites"] = known };
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["why"] = verdict.Why };
        AlertStore.Raise(
            db, new NewAlert(Identity, EventKinds.DefaultSeverity(Identity.Kind), verdict.Since ?? now, null, values, labels, TimeQuality.Synced), AlertSource.Collector, now);
    }
}
