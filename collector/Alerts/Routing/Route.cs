using EdgeNoc.Collector.Alerts.Silences;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>A step of a route: <c>{"after_s":900,"to":["contact:manager","rotation:oncall"]}</c>.</summary>
/// <param name="AfterS">Seconds after the incident came to the route; taken only while nobody acknowledged, but the first.</param>
/// <param name="To"><c>contact:ID</c> or <c>rotation:ID</c>.</param>
internal sealed record RouteStep(int AfterS, IReadOnlyList<string> To);

/// <summary>Whom incidents go to: a row of <c>routes</c>, or the one built in.</summary>
internal sealed record Route
{
    public required string Id { get; init; }

    /// <summary>All must hold; none: everything.</summary>
    public IReadOnlyList<Matcher> Matchers { get; init; } = [];

    /// <summary>When it is used; none: always.</summary>
    public IReadOnlyList<WeekInterval> Active { get; init; } = [];

    /// <summary>By time.</summary>
    public required IReadOnlyList<RouteStep> Steps { get; init; }

    public TimeSpan? GroupWait { get; init; }
    public TimeSpan? GroupInterval { get; init; }
    public TimeSpan? RepeatInterval { get; init; }

    /// <summary>The routes after it are tried as well.</summary>
    public bool Continues { get; init; }

    /// <summary>It says itself how severe something must be; others take what is severe enough for a message at all.</summary>
    public bool NamesSeverity => Matchers.Any(matcher => matcher.Name == "severity");

    public bool IsActive(DateTimeOffset now) => Active.Count == 0 || Active.Any(interval => interval.Contains(now));
}
