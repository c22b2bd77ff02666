using System.Globalization;
using System.Text.Json;
using EdgeNoc.Chaos.Faults;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Demo.Reckoning;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>An event as the collector stored it.</summary>
internal sealed record BookedEvent(Guid Id, string Device, string Entity, string Kind, string State, DateTimeOffset At)
{
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>What the collector has in its own files: events, the table of alerts, dead letters.</summary>
/// <param name="Events">In the order in which they came.</param>
/// <param name="Drops">Time ranges of telemetry that the agent told it had to drop.</param>
/// <param name="AlertRows">Rows of the agent's newest table of alerts; null when there is none.</param>
/// <param name="DeadLetters">Numbered values in the dead letters.</param>
internal sealed record CollectorBooks(IReadOnlyList<BookedEvent> Events, IReadOnlyList<Excuse> Drops, int? AlertRows, IReadOnlySet<DeviceValue> DeadLetters)
{
    // A page is served a moment before its points are stamped.
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(1.5);

    /// <summary>The runs that the agent said had not ended by themselves.</summary>
    public IReadOnlySet<Guid> UncleanEnds =>
        Events.Where(one => one is { Kind: "agent.unclean_restart", State: "raised" }).SelectMany(one => one.Labels["boots"].Split(',')).Select(Guid.Parse).ToHashSet();

    public static CollectorBooks Read(string stateDir, string site)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(stateDir, "collector.db"), "NORMAL"));
        var events = database.Query(
            "SELECT id, device, entity, kind, state, at_ms, reason, labels_json, values_json FROM events WHERE site = ?1 ORDER BY ordinal, at_ms",
            static row => new BookedEvent(Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)))
            {
                Reason = row.IsDBNull(6) ? null : row.GetString(6),
                Labels = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(7)) ?? [],
                Values = JsonSerializer.Deserialize<Dictionary<string, double>>(row.GetString(8)) ?? [],
            },
            site);
        // Damaged rows are not what they say, also not in their times: they are counted with the damages.
        var drops = events.Where(one => one is { Kind: "agent.data_dropped", State: "raised" } && one.Reason != "damaged").Select(Drop);
        var alerts = database.Text("SELECT content_json FROM tables WHERE site = ?1 AND device = 'site' AND name = 'alerts'", site)
            ?? database.Text("SELECT content_json FROM pending_snapshots WHERE site = ?1", site);
        var letters = Letters(Path.Combine(stateDir, "dead-letters")).SelectMany(line => StoreCopy.ValuesOf(line)).ToHashSet();
        return new CollectorBooks(events, [.. drops.OfType<Excuse>()], alerts is null ? null : Rows(alerts), letters);
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

    private static Excuse? Drop(BookedEvent told) => told.Labels.GetValueOrDefault("class") == "telemetry"
        ? new Excuse(Time(told.Labels["from"]) - PollTime, Time(told.Labels["to"]), "stated as dropped")
        : null;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static int Rows(string content)
    {
        using var json = JsonDocument.Parse(content);
        return json.RootElement.TryGetProperty("rows", out var rows) ? rows.GetArrayLength() : json.RootElement.GetProperty("Rows").GetArrayLength();
    }
}
