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
    public static DateTimeOffset? Until(Db db, string? contact, long? incident, Severity severity, DateTimeOffset now) =>
        Of(db, [new End(0, contact, incident, severity)], now).TryGetValue(0, out var morning) ? morning : null;

    /// <summary>The same for many, by <see cref="End.Id"/>; those that may be told are left out.</summary>
    public static Dictionary<long, DateTimeOffset> Of(Db db, IReadOnlyCollection<End> ends, DateTimeOffset now)
    {
        var asleep = new Dictionary<long, DateTimeOffset>();
        if (ends.Count == 0) return asleep;
        var readers = ends.Select(end => end.Contact).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(
            contact => contact,
            contact => db.First<Row>("SELECT quiet_json, time_zone FROM contacts WHERE id = @contact AND quiet_json IS NOT NULL", new { contact }),
            StringComparer.Ordinal);
        var boxes = db.Query<Row>(
            "SELECT i.number, s.time_zone FROM incidents i LEFT JOIN sites s ON s.site = i.site WHERE i.kind = @kind AND i.number IN @numbers",
            new { kind = EventKinds.DeviceManagementDown, numbers = ends.Select(end => end.Incident).OfType<long>().Distinct().ToList() }).ToDictionary(row => row.Number);
        foreach (var end in ends)
        {
            if (end.Contact is { } contact && readers[contact] is { } reader && QuietHours.Read(reader.QuietJson)?.Until(now, ZoneOf(reader), end.Severity) is { } morning) asleep[end.Id] = morning;
            else if (end.Incident is { } number && boxes.TryGetValue(number, out var box) && Night.Until(EventKinds.DeviceManagementDown, end.Severity, ZoneOf(box), now) is { } day) asleep[end.Id] = day;
        }

        return asleep;
    }

    private static TimeZoneInfo ZoneOf(Row row) => SiteTime.Zone(row.TimeZone is { Length: > 0 } name ? name : null).Zone;

    /// <summary>The end of an incident on its way to somebody.</summary>
    internal readonly record struct End(long Id, string? Contact, long? Incident, Severity Severity);

    private sealed record Row
    {
        public long Number { get; init; }
        public string? QuietJson { get; init; }
        public string? TimeZone { get; init; }
    }
}
