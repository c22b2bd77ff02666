using System.Text.Json;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>The table <c>routes</c>.</summary>
internal static class RouteStore
{
    /// <summary>In order. One whose matchers cannot be read is left out: it must not catch everything.</summary>
    public static IReadOnlyList<Route> All(Db db) => [.. db.Query<Row>("SELECT * FROM routes ORDER BY position, id").Select(RouteOf).OfType<Route>()];

    /// <summary>Makes or replaces one.</summary>
    public static void Put(Db db, Route route, int position) => db.Execute(
        """
        INSERT INTO routes (id, position, matchers_json, active_json, steps_json, group_wait_s, group_interval_s, repeat_interval_s, continues)
        VALUES (@Id, @position, @matchersJson, @activeJson, @stepsJson, @groupWaitS, @groupIntervalS, @repeatIntervalS, @continues)
        ON CONFLICT (id) DO UPDATE SET
            position = excluded.position, matchers_json = excluded.matchers_json, active_json = excluded.active_json, steps_json = excluded.steps_json,
            group_wait_s = excluded.group_wait_s, group_interval_s = excluded.group_interval_s, repeat_interval_s = excluded.repeat_interval_s, continues = excluded.continues
        """,
        new
        {
            route.Id,
            position,
            matchersJson = Matchers.Write(route.Matchers),
            activeJson = route.Active.Count == 0 ? null : JsonSerializer.Serialize(route.Active, RoutingJson.Default.IReadOnlyListWeekInterval),
            stepsJson = JsonSerializer.Serialize(route.Steps, RoutingJson.Default.IReadOnlyListRouteStep),
            groupWaitS = (long?)route.GroupWait?.TotalSeconds,
            groupIntervalS = (long?)route.GroupInterval?.TotalSeconds,
            repeatIntervalS = (long?)route.RepeatInterval?.TotalSeconds,
            continues = route.Continues ? 1 : 0,
        });

    public static bool Remove(Db db, string id) => db.Execute("DELETE FROM routes WHERE id = @id", new { id }) > 0;

    private static Route? RouteOf(Row row) => Matchers.Read(row.MatchersJson) is not { } matchers ? null : new Route
    {
        Id = row.Id,
        Matchers = matchers,
        Active = StoredList.Read(row.ActiveJson, RoutingJson.Default.IReadOnlyListWeekInterval),
        Steps = [.. StoredList.Read(row.StepsJson, RoutingJson.Default.IReadOnlyListRouteStep).OrderBy(step => step.AfterS)],
        GroupWait = Seconds(row.GroupWaitS),
        GroupInterval = Seconds(row.GroupIntervalS),
        RepeatInterval = Seconds(row.RepeatIntervalS),
        Continues = row.Continues,
    };

    private static TimeSpan? Seconds(long? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string MatchersJson { get; init; } = "[]";
        public string? ActiveJson { get; init; }
        public string StepsJson { get; init; } = "[]";
        public long? GroupWaitS { get; init; }
        public long? GroupIntervalS { get; init; }
        public long? RepeatIntervalS { get; init; }
        public bool Continues { get; init; }
    }
}
