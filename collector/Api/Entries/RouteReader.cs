using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A route as the API has it; the first that matches is used, by <paramref name="Position"/>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Position">Its place among the routes.</param>
/// <param name="Matchers">All must hold; none: everything.</param>
/// <param name="Active">When it is used; none: always.</param>
/// <param name="Steps">Who is told, and who later while nobody acknowledged.</param>
/// <param name="GroupWaitS">How long a new incident waits for company; left out: the config's.</param>
/// <param name="GroupIntervalS">Between messages of one that only grew a little.</param>
/// <param name="RepeatIntervalS">After which people are reminded.</param>
/// <param name="Continue">The routes after it are tried as well.</param>
internal sealed record RouteEntry(
    string Id, int Position, IReadOnlyList<Matcher> Matchers, IReadOnlyList<WeekInterval> Active, IReadOnlyList<RouteStep> Steps,
    int? GroupWaitS, int? GroupIntervalS, int? RepeatIntervalS, bool Continue)
{
    public Alerts.Routing.Route ToRoute() => new()
    {
        Id = Id,
        Matchers = Matchers,
        Active = Active,
        Steps = Steps,
        GroupWait = Seconds(GroupWaitS),
        GroupInterval = Seconds(GroupIntervalS),
        RepeatInterval = Seconds(RepeatIntervalS),
        Continues = Continue,
    };

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}

/// <summary>Reads a route.</summary>
internal static class RouteReader
{
    private const int MaxSteps = 20;
    private const int MaxTargets = 50;
    private const int MaxIntervals = 20;
    private const int Day = 86_400;

    public static RouteEntry Read(ConfigSection section, Known known, int position = 0, string? fixedId = null)
    {
        var id = EntryText.Id(section, fixedId);
        if (id == PeopleStore.BuiltIn) section.Error("id", ConfigSection.Quoted(id), "is the name of the route that is built in", "choose another");
        var route = new RouteEntry(
            id,
            section.Integer("position", position, 0, 100_000),
            MatcherReader.Read(section, required: false),
            [.. EntryText.AtMost(section, "active", section.List("active"), MaxIntervals).Select(Interval)],
            Steps(section, known),
            EntryText.Seconds(section, "group_wait_s", 0, 3600),
            EntryText.Seconds(section, "group_interval_s", 10, Day),
            EntryText.Seconds(section, "repeat_interval_s", 60, 30 * Day),
            section.Flag("continue", fallback: false));
        section.Finish();
        return route;
    }

    private static List<RouteStep> Steps(ConfigSection section, Known known)
    {
        var entries = EntryText.AtMost(section, "steps", section.List("steps", required: true), MaxSteps);
        if (section.HasList("steps") && entries.Count == 0) section.Error("steps", null, "has no entry that can be used", "write at least one, such as {\"after_s\":0,\"to\":[\"contact:budi\"]}");
        return [.. entries.Select(entry => Step(entry, known)).OrderBy(step => step.AfterS)];
    }

    private static RouteStep Step(ConfigSection section, Known known)
    {
        var to = EntryText.AtMost(section, "to", section.Texts("to", required: true, "a list such as [\"contact:budi\"]"), MaxTargets);
        foreach (var (key, target) in to) known.CheckTarget(section, key, target);
        var step = new RouteStep(section.Integer("after_s", 0, 0, Day), [.. to.Select(target => target.Text)]);
        section.Finish();
        return step;
    }

    private static WeekInterval Interval(ConfigSection section)
    {
        var days = section.Texts("days");
        foreach (var (key, day) in days)
        {
            if (!WeekInterval.IsDay(day)) section.Error(key, ConfigSection.Quoted(day), "is no day", "write mon, tue, wed, thu, fri, sat or sun");
        }

        var interval = new WeekInterval(
            days.Count == 0 ? null : [.. days.Select(day => day.Text)], EntryText.Clock(section, "from"), EntryText.Clock(section, "to"), EntryText.Zone(section, "zone"));
        section.Finish();
        return interval;
    }
}
