using System.Text.Json;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Contacts, rotations and routes as they were entered; the stages read them in their own way.</summary>
internal static class PeopleEntries
{
    public static List<ContactEntry> Contacts(Db db)
    {
        var addresses = db.Query<AddressRow>("SELECT contact, channel, address FROM contact_addresses ORDER BY contact, position").ToLookup(row => row.Contact, StringComparer.Ordinal);
        return db.Query<ContactRow>("SELECT * FROM contacts ORDER BY id").ConvertAll(row => new ContactEntry(
            row.Id, row.Name, row.Language, row.TimeZone, row.Role, QuietHours.Read(row.QuietJson), row.IsVip,
            [.. addresses[row.Id].Select(address => new ContactAddress(address.Channel, address.Address))]));
    }

    public static List<RotationEntry> Rotations(Db db) => db.Query<RotationRow>("SELECT * FROM rotations ORDER BY id").ConvertAll(row => new RotationEntry(
        row.Id, row.TimeZone, DbTime.Time(row.StartsMs), (int)row.ShiftS, StoredList.Read(row.MembersJson, RoutingJson.Default.IReadOnlyListString),
        StoredList.Read(row.OverridesJson, RoutingJson.Default.IReadOnlyListRotationOverride)));

    /// <summary>In order; one whose matchers cannot be read shows none, and is not used.</summary>
    public static List<RouteEntry> Routes(Db db) => db.Query<RouteRow>("SELECT * FROM routes ORDER BY position, id").ConvertAll(row => new RouteEntry(
        row.Id, (int)row.Position, Matchers.Read(row.MatchersJson) ?? [], StoredList.Read(row.ActiveJson, RoutingJson.Default.IReadOnlyListWeekInterval),
        StoredList.Read(row.StepsJson, RoutingJson.Default.IReadOnlyListRouteStep), (int?)row.GroupWaitS, (int?)row.GroupIntervalS, (int?)row.RepeatIntervalS, row.Continues));

    public static List<ReportEntry> Reports(Db db) => db.Query<ReportRow>("SELECT * FROM reports ORDER BY id").ConvertAll(row => new ReportEntry(
        row.Id, row.Kind, row.Contact, StoredList.Read(row.SitesJson, RoutingJson.Default.IReadOnlyListString), row.AtLocal));

    /// <summary>Makes or replaces a report; one that is changed waits for its next time.</summary>
    public static void Put(Db db, ReportEntry report) => db.Execute(
        """
        INSERT INTO reports (id, kind, contact, sites_json, at_local) VALUES (@Id, @Kind, @Contact, @sitesJson, @At)
        ON CONFLICT (id) DO UPDATE SET
            kind = excluded.kind, contact = excluded.contact, sites_json = excluded.sites_json, at_local = excluded.at_local, last_ms = NULL
        """,
        new
        {
            report.Id,
            report.Kind,
            report.Contact,
            sitesJson = report.Sites.Count == 0 ? null : JsonSerializer.Serialize(report.Sites, RoutingJson.Default.IReadOnlyListString),
            report.At,
        });

    public static void RemoveReport(Db db, string id) => db.Execute("DELETE FROM reports WHERE id = @id", new { id });

    private sealed record ContactRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string Role { get; init; } = "";
        public string? QuietJson { get; init; }
        public bool IsVip { get; init; }
    }

    private sealed record AddressRow
    {
        public string Contact { get; init; } = "";
        public string Channel { get; init; } = "";
        public string Address { get; init; } = "";
    }

    private sealed record RotationRow
    {
        public string Id { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public long StartsMs { get; init; }
        public long ShiftS { get; init; }
        public string MembersJson { get; init; } = "[]";
        public string? OverridesJson { get; init; }
    }

    private sealed record RouteRow
    {
        public string Id { get; init; } = "";
        public long Position { get; init; }
        public string MatchersJson { get; init; } = "[]";
        public string? ActiveJson { get; init; }
        public string StepsJson { get; init; } = "[]";
        public long? GroupWaitS { get; init; }
        public long? GroupIntervalS { get; init; }
        public long? RepeatIntervalS { get; init; }
        public bool Continues { get; init; }
    }

    private sealed record ReportRow
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Contact { get; init; } = "";
        public string? SitesJson { get; init; }
        public string? AtLocal { get; init; }
    }
}
