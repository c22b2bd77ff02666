using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The stage that opens an incident for each group of waiting alerts whose wait for company is over.</summary>
internal static class GroupStage
{
    // A large box takes its time to start, and more until it answers.
    private static readonly TimeSpan RestartMemory = TimeSpan.FromMinutes(15);

    public static void Run(SitePass pass)
    {
        DropRestarts(pass);
        var waiting = Waiting(pass);
        foreach (var group in Grouping.Form(waiting))
        {
            var routed = group.Members.Count == 0 ? null : Routed(pass, group);
            var due = Grouping.Due(group.FirstMs, Wait(routed, pass.Pass.Rules), pass.Now);
            if (due > pass.Now) pass.LookAt(due);
            else Flush(pass, group, routed);
        }

        DropHidden(pass);
    }

    private static List<Alert> Waiting(SitePass pass) => [.. pass.Alerts.Where(alert => alert is { Stage: AlertStage.Waiting, InhibitedBy: null } && alert.Site == pass.Site)];

    /// <summary>Boxes and the agent start anew after an outage that people were told of, and of its end: that is no news.</summary>
    private static void DropRestarts(SitePass pass)
    {
        foreach (var start in Waiting(pass).Where(AlertScope.IsRestart))
        {
            var outage = pass.Db.First<long?>(
                """
                SELECT incident FROM alerts
                WHERE site = @Site AND device = 'site' AND cleared_ms >= @sinceMs AND raised_ms <= @RaisedMs AND incident IS NOT NULL
                    AND kind IN ('site.mains_lost', 'area.power_outage', 'agent.offline')
                UNION ALL SELECT incident FROM alerts
                WHERE site = @Site AND device = @Device AND entity = 'device' AND cleared_ms >= @sinceMs AND raised_ms <= @RaisedMs AND incident IS NOT NULL
                    AND kind = 'device.unreachable'
                ORDER BY 1 DESC LIMIT 1
                """,
                new { start.Site, start.Device, start.RaisedMs, sinceMs = start.RaisedMs - (long)RestartMemory.TotalMilliseconds });
            if (outage is null) continue;
            pass.Save(start with { Stage = AlertStage.Silent });
            pass.Note(Decision.Inhibited, FormattableString.Invariant($"it started anew after #{outage}"), start.Id);
        }
    }

    private static Routed Routed(SitePass pass, AlertGroup group)
    {
        var state = IncidentState.Of(group.Members)!;
        var scope = new Incident { Site = pass.Site, Device = group.Device, Entity = group.Entity, Severity = state.Severity, Kind = state.Leader.Kind, Cause = state.Cause };
        return RouteChoice.Find(pass.Pass.People.Routes, RouteQuestions.Of(scope, group.Members), pass.Pass.Rules.MinSeverity, pass.Now);
    }

    private static TimeSpan Wait(Routed? routed, AlertRules rules) =>
        routed?.Routes.Select(route => route.GroupWait).OfType<TimeSpan>().Cast<TimeSpan?>().Min() ?? rules.GroupWait;

    private static void Flush(SitePass pass, AlertGroup group, Routed? routed)
    {
        foreach (var over in group.Over) Drop(pass, over, Decision.ClearedBeforeTold);
        if (routed is null) return;
        if (routed.TooMild)
        {
            foreach (var mild in group.Members) Drop(pass, mild, Decision.BelowMinSeverity);
            return;
        }

        var state = IncidentState.Of(group.Members)!;
        var incident = IncidentStore.Add(pass.Db, new Incident
        {
            Site = pass.Site,
            Severity = state.Severity,
            Kind = state.Leader.Kind,
            Device = group.Device,
            Entity = group.Entity,
            Cause = state.Cause,
            SinceMs = group.Members.Min(alert => alert.RaisedMs),
            OpenedMs = DbTime.Ms(pass.Now),
        });
        pass.Incidents.Add(incident);
        foreach (var member in group.Members) pass.Save(member with { Stage = AlertStage.Told, Incident = incident.Number });
        InhibitStage.Adopt(pass);

        // What the office's own alerts hide stands at other sites.
        if (pass.Site == AlertScope.Office) AlertDue.MarkAll(pass.Db, pass.Now);
    }

    private static void Drop(SitePass pass, Alert alert, Decision why)
    {
        pass.Save(alert with { Stage = AlertStage.Silent });
        pass.Note(why, alert: alert.Id);
    }

    /// <summary>What was hidden until its end was told by what hid it, or not at all.</summary>
    private static void DropHidden(SitePass pass)
    {
        var hidden = pass.Alerts.Where(alert => alert is { Stage: AlertStage.Waiting, IsOpen: false, InhibitedBy: not null } && alert.Site == pass.Site).ToList();
        foreach (var alert in hidden) Drop(pass, alert, Decision.ClearedBeforeTold);
    }
}
