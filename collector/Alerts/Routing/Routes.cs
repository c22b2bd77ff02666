using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>What to route: the fields that matchers see, and what decides besides.</summary>
internal sealed record RouteQuestion(MatchFields Fields, Severity Severity, bool IsVip);

/// <summary>Where something goes.</summary>
/// <param name="Routes">In order; empty: nowhere now.</param>
/// <param name="TooMild">No route, at whatever hour, wants something so mild by itself.</param>
internal sealed record Routed(IReadOnlyList<Route> Routes, bool TooMild);

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
        var found = new List<Route>();
        var wanted = false;
        var mild = false;
        foreach (var route in routes)
        {
            if (!Matchers.All(route.Matchers, question.Fields)) continue;
            if (!route.NamesSeverity && question.Severity < minimum && !question.IsVip)
            {
                mild = true;
                continue;
            }

            wanted = true;
            if (!route.IsActive(now)) continue;
            found.Add(route);
            if (!route.Continues) break;
        }

        return new Routed(found, TooMild: !wanted && mild);
    }
}
