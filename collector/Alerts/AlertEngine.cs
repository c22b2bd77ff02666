using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Collector.Alerts.Isolation;
using EdgeNoc.Collector.Alerts.Offline;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>
/// The stages, in order, in one transaction. Each reads the database, writes its decision and its reason there, and says when to look again; what goes out
/// is in the outbox by the same commit. Only sites with something new or due are looked at, each by itself: a defect in one holds up no other.
/// </summary>
internal sealed class AlertEngine(CollectorDatabase database, AlertRules rules, ILogger<AlertEngine> logger)
{
    // In a storm what comes in must not wait until all of it is decided.
    private const int SitesAtOnce = 200;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _deafSince;

    /// <summary>Runs all stages once. Returns when something falls due; null: only when something comes in.</summary>
    public DateTimeOffset? Step(DateTimeOffset now, DateTimeOffset? connectedSince)
    {
        _deafSince = connectedSince is null ? _deafSince ?? now : null;
        return database.Write(db =>
        {
            var sites = SiteLife.All(db);
            var next = new[]
            {
                // Whether the office is cut off, before anybody is called silent.
                IsolationWatch.Run(db, rules, sites, new Hearing(connectedSince, _deafSince), now),
                OfflineWatch.Run(db, rules, sites, connectedSince, now),
                Reconciler.Run(db, now),
                PopMaintenance.Run(db, now),
                SilenceWatch.Run(db, now),
                MaintenanceStage.Run(db, rules, now),
                RunSites(db, now),
            };
            return next.Min();
        });
    }

    private DateTimeOffset? RunSites(Db db, DateTimeOffset now)
    {
        var pass = new Pass(db, rules, now);

        // What the office says hides what the sites say.
        if (AlertDue.IsDue(db, AlertScope.Office, now))
        {
            RunSite(pass, AlertScope.Office);
            pass.ForgetIsolation();
        }

        foreach (var site in AlertDue.Due(db, now, SitesAtOnce)) RunSite(pass, site);
        return AlertDue.Next(db);
    }

    private void RunSite(Pass pass, string site)
    {
        var failure = pass.Db.Attempt(() =>
        {
            var one = new SitePass(pass, site);
            InhibitStage.Run(one);
            SilenceStage.Run(one);
            JoinStage.Run(one);

            // Before the groups: a summary of the time offline belongs to the message that the site is back.
            RecoveryStage.Run(one);
            GroupStage.Run(one);
            RouteStage.Run(one);
            EscalationStage.Run(one);
            SummaryStage.Run(one);
            one.Write();
            AlertDue.Done(pass.Db, site, one.Next ?? (one.Incidents.Count > 0 ? pass.Now + AlertDue.Furthest : null), pass.Now);
        });
        if (failure is null) return;
        logger.LogError(failure, "alerts of site {Site} cannot be decided; its neighbours are, and it is tried again in {Wait:0} s", site, AfterFailure.TotalSeconds);
        DecisionLog.Add(pass.Db, pass.Now, site, Decision.Failed, $"{failure.GetType().Name}: {DbText.Bounded(failure.Message)}");
        AlertDue.Done(pass.Db, site, pass.Now + AfterFailure, pass.Now);
    }
}
