using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>An alert that somebody makes up, to see who would be told.</summary>
/// <param name="Site">Where.</param>
/// <param name="Device">Left out: the POP itself.</param>
/// <param name="Entity"><c>pon/0/3, onu/0/3:17, device</c>.</param>
/// <param name="Kind"><c>pon.down</c> …</param>
/// <param name="Severity">Left out: the kind's own.</param>
/// <param name="Reason"><c>dying_gasp</c> …</param>
/// <param name="Cause"><c>fibre_cut, power</c> …</param>
/// <param name="Labels">Further ones that matchers ask for.</param>
/// <param name="At">When; left out: now.</param>
internal sealed record TrialBody(string Site, string? Device, string? Entity, string Kind, string? Severity, string? Reason, string? Cause, IReadOnlyDictionary<string, string>? Labels, DateTimeOffset? At);

/// <summary>Somebody who would be told.</summary>
/// <param name="Contact">His id.</param>
/// <param name="Name">What people call him.</param>
/// <param name="Target">What of the step means him.</param>
/// <param name="Channel">By which he is told first; left out: he has no address.</param>
/// <param name="Address">His first address.</param>
/// <param name="ToldBefore">He knows by an earlier step.</param>
/// <param name="HeldUntil">His quiet hours hold it back.</param>
internal sealed record TrialPersonView(string Contact, string Name, string Target, string? Channel, string? Address, bool ToldBefore, DateTimeOffset? HeldUntil);

/// <summary>A step that would be taken.</summary>
/// <param name="At">When, while nobody acknowledges.</param>
/// <param name="AfterS">After the first message.</param>
/// <param name="People">Whom it means then.</param>
/// <param name="Unknown">Of its targets, those that lead to nobody then.</param>
internal sealed record TrialStepView(DateTimeOffset At, int AfterS, IReadOnlyList<TrialPersonView> People, IReadOnlyList<string> Unknown);

/// <summary>What a route makes of it.</summary>
/// <param name="Id">The route.</param>
/// <param name="Verdict"><c>taken, no_match, too_mild, not_active, not_reached</c>.</param>
/// <param name="Failed">At <c>no_match</c>: the matcher that does not hold.</param>
/// <param name="Found">What the alert has instead.</param>
/// <param name="GroupWaitS">So long the first message waits for company.</param>
/// <param name="Steps">Who is told, and when.</param>
internal sealed record TrialRouteView(string Id, string Verdict, Matcher? Failed, string? Found, int GroupWaitS, IReadOnlyList<TrialStepView> Steps);

/// <summary>Who would be told, and why.</summary>
/// <param name="Severity">As it was tried.</param>
/// <param name="IsTold">Somebody would be told.</param>
/// <param name="Routes">All routes in their order.</param>
/// <param name="Silence">A silence or maintenance that covers it now: nobody is told while it runs.</param>
/// <param name="NightUntil">What wakes nobody waits until then.</param>
internal sealed record TrialView(string Severity, bool IsTold, IReadOnlyList<TrialRouteView> Routes, SilenceView? Silence, DateTimeOffset? NightUntil);

/// <summary>Tries an alert that somebody made up, by the decisions that real ones go through.</summary>
internal static class RouteTrialQuery
{
    public static TrialView Of(Db db, TrialBody body, AlertRules rules, DateTimeOffset now)
    {
        var at = body.At ?? now;
        var severity = body.Severity is { } word ? Enum.Parse<Severity>(word, ignoreCase: true) : EventKinds.DefaultSeverity(body.Kind);
        var labels = body.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var entity = body.Entity ?? "device";
        var alert = new Alert
        {
            Site = body.Site, Device = body.Device ?? AlertScope.Site, Entity = entity, Kind = body.Kind, Severity = severity, Reason = body.Reason, Source = AlertSource.Agent,
            LabelsJson = FlatJson.Write(new Dictionary<string, string>(labels, StringComparer.Ordinal)), RaisedMs = DbTime.Ms(at), SeenMs = DbTime.Ms(at),
        };
        var question = RouteQuestions.Of(new Incident { Site = alert.Site, Device = alert.Device, Entity = entity, Kind = alert.Kind, Severity = severity, Cause = body.Cause }, [alert]);
        var silences = ActiveSilence.Of(SilenceStore.Standing(db), at);
        var result = RouteTrial.Of(PeopleStore.Read(db, rules), silences, question, rules, SiteProfile.Of(db, body.Site).Zone, at);
        var routes = result.Routes.Select(route => View(route, question.Fields)).ToList();
        var isTold = result.Silence is null && routes.Exists(route => route.Steps.Any(step => step.People.Any(person => person.Channel is not null)));
        return new TrialView(DbName.Of(severity), isTold, routes, result.Silence is { } silence ? SilenceView.Of(silence, at) : null, result.NightUntil);
    }

    private static TrialRouteView View(TrialRoute route, MatchFields fields) => new(
        route.Verdict.Route.Id, DbName.Of(route.Verdict.Fate), route.Verdict.Failed, route.Verdict.Failed is { } failed ? fields.Value(failed.Name) : null, (int)route.GroupWait.TotalSeconds,
        [.. route.Steps.Select(step => new TrialStepView(step.At, step.AfterS, [.. step.People.Select(View)], step.Unknown))]);

    private static TrialPersonView View(TrialPerson person)
    {
        var first = person.Contact.Addresses.Count > 0 ? person.Contact.Addresses[0] : null;
        return new TrialPersonView(person.Contact.Id, person.Contact.Name, person.Target, first?.Channel, first?.Address, person.ToldBefore, person.HeldUntil);
    }
}
