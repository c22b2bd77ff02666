using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>The stage that takes the steps of the routes while nobody acknowledged, and tells each contact what he does not know yet.</summary>
internal static class EscalationStage
{
    public static void Run(SitePass pass)
    {
        foreach (var incident in pass.Incidents.ToList())
        {
            var members = pass.Members(incident.Number);
            if (Quiet.IsQuiet(members) || Night.Until(pass, members) is not null) continue;
            var routes = TakeSteps(pass, incident);
            if (IncidentState.Of(members) is { } state) TellAll(pass, incident, members, state, routes);
        }
    }

    /// <summary>Returns the routes on which the incident is.</summary>
    private static List<Route> TakeSteps(SitePass pass, Incident incident)
    {
        var taken = incident.Step;
        var on = new List<Route>();
        foreach (var escalation in EscalationStore.Of(pass.Db, incident.Number))
        {
            // It may have been taken away since: then it goes no further.
            if (pass.Pass.People.Routes.FirstOrDefault(route => route.Id == escalation.Route) is not { } route) continue;
            on.Add(route);
            var step = (int)escalation.Step;
            for (; step < route.Steps.Count && (step == 0 || incident.AckedMs is null); step++)
            {
                var due = DbTime.Time(escalation.BeganMs) + TimeSpan.FromSeconds(route.Steps[step].AfterS);
                if (due > pass.Now)
                {
                    pass.LookAt(due);
                    break;
                }

                Take(pass, incident, route, step);
            }

            if (step > escalation.Step) EscalationStore.Put(pass.Db, escalation with { Step = step });
            taken = Math.Max(taken, step);
        }

        pass.Save(incident with { Step = taken });
        return on;
    }

    private static void Take(SitePass pass, Incident incident, Route route, int step)
    {
        var known = NotifiedStore.Of(pass.Db, incident.Number).Select(notified => notified.Contact).ToHashSet(StringComparer.Ordinal);
        var contacts = pass.Pass.People.Resolve(route.Steps[step], pass.Now);
        if (step > 0) pass.Note(Decision.Escalated, $"{route.Id}: step {step + 1} of {route.Steps.Count}", incident: incident.Number);
        if (contacts.Count == 0) pass.Note(Decision.NobodyToTell, $"{route.Id}: step {step + 1} leads to nobody", incident: incident.Number);
        foreach (var contact in contacts.Where(contact => known.Add(contact.Id)))
        {
            if (contact.Addresses.Count == 0)
            {
                pass.Note(Decision.NobodyToTell, pass.Pass.Rules.Channel is null ? "no channel is configured" : "this contact has no address", incident: incident.Number, recipient: contact.Id);
                continue;
            }

            NotifiedStore.Put(pass.Db, new Notified
            {
                Incident = incident.Number,
                Contact = contact.Id,
                Purpose = step == 0 ? NotifiedAs.Held : NotifiedAs.Escalated,
                AtMs = DbTime.Ms(pass.Now),
            });
        }
    }

    private static void TellAll(SitePass pass, Incident incident, List<Alert> members, IncidentState state, List<Route> routes)
    {
        var interval = Shortest(routes.Select(route => route.GroupInterval)) ?? AlertRules.GroupInterval;
        var repeat = Shortest(routes.Select(route => route.RepeatInterval)) ?? AlertRules.RepeatInterval;
        var summaries = new Lazy<List<WaitingSummary>>(() => SummaryStore.Waiting(pass.Db, pass.Site));
        var telling = new Lazy<Telling>(() => new Telling(pass, incident, members, [.. summaries.Value.Select(summary => summary.Summary)]));
        foreach (var known in NotifiedStore.Of(pass.Db, incident.Number))
        {
            if (pass.Pass.People.Contacts.GetValueOrDefault(known.Contact) is not { } contact) continue;
            var decided = Notification.Decide(known, state, incident.AckedMs is not null, interval, repeat, pass.Now);
            if (decided.LookAgain is { } again) pass.LookAt(again);
            if (decided.Purpose is not { } purpose) continue;
            if (contact.Quiet?.Until(pass.Now, contact.Zone, state.Severity) is { } morning) Hold(pass, known, morning);
            else if (telling.Value.Tell(contact, PurposeOf(purpose))) Told(pass, known.Told(purpose, state, pass.Now), decided.Reason);
        }

        if (!telling.IsValueCreated) return;
        foreach (var summary in summaries.Value)
        {
            SummaryStore.Move(pass.Db, summary.Id, AlertStage.Told);
            pass.Note(Decision.OfflineSummaryTold, incident: incident.Number);
        }
    }

    private static void Told(SitePass pass, Notified now, string reason)
    {
        NotifiedStore.Put(pass.Db, now);
        var decision = now.Purpose switch
        {
            NotifiedAs.Update => Decision.UpdateTold,
            NotifiedAs.Reminder => Decision.ReminderTold,
            _ => Decision.Told,
        };
        pass.Note(decision, reason, incident: now.Incident, recipient: now.Contact);
    }

    /// <summary>Noted when it was meant for him first, not at each look.</summary>
    private static void Hold(SitePass pass, Notified known, DateTimeOffset morning)
    {
        pass.LookAt(morning);
        if (known.IsHeld && known.AtMs == DbTime.Ms(pass.Now)) pass.Note(Decision.QuietHours, $"until {morning:u}", incident: known.Incident, recipient: known.Contact);
    }

    private static Purpose PurposeOf(NotifiedAs purpose) => purpose switch
    {
        NotifiedAs.Update => Purpose.Update,
        NotifiedAs.Reminder => Purpose.Reminder,
        _ => Purpose.Problem,
    };

    private static TimeSpan? Shortest(IEnumerable<TimeSpan?> times) => times.Min();
}
