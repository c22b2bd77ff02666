using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>The stage that finds the routes of each open incident: when it is new, when it became another thing, and while none was active.</summary>
internal static class RouteStage
{
    public static void Run(SitePass pass)
    {
        foreach (var known in pass.Incidents.ToList())
        {
            var members = pass.Members(known.Number);
            if (IncidentState.Of(members) is not { } state || !members.Exists(alert => alert is { IsOpen: true, IsChild: false })) continue;
            var incident = known with
            {
                Severity = state.Severity,
                Kind = state.Leader.Kind,
                Cause = state.Cause,
                MaintenanceUntilMs = MaintenanceOf(pass, members),
            };
            var changed = (known.Severity, known.Kind, known.Cause) != (incident.Severity, incident.Kind, incident.Cause);
            pass.Save(incident);
            if (Quiet.IsQuiet(members)) continue;
            if (Night.Until(pass, members) is { } morning)
            {
                // Noted when it was found, not at each look.
                if (incident.OpenedMs == DbTime.Ms(pass.Now)) pass.Note(Decision.QuietHours, $"only its management is down: not before {morning:u}", incident: incident.Number);
                pass.LookAt(morning);
                continue;
            }

            if (incident.Route is null or "" || (changed && incident.AckedMs is null)) Choose(pass, incident, members);
        }
    }

    private static void Choose(SitePass pass, Incident incident, List<Alert> members)
    {
        var leaders = members.Where(alert => alert is { IsOpen: true, IsChild: false }).ToList();
        var routed = RouteChoice.Find(pass.Pass.People.Routes, RouteQuestions.Of(incident, leaders), pass.Pass.Rules.MinSeverity, pass.Now);
        var known = EscalationStore.Of(pass.Db, incident.Number).Select(escalation => escalation.Route).ToList();
        foreach (var route in routed.Routes.Where(route => !known.Contains(route.Id, StringComparer.Ordinal)))
        {
            EscalationStore.Put(pass.Db, new Escalation { Incident = incident.Number, Route = route.Id, BeganMs = DbTime.Ms(pass.Now) });
            known.Add(route.Id);
        }

        if (incident.Route is null && known.Count == 0) pass.Note(Decision.NobodyToTell, "no route takes it, or none that is active now", incident: incident.Number);
        pass.Save(incident with { Route = string.Join(',', known) });
    }

    private static long? MaintenanceOf(SitePass pass, List<Alert> members)
    {
        var by = members.Where(alert => alert is { IsOpen: true, SilencedBy: not null }).Select(alert => alert.SilencedBy).ToHashSet();
        return pass.Pass.Silences.Where(active => active.Silence.Kind == Silences.SilenceKind.Maintenance && by.Contains(active.Silence.Id))
            .Select(active => (long?)active.Silence.EndsMs).Max();
    }
}

/// <summary>Whether an incident keeps quiet as a whole.</summary>
internal static class Quiet
{
    /// <summary>Everything that it would tell is silenced or hidden, or nothing of it stands.</summary>
    public static bool IsQuiet(IReadOnlyList<Alert> members) =>
        members.Where(alert => alert is { IsOpen: true, IsChild: false }).All(alert => alert.SilencedBy is not null || alert.InhibitedBy is not null);
}
