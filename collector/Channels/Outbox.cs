using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Channels;

/// <summary>What a message is about.</summary>
internal enum Purpose
{
    Problem,

    /// <summary>It grew or became another thing.</summary>
    Update,

    /// <summary>It stands, and nobody acknowledged; also what the next contact hears first.</summary>
    Reminder,
    Recovery,
    Summary,

    /// <summary>How a maintenance left the plant.</summary>
    Maintenance,
}

/// <summary>How somebody was told of an incident.</summary>
/// <param name="Contact">Who; null: before there were contacts.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Recipient">His address there.</param>
internal sealed record ToldRecipient(string? Contact, string Channel, string Recipient);

/// <summary>A text for people, not yet cut into messages.</summary>
/// <param name="Thread">Messages of one thread reach a recipient in order.</param>
/// <param name="Purpose">What it is about.</param>
/// <param name="Incident">Its incident, where it has one.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Change">When the network changed: for the time from change to message.</param>
internal sealed record OutgoingText(string Thread, Purpose Purpose, long? Incident, string Text, DateTimeOffset Change)
{
    /// <summary>Whom it is for, whatever his address.</summary>
    public string? Contact { get; init; }

    /// <summary>Where it is: with the first line what a digest names it by.</summary>
    public string? Site { get; init; }

    /// <summary>How urgent it is: criticals pass where others wait.</summary>
    public Severity? Severity { get; init; }
}

/// <summary>A row of <c>outbox</c>.</summary>
internal sealed record OutboxMessage
{
    /// <summary>Stands in a message that may have arrived already.</summary>
    public const string RepeatMark = "(may be a repeat)";

    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string? Contact { get; init; }
    public string Thread { get; init; } = "";
    public Purpose Purpose { get; init; }
    public long? Incident { get; init; }
    public string Content { get; init; } = "";
    public long ChangeMs { get; init; }
    public long CreatedMs { get; init; }
    public long Attempts { get; init; }
    public bool InDoubt { get; init; }

    /// <summary>What is sent: marked when it may have arrived already.</summary>
    public string Text
    {
        get
        {
            if (!InDoubt) return Content;
            var end = Content.IndexOf('\n', StringComparison.Ordinal);
            return end < 0 ? $"{Content} {RepeatMark}" : $"{Content[..end]} {RepeatMark}{Content[end..]}";
        }
    }
}

/// <summary>
/// The table <c>outbox</c>. A row goes queued → sending (committed before the send) → accepted, or back to queued, or failed.
/// Found as sending after a crash, it may have left or not: it is sent once more and says so.
/// </summary>
internal static class Outbox
{
    private static readonly TimeSpan ClockSetBack = TimeSpan.FromMinutes(10);

    /// <summary>Queues a text for a recipient, in as many messages as it needs.</summary>
    public static void Add(Db db, string channel, string recipient, OutgoingText message, DateTimeOffset now)
    {
        foreach (var content in MessageSplit.Split(message.Text, MessageSplit.WhatsAppLimit - OutboxMessage.RepeatMark.Length - 1))
        {
            db.Execute(
                """
                INSERT INTO outbox (id, channel, recipient, thread, purpose, incident, content, change_ms, created_ms, state, attempts, next_attempt_ms, in_doubt,
                                    contact, site, severity)
                VALUES (@id, @channel, @recipient, @Thread, @purpose, @Incident, @content, @changeMs, @nowMs, 'queued', 0, @nowMs, 0, @Contact, @Site, @severity)
                """,
                new
                {
                    id = db.NextNumber("message"),
                    channel,
                    recipient,
                    message.Thread,
                    purpose = DbName.Of(message.Purpose),
                    message.Incident,
                    content,
                    changeMs = DbTime.Ms(message.Change),
                    nowMs = DbTime.Ms(now),
                    message.Contact,
                    message.Site,
                    severity = message.Severity is { } severity ? DbName.Of(severity) : null,
                });
        }
    }

