using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>
/// Whom the end of something finds asleep: it waits in the outbox for his morning. What has begun is held back by the stages before, which look again
/// whether it still stands; an end stands for ever.
/// </summary>
internal static class Sleepers
{
    /// <summary>Until when somebody is not to be told of the end of an incident; null: he may be.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="contact">Who; null: nobody in particular.</param>
    /// <param name="incident">What is over.</param>
    /// <param name="severity">Of that: what wakes him when it begins wakes him when it ends.</param>
    /// <param name="now">When.</param>
    public static DateTimeOffset? Until(Db db, string? contact, long? incident, Severity severity, DateTimeOffset now)
    {
        var reader = contact is null ? null : db.First<Row>("SELECT quiet_json, time_zone FROM contacts WHERE id = @contact AND quiet_json IS NOT NULL", new { contact });
        if (reader is not null && QuietHours.Read(reader.QuietJson)?.Until(now, ZoneOf(reader), severity) is { } morning) return morning;
        var ended = incident is null ? null : db.First<Row>(
            "SELECT i.kind, s.time_zone FROM incidents i LEFT JOIN sites s ON s.site = i.site WHERE i.number = @incident AND i.kind = @kind",
            new { incident, kind = EventKinds.DeviceManagementDown });
        return ended is null ? null : Night.Until(ended.Kind, severity, ZoneOf(ended), now);
    }

    private static TimeZoneInfo ZoneOf(Row row) => SiteTime.Zone(row.TimeZone is { Length: > 0 } name ? name : null).Zone;

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public string? QuietJson { get; init; }
        public string? TimeZone { get; init; }
    }
}
