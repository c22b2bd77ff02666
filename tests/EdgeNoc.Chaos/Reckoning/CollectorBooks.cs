using System.Text.Json;
using EdgeNoc.Chaos.Faults;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Demo.Reckoning;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>An event as the collector stored it.</summary>
internal sealed record BookedEvent(Guid Id, string Device, string Entity, string Kind, string State, DateTimeOffset At);

/// <summary>What the collector has in its own files: events, the table of alerts, dead letters.</summary>
internal sealed record CollectorBooks(IReadOnlyList<BookedEvent> Events, int? AlertRows, IReadOnlySet<DeviceValue> DeadLetters, int DeadLines)
{
    public static CollectorBooks Read(string stateDir, string site)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(stateDir, "collector.db"), "NORMAL"));
        var events = database.Query(
            "SELECT id, device, entity, kind, state, at_ms FROM events WHERE site = ?1 ORDER BY ordinal, at_ms",
            static row => new BookedEvent(Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))),
            site);
        var alerts = database.Text("SELECT content_json FROM tables WHERE site = ?1 AND device = 'site' AND name = 'alerts'", site)
            ?? database.Text("SELECT content_json FROM pending_snapshots WHERE site = ?1", site);
        var letters = Letters(Path.Combine(stateDir, "dead-letters")).ToList();
        return new CollectorBooks(events, alerts is null ? null : Rows(alerts), letters.SelectMany(line => StoreCopy.ValuesOf(line)).ToHashSet(), letters.Count);
    }

    private static IEnumerable<string> Letters(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.GetFiles(folder, "*.jsonl"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } letter)
            {
                if (Line(letter) is { } line) yield return line;
            }
        }
    }

    /// <summary>Null for the half of a letter that a kill left.</summary>
    private static string? Line(string letter)
    {
        try
        {
            using var json = JsonDocument.Parse(letter);
            return json.RootElement.GetProperty("line").GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Rows(string content)
    {
        using var json = JsonDocument.Parse(content);
        return json.RootElement.TryGetProperty("rows", out var rows) ? rows.GetArrayLength() : json.RootElement.GetProperty("Rows").GetArrayLength();
    }
}
