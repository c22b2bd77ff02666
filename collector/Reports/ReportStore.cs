using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Reports;

/// <summary>Whom a report is for, and how he reads and is reached.</summary>
/// <param name="Style">His language and his clock: its slots and its times go by it.</param>
/// <param name="Channel">Null: he cannot be reached.</param>
/// <param name="Address">His address there.</param>
internal sealed record ReportReader(MessageStyle Style, string? Channel, string Address)
{
    public TimeZoneInfo Zone => Style.Zone;
}

/// <summary>The table <c>reports</c>.</summary>
internal static class ReportStore
{
    public static List<Report> All(Db db) => db.Query<Report>("SELECT * FROM reports ORDER BY id");

    /// <summary>Notes up to where a report is dealt with; false when somebody did meanwhile, or it is gone.</summary>
    public static bool MoveOn(Db db, Report report, DateTimeOffset slot) => db.Execute(
        "UPDATE reports SET last_ms = @slotMs WHERE id = @Id AND COALESCE(last_ms, -1) = @before",
        new { report.Id, slotMs = DbTime.Ms(slot), before = report.LastMs ?? -1 }) > 0;

    /// <summary>The reader by his id; a number of the config's recipients reads English by UTC, for nobody said otherwise.</summary>
    public static ReportReader ReaderOf(Db db, string contact, AlertRules rules)
    {
        var row = db.First<Row>(
            """
            SELECT c.language, c.time_zone, a.channel, a.address
            FROM contacts c LEFT JOIN contact_addresses a ON a.contact = c.id
            WHERE c.id = @contact ORDER BY a.position LIMIT 1
            """,
            new { contact });
        if (row is null) return new ReportReader(new MessageStyle("en", TimeZoneInfo.Utc), rules.Recipients.Contains(contact, StringComparer.Ordinal) ? rules.Channel : null, contact);
        var (zone, unknown) = SiteTime.Zone(row.TimeZone);
        return new ReportReader(new MessageStyle(row.Language, zone) { UnknownZone = unknown }, row.Channel, row.Address ?? "");
    }

    private sealed record Row
    {
        public string Language { get; init; } = "";
        public string? TimeZone { get; init; }
        public string? Channel { get; init; }
        public string? Address { get; init; }
    }
}
