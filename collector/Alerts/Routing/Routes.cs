using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>What to route: the fields that matchers see, and what decides besides.</summary>
internal sealed record RouteQuestion(MatchFields Fields, Severity Severity, bool IsVip);

/// <summary>Where something goes.</summary>
/// <param name="Routes">In order; empty: nowhere now.</param>
/// <param name="TooMild">No route, at whatever hour, wants something so mild by itself.</param>
internal sealed record Routed(IReadOnlyList<Route> Routes, bool TooMild);

/// <summary>Why a route takes something, or does not.</summary>
internal enum RouteFate
{
    Taken,

    /// <summary>One of its matchers does not hold.</summary>
    NoMatch,

    /// <summary>It says nothing of severities, and this is too mild for a message of its own.</summary>
    TooMild,

    /// <summary>It would take it at another hour.</summary>
    NotActive,

    /// <summary>One before it takes it, and does not continue.</summary>
    NotReached,
}

/// <summary>What a route made of a question.</summary>
/// <param name="Route">Which.</param>
/// <param name="Fate">Why it takes it, or not.</param>
/// <param name="Failed">The first matcher that does not hold.</param>
internal sealed record RouteVerdict(Route Route, RouteFate Fate, Matcher? Failed = null);

/// <summary>Finds routes.</summary>
internal static class RouteChoice
{
    /// <summary>The first that matches and is active, and those after one that continues.</summary>
    /// <param name="routes">In order.</param>
    /// <param name="question">What is to be routed.</param>
    /// <param name="minimum">What a route takes that does not say itself.</param>
    /// <param name="now">When.</param>
    public static Routed Find(IReadOnlyList<Route> routes, RouteQuestion question, Severity minimum, DateTimeOffset now)
    {
        var verdicts = Consider(routes, question, minimum, now);
        var isWanted = verdicts.Any(verdict => verdict.Fate is RouteFate.Taken or RouteFate.NotActive);
        return new Routed(
            [.. verdicts.Where(verdict => verdict.Fate == RouteFate.Taken).Select(verdict => verdict.Route)],
            TooMild: !isWanted && verdicts.Any(verdict => verdict.Fate == RouteFate.TooMild));
    }

    /// <summary>The same with the reason at each route, in their order.</summary>
    public static IReadOnlyList<RouteVerdict> Consider(IReadOnlyList<Route> routes, RouteQuestion question, Severity minimum, DateTimeOffset now)
    {
        var verdicts = new List<RouteVerdict>(routes.Count);
        var isTaken = false;
        foreach (var route in routes)
        {
            var verdict = isTaken ? new RouteVerdict(route, RouteFate.NotReached) : Of(route, question, minimum, now);
            verdicts.Add(verdict);
            isTaken |= verdict.Fate == RouteFate.Taken && !route.Continues;
        }

        return verdicts;
    }

    private static RouteVerdict Of(Route route, RouteQuestion question, Severity minimum, DateTimeOffset now)
    {
        if (route.Matchers.FirstOrDefault(matcher => !matcher.Matches(question.Fields.Value(matcher.Name))) is { } failed) return new(route, RouteFate.NoMatch, failed);
        if (!route.NamesSeverity && question.Severity < minimum && !question.IsVip) return new(route, RouteFate.TooMild);
        return new(route, route.IsActive(now) ? RouteFate.Taken : RouteFate.NotActive);
    }
}
