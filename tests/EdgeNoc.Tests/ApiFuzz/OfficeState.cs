using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>A row that is another one now, or one that came or went.</summary>
internal sealed record Change(string Table, string Row);

/// <summary>What the office keeps and people change, read from the collector's file beside it. What changes by itself (who was seen when, messages, marks of what is read) is left out.</summary>
internal sealed class OfficeState(string path)
{
    private static readonly (string Table, string Query)[] Kept =
    [
        ("contacts", "SELECT * FROM contacts"), ("contact_addresses", "SELECT * FROM contact_addresses"), ("rotations", "SELECT * FROM rotations"), ("routes", "SELECT * FROM routes"),
        ("reports", "SELECT id, kind, contact, sites_json, at_local FROM reports"), ("templates", "SELECT name, language, content, author FROM templates"),
        ("silences", "SELECT id, kind, matchers_json, starts_ms, ends_ms, author, comment, incident FROM silences"),
        ("tokens", "SELECT id, name, role, hash, sites_json, revoked_ms FROM tokens"), ("users", "SELECT id, name, role, sites_json, password, language, theme, zone, disabled_ms FROM users"),
        ("customer_groups", "SELECT * FROM customer_groups"), ("customer_group_members", "SELECT g.site, m.* FROM customer_group_members m JOIN customer_groups g ON g.id = m.group_id"), ("map_places", "SELECT * FROM map_places"),
        ("removed_entries", "SELECT * FROM removed_entries"), ("site_configs", "SELECT * FROM site_configs"), ("device_secrets", "SELECT * FROM device_secrets"), ("claims", "SELECT * FROM claims"), ("identities", "SELECT * FROM identities"),
        ("sites", "SELECT site, title, time_zone, language, described_by, gateway FROM sites"), ("site_updates", "SELECT * FROM site_updates"), ("rollouts", "SELECT * FROM rollouts"),
        ("incidents", "SELECT site, number, acked_by, acked_ms, assigned_to FROM incidents WHERE kind = 'pon.down'"), ("incident_notes", "SELECT i.site, n.* FROM incident_notes n JOIN incidents i ON i.number = n.incident"),
        ("external_alerts", "SELECT site, device, entity, kind FROM external_alerts"),
    ];

    public HashSet<Change> Read()
    {
        using var connection = Open();
        var rows = new HashSet<Change>();
        foreach (var (table, query) in Kept)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(new Change(table, string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(n => Convert.ToString(reader.GetValue(n), CultureInfo.InvariantCulture)))));
        }

        return rows;
    }

    /// <summary>What is kept of tokens, passwords and sessions.</summary>
    public IReadOnlyList<string> Hashes()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM tokens UNION SELECT password FROM users UNION SELECT hash FROM user_sessions";
        using var reader = command.ExecuteReader();
        var hashes = new List<string>();
        while (reader.Read()) hashes.Add(reader.GetString(0));
        return hashes;
    }

    /// <summary>How often a provider's message was taken.</summary>
    public long Inbound(string providerId)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM inbound WHERE provider_id = $id";
        command.Parameters.AddWithValue("$id", providerId);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }
}
