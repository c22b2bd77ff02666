using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>A row of <c>contacts</c> as it is written: what the API takes.</summary>
/// <param name="Id">As routes name it.</param>
/// <param name="Name">What people call him.</param>
/// <param name="Language"><c>id</c>, <c>pt</c> or <c>en</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Role">What replies of this person may do: <c>viewer, operator, admin</c>.</param>
/// <param name="Quiet">When he is not to be woken.</param>
/// <param name="IsVip">As the API has it.</param>
/// <param name="Addresses">In the order in which they are tried.</param>
internal sealed record ContactEntry(
    string Id, string Name, string Language, string TimeZone, string Role, QuietHours? Quiet, bool IsVip, IReadOnlyList<ContactAddress> Addresses);

/// <summary>The tables <c>contacts</c> and <c>contact_addresses</c>.</summary>
internal static class ContactStore
{
    public static IReadOnlyList<Contact> All(Db db)
    {
        var addresses = db.Query<AddressRow>("SELECT contact, channel, address FROM contact_addresses ORDER BY contact, position").ToLookup(row => row.Contact, StringComparer.Ordinal);
        return db.Query<Row>("SELECT id, name, language, time_zone, quiet_json FROM contacts ORDER BY id").ConvertAll(row => new Contact
        {
            Id = row.Id,
            Name = row.Name,
            Language = row.Language.Length == 0 ? null : row.Language,
            Zone = SiteTime.Zone(row.TimeZone.Length == 0 ? null : row.TimeZone).Zone,
            Quiet = QuietHours.Read(row.QuietJson),
            Addresses = [.. addresses[row.Id].Select(address => new ContactAddress(address.Channel, address.Address))],
        });
    }

    /// <summary>Makes or replaces one, with its addresses.</summary>
    public static void Put(Db db, ContactEntry contact)
    {
        db.Execute(
            """
            INSERT INTO contacts (id, name, language, time_zone, role, quiet_json, is_vip)
            VALUES (@Id, @Name, @Language, @TimeZone, @Role, @quietJson, @vip)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, language = excluded.language, time_zone = excluded.time_zone, role = excluded.role, quiet_json = excluded.quiet_json, is_vip = excluded.is_vip
            """,
            new
            {
                contact.Id,
                contact.Name,
                contact.Language,
                contact.TimeZone,
                contact.Role,
                quietJson = contact.Quiet is null ? null : JsonSerializer.Serialize(contact.Quiet, RoutingJson.Default.QuietHours),
                vip = contact.IsVip ? 1 : 0,
            });
        db.Execute("DELETE FROM contact_addresses WHERE contact = @Id", new { contact.Id });
        db.Execute(
            "INSERT INTO contact_addresses (contact, position, channel, address) VALUES (@contact, @position, @Channel, @Address)",
            contact.Addresses.Select((address, position) => new { contact = contact.Id, position, address.Channel, address.Address }).ToList());
    }

    /// <summary>False when there is none.</summary>
    public static bool Remove(Db db, string id)
    {
        db.Execute("DELETE FROM contact_addresses WHERE contact = @id", new { id });
        return db.Execute("DELETE FROM contacts WHERE id = @id", new { id }) > 0;
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string? QuietJson { get; init; }
    }

    private sealed record AddressRow
    {
        public string Contact { get; init; } = "";
        public string Channel { get; init; } = "";
        public string Address { get; init; } = "";
    }
}
