using System.Text.Json;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Channels;

/// <summary>
/// The table <c>outbox</c>: a row goes queued → sending (committed before the send) → accepted → delivered → read, or back to queued, or failed.
/// Found as sending after a crash, it may have left or not: it is sent once more and says so.
/// </summary>
internal static class Outbox
{
    /// <summary>No attempt is put off for longer, so that what seems to be further away means that the clock was set back: then it is due.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromMinutes(10);

    /// <summary>Queues a text for a recipient; it is cut when it goes, as its channel needs it. Returns its id.</summary>
    public static long Add(Db db, string channel, string recipient, OutgoingText message, DateTimeOffset now)
    {
        var id = db.NextNumber("message");
        db.Execute(
            """
            INSERT INTO outbox (id, channel, recipient, thread, purpose, incident, content, change_ms, created_ms, state, attempts, next_attempt_ms, in_doubt,
                                contact, site, severity, buttons_json)
            VALUES (@id, @channel, @recipient, @Thread, @purpose, @Incident, @Text, @changeMs, @nowMs, 'queued', 0, @nowMs, 0, @Contact, @Site, @severity, @buttonsJson)
            """,
            new
            {
                id,
                channel,
                recipient,
                message.Thread,
                purpose = DbName.Of(message.Purpose),
                message.Incident,
                message.Text,
                changeMs = DbTime.Ms(message.Change),
                nowMs = DbTime.Ms(now),
                message.Contact,
                message.Site,
                severity = message.Severity is { } severity ? DbName.Of(severity) : null,
                buttonsJson = message.Buttons.Count == 0 ? null : JsonSerializer.Serialize(message.Buttons, OutboxJson.Default.IReadOnlyListMessageButton),
            });
        return id;
    }

    /// <summary>
    /// Who was told of an incident, or is about to be: only they hear of its end, each by the way that the last message to him took.
    /// </summary>
    public static List<ToldRecipient> ToldOf(Db db, long incident) =>
    [
        .. db.Query<OutboxMessage>(
            "SELECT id, contact, channel, recipient FROM outbox WHERE incident = @incident AND purpose IN ('problem', 'update', 'reminder') AND state <> 'failed' ORDER BY id",
            new { incident })
            .GroupBy(row => row.Contact ?? $"{row.Channel} {row.Recipient}", StringComparer.Ordinal)
            .OrderBy(rows => rows.First().Id)
            .Select(rows => rows.Last())
            .Select(row => new ToldRecipient(row.Contact, row.Channel, row.Recipient)),
    ];

    /// <summary>After a start: what was being sent is in doubt. How many.</summary>
    public static int ReviveUnfinished(Db db) => db.Execute("UPDATE outbox SET state = 'queued', in_doubt = 1 WHERE state = 'sending'");

    public static OutboxMessage? Find(Db db, long id) => db.First<OutboxMessage>("SELECT * FROM outbox WHERE id = @id", new { id });

    /// <summary>The same message by another way; the row it comes from is left as it is.</summary>
    public static long Copy(Db db, OutboxMessage message, string channel, string recipient, DateTimeOffset now)
    {
        var id = db.NextNumber("message");
        db.Execute(
            """
            INSERT INTO outbox (id, channel, recipient, thread, purpose, incident, content, change_ms, created_ms, state, attempts, next_attempt_ms, in_doubt,
                                contact, site, severity, buttons_json, fallback_of)
            SELECT @id, @channel, @recipient, thread, purpose, incident, content, change_ms, @nowMs, 'queued', 0, @nowMs, 0,
                   contact, site, severity, buttons_json, @Root FROM outbox WHERE id = @from
            """,
            new { id, channel, recipient, nowMs = DbTime.Ms(now), message.Root, from = message.Id });
        return id;
    }

    /// <summary>When something has to be done next, and since when a message waits that should have gone; nulls when there is none.</summary>
    public static (DateTimeOffset? Next, DateTimeOffset? Oldest) Waiting(Db db, string? channel = null)
    {
        var row = db.First<WaitingRow>(
            """
            SELECT MIN(next_attempt_ms) AS next_ms, MIN(CASE WHEN attempts > 0 THEN created_ms ELSE next_attempt_ms END) AS oldest_ms
            FROM outbox WHERE state = 'queued' AND (@channel IS NULL OR channel = @channel)
            """,
            new { channel });
        return (row?.NextMs is { } next ? DbTime.Time(next) : null, row?.OldestMs is { } oldest ? DbTime.Time(oldest) : null);
    }

    private sealed record WaitingRow
    {
        public long? NextMs { get; init; }
        public long? OldestMs { get; init; }
    }
}
