using EdgeNoc.Collector.Alerts.Silences;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Somebody who would be told.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Target">What of the step means him: <c>contact:budi, rotation:oncall</c>.</param>
/// <param name="ToldBefore">An earlier step, or an earlier route, told him already: he is not told again by this one.</param>
/// <param name="HeldUntil">His quiet hours hold it back until then; null: he is told at once.</param>
internal sealed record TrialPerson(Contact Contact, string Target, bool ToldBefore, DateTimeOffset? HeldUntil);

/// <summary>A step of a route that would be taken.</summary>
/// <param name="At">When, while nobody acknowledges.</param>
/// <param name="AfterS">Seconds after the incident came to the route.</param>
/// <param name="People">Whom it means then; empty: nobody.</param>
/// <param name="Unknown">Of its targets, those that lead to nobody then.</param>
internal sealed record TrialStep(DateTimeOffset At, int AfterS, IReadOnlyList<TrialPerson> People, IReadOnlyList<string> Unknown);

/// <summary>A route in a trial.</summary>
/// <param name="Verdict">Why it takes it, or not.</param>
/// <param name="GroupWait">How long the first message waits for company.</param>
/// <param name="Steps">Of one that takes it.</param>
internal sealed record TrialRoute(RouteVerdict Verdict, TimeSpan GroupWait, IReadOnlyList<TrialStep> Steps);

/// <summary>Who would be told of an alert.</summary>
/// <param name="Routes">All, in order.</param>
/// <param name="Silence">A silence or maintenance that covers it: while it runs nobody is told.</param>
/// <param name="NightUntil">What wakes nobody, whoever is on call, waits until then.</param>
internal sealed record TrialResult(IReadOnlyList<TrialRoute> Routes, Silence? Silence, DateTimeOffset? NightUntil);

/// <summary>Says who would be told of an alert that somebody made up, by the same decisions as for a real one. Touches nothing.</summary>
internal static class RouteTrial
{
    /// <param name="people">Who there is.</param>
    /// <param name="silences">That run then.</param>
    /// <param name="question">The alert.</param>
    /// <param name="rules">The operator's.</param>
    /// <param name="zone">The site's.</param>
    /// <param name="at">When it is raised.</param>
    public static TrialResult Of(People people, IReadOnlyList<ActiveSilence> silences, RouteQuestion question, AlertRules rules, TimeZoneInfo zone, DateTimeOffset at)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var routes = RouteChoice.Consider(people.Routes, question, rules.MinSeverity, at).Select(verdict => new TrialRoute(
            verdict,
            verdict.Route.GroupWait ?? rules.GroupWait,
            verdict.Fate == RouteFate.Taken ? [.. verdict.Route.Steps.Select(step => Step(people, step, question, told, at + (verdict.Route.GroupWait ?? rules.GroupWait)))] : [])).ToList();
        return new TrialResult(routes, silences.FirstOrDefault(silence => silence.Covers(question.Fields))?.Silence, Night.Until(question.Fields.Kind, question.Severity, zone, at));
    }

    private static TrialStep Step(People people, RouteStep step, RouteQuestion question, HashSet<string> told, DateTimeOffset began)
    {
        var at = began + TimeSpan.FromSeconds(step.AfterS);
        var (found, unknown) = (new List<TrialPerson>(), new List<string>());
        foreach (var target in step.To)
        {
            if (people.Resolve(new RouteStep(step.AfterS, [target]), at) is not [var contact]) unknown.Add(target);
            else if (!found.Exists(one => one.Contact.Id == contact.Id)) found.Add(new TrialPerson(contact, target, !told.Add(contact.Id), contact.Quiet?.Until(at, contact.Zone, question.Severity)));
        }

        return new TrialStep(at, step.AfterS, found, unknown);
    }
}