    /// <summary>Who was told of an incident, or is about to be: only they hear of its end.</summary>
    public static List<ToldRecipient> ToldOf(Db db, long incident) => db.Query<OutboxMessage>(
        """
        SELECT contact, channel, recipient FROM outbox WHERE incident = @incident AND purpose IN ('problem', 'update', 'reminder')
        GROUP BY contact, channel, recipient HAVING SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) = 0 ORDER BY MIN(id)
        """,
        new { incident }).ConvertAll(row => new ToldRecipient(row.Contact, row.Channel, row.Recipient));

    /// <summary>After a start: what was being sent is in doubt. How many.</summary>
    public static int ReviveUnfinished(Db db) => db.Execute("UPDATE outbox SET state = 'queued', in_doubt = 1 WHERE state = 'sending'");

    /// <summary>The next message to send, marked as sending; null when none is due. A message waits for the earlier ones of its thread.</summary>
    public static OutboxMessage? Take(Db db, DateTimeOffset now)
    {
        var message = db.First<OutboxMessage>(
            """
            SELECT o.* FROM outbox o
            WHERE o.state = 'queued' AND (o.next_attempt_ms <= @nowMs OR o.next_attempt_ms > @setBackMs)
              AND NOT EXISTS (SELECT 1 FROM outbox e
                              WHERE e.thread = o.thread AND e.recipient = o.recipient AND e.channel = o.channel AND e.id < o.id AND e.state IN ('queued', 'sending'))
            ORDER BY o.next_attempt_ms, o.id LIMIT 1
            """,
            new { nowMs = DbTime.Ms(now), setBackMs = DbTime.Ms(now + ClockSetBack) });
        if (message is not null) db.Execute("UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = @Id", new { message.Id });
        return message is null ? null : message with { Attempts = message.Attempts + 1 };
    }

    /// <summary>Done. It proves that the channel works, so what waits there for another attempt goes at once.</summary>
    public static void Accepted(Db db, OutboxMessage message, string? providerId, DateTimeOffset now)
    {
        db.Execute(
            "UPDATE outbox SET state = 'accepted', provider_id = @providerId, finished_ms = @nowMs, last_reason = NULL WHERE id = @Id",
            new { message.Id, providerId, nowMs = DbTime.Ms(now) });
        db.Execute(
            "UPDATE outbox SET next_attempt_ms = @nowMs WHERE channel = @Channel AND state = 'queued' AND attempts > 0 AND next_attempt_ms > @nowMs",
            new { message.Channel, nowMs = DbTime.Ms(now) });
    }

    public static void Retry(Db db, OutboxMessage message, string reason, bool mayHaveArrived, DateTimeOffset next) => db.Execute(
        "UPDATE outbox SET state = 'queued', next_attempt_ms = @nextMs, last_reason = @reason, in_doubt = CASE WHEN @doubt = 1 THEN 1 ELSE in_doubt END WHERE id = @Id",
        new { message.Id, nextMs = DbTime.Ms(next), reason, doubt = mayHaveArrived ? 1 : 0 });

    /// <summary>Given up. Whatever else of its thread waits for this recipient goes too: nobody is told of the end of what he never heard of.</summary>
    public static void Failed(Db db, OutboxMessage message, string reason, DateTimeOffset now) => db.Execute(
        """
        UPDATE outbox SET state = 'failed', finished_ms = @nowMs, last_reason = CASE WHEN id = @Id THEN @reason ELSE 'an earlier message of this thread failed' END
        WHERE id = @Id OR (thread = @Thread AND recipient = @Recipient AND channel = @Channel AND state = 'queued')
        """,
        new { message.Id, message.Thread, message.Recipient, message.Channel, reason, nowMs = DbTime.Ms(now) });

    /// <summary>When the next attempt is due and since when the oldest message waits; nulls when nothing does.</summary>
    public static (DateTimeOffset? Next, DateTimeOffset? Oldest) Waiting(Db db)
    {
        var row = db.First<WaitingRow>("SELECT MIN(next_attempt_ms) AS next_ms, MIN(created_ms) AS oldest_ms FROM outbox WHERE state = 'queued'");
        return (row?.NextMs is { } next ? DbTime.Time(next) : null, row?.OldestMs is { } oldest ? DbTime.Time(oldest) : null);
    }

    private sealed record WaitingRow
    {
        public long? NextMs { get; init; }
        public long? OldestMs { get; init; }
    }
}
