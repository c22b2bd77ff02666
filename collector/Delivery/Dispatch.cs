using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Chooses what goes next on a channel: who is due, what his budget allows, in which order.</summary>
internal static class Dispatch
{
    // The clock may be set: a budget is asked again after this, however long it says to wait.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The next message, marked as sending and short enough for its channel; null when none may go now.</summary>
    public static OutboxMessage? Take(Db db, Lane lane, DeliveryRules rules, DateTimeOffset now)
    {
        foreach (var recipient in Due(db, lane.Id, now))
        {
            while (Choose(db, lane, recipient, now) is { } chosen)
            {
                if (!Spending.IsTooDear(lane, ChannelStates.Of(db, lane.Id), chosen, now)) return Start(db, lane, chosen, rules, now);
                Delivered.Failed(db, chosen, "the channel's sum of the month is spent and this is no critical: raise monthly_cap, or give the contact another channel", rules, now);
            }
        }

        return null;
    }

    /// <summary>Recipients for whom something is due, those with a critical first.</summary>
    private static List<string> Due(Db db, string channel, DateTimeOffset now) => db.Query<string>(
        """
        SELECT recipient FROM outbox WHERE channel = @channel AND state = 'queued' AND (next_attempt_ms <= @nowMs OR next_attempt_ms > @backMs)
        GROUP BY recipient ORDER BY MIN(CASE WHEN severity = 'critical' AND purpose <> 'recovery' THEN 0 ELSE 1 END), MIN(next_attempt_ms), MIN(id)
        """,
        new { channel, nowMs = DbTime.Ms(now), backMs = DbTime.Ms(now + Outbox.Furthest) });

    /// <summary>What goes next to one recipient; null when nothing may.</summary>
    private static OutboxMessage? Choose(Db db, Lane lane, string recipient, DateTimeOffset now)
    {
        var queue = Queue.Read(db, lane, recipient, now);
        if (queue.IsSending) return null;
        var (heads, next) = queue.Heads(now);
        if (heads.Count == 0)
        {
            Hold(db, lane.Id, recipient, next ?? now + LongestWait, now);
            return null;
        }

        var nameable = queue.Nameable.ToList();
        switch (Pace.Decide([.. heads.Select(queue.CandidateOf)], nameable.Count, nameable.Count(row => row.IsCritical), queue.Sent, queue.Digests, lane.Budget, now))
        {
            case Pace.Send send:
                return heads.Find(head => head.Id == send.Id);
            case Pace.Digest:
                return Outbox.Find(db, Digest.Write(db, nameable, now));
            case Pace.Wait wait:
                Hold(db, lane.Id, recipient, wait.Until, now);
                return null;
            default:
                throw new InvalidOperationException("a pace of no kind");
        }
    }

    private static void Hold(Db db, string channel, string recipient, DateTimeOffset until, DateTimeOffset now) => db.Execute(
        """
        UPDATE outbox SET next_attempt_ms = @untilMs
        WHERE channel = @channel AND recipient = @recipient AND state = 'queued' AND (next_attempt_ms <= @nowMs OR next_attempt_ms > @backMs)
        """,
        new
        {
            channel,
            recipient,
            untilMs = DbTime.Ms(until < now + LongestWait ? until : now + LongestWait),
            nowMs = DbTime.Ms(now),
            backMs = DbTime.Ms(now + Outbox.Furthest),
        });

    private static OutboxMessage Start(Db db, Lane lane, OutboxMessage chosen, DeliveryRules rules, DateTimeOffset now)
    {
        var message = Cut(db, lane, chosen);
        db.Execute(
            """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1, sent_ms = @nowMs,
                deadline_ms = CASE WHEN attempts = 0 AND contact IS NOT NULL THEN @deadlineMs ELSE deadline_ms END
            WHERE id = @Id
            """,
            new { message.Id, nowMs = DbTime.Ms(now), deadlineMs = DbTime.Ms(now + rules.AckDeadline) });
        ChannelStates.Tried(db, lane.Id, now);
        return message with { Attempts = message.Attempts + 1, State = MessageState.Sending, SentMs = DbTime.Ms(now) };
    }

    /// <summary>Leaves as much in the row as one message holds; the rest follows it in rows of its own.</summary>
    private static OutboxMessage Cut(Db db, Lane lane, OutboxMessage message)
    {
        var parts = MessageSplit.Split(message.Content, lane.Can.MaxChars - RepeatMark.MaxLength);
        if (parts.Count == 1) return message;
        db.Execute("UPDATE outbox SET content = @content WHERE id = @Id", new { message.Id, content = parts[0] });
        foreach (var part in parts.Skip(1))
        {
            db.Execute(
                """
                INSERT INTO outbox (id, channel, recipient, thread, purpose, incident, content, change_ms, created_ms, state, attempts, next_attempt_ms, in_doubt,
                                    contact, site, severity, part_of, fallback_of)
                SELECT @id, channel, recipient, thread, purpose, incident, @part, change_ms, created_ms, 'queued', 0, next_attempt_ms, 0,
                       contact, site, severity, COALESCE(part_of, id), fallback_of FROM outbox WHERE id = @first
                """,
                new { id = db.NextNumber("message"), part, first = message.Id });
        }

        return message with { Content = parts[0] };
    }
}
