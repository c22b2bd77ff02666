using System.Text.Json;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>The table <c>rotations</c>.</summary>
internal static class RotationStore
{
    public static IReadOnlyList<Rotation> All(Db db) => db.Query<Row>("SELECT id, starts_ms, shift_s, members_json, overrides_json FROM rotations ORDER BY id")
        .ConvertAll(row => new Rotation(row.Id, DbTime.Time(row.StartsMs), TimeSpan.FromSeconds(row.ShiftS), StoredList.Read(row.MembersJson, RoutingJson.Default.IReadOnlyListString))
        {
            Overrides = StoredList.Read(row.OverridesJson, RoutingJson.Default.IReadOnlyListRotationOverride),
        });

    /// <summary>Makes or replaces one.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="rotation">What it is.</param>
    /// <param name="timeZone">IANA name: for showing it.</param>
    public static void Put(Db db, Rotation rotation, string timeZone) => db.Execute(
        """
        INSERT INTO rotations (id, time_zone, starts_ms, shift_s, members_json, overrides_json) VALUES (@Id, @timeZone, @startsMs, @shiftS, @membersJson, @overridesJson)
        ON CONFLICT (id) DO UPDATE SET
            time_zone = excluded.time_zone, starts_ms = excluded.starts_ms, shift_s = excluded.shift_s, members_json = excluded.members_json,
            overrides_json = excluded.overrides_json
        """,
        new
        {
            rotation.Id,
            timeZone,
            startsMs = DbTime.Ms(rotation.Starts),
            shiftS = (long)rotation.Shift.TotalSeconds,
            membersJson = JsonSerializer.Serialize(rotation.Members, RoutingJson.Default.IReadOnlyListString),
            overridesJson = rotation.Overrides.Count == 0 ? null : JsonSerializer.Serialize(rotation.Overrides, RoutingJson.Default.IReadOnlyListRotationOverride),
        });

    public static bool Remove(Db db, string id) => db.Execute("DELETE FROM rotations WHERE id = @id", new { id }) > 0;

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public long StartsMs { get; init; }
        public long ShiftS { get; init; }
        public string MembersJson { get; init; } = "[]";
        public string? OverridesJson { get; init; }
    }
}
