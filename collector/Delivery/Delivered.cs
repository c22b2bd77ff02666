using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What becomes of a row once an attempt has ended.</summary>
internal static class Delivered
{
    /// <summary>The provider took it. It proves that the channel works, so what waits there for another attempt goes at once.</summary>
    public static void Accepted(Db db, OutboxMessage message, SendOutcome.Accepted outcome, Lane lane, DeliveryRules rules, DateTimeOffset now)
    {
        // Without receipts nobody will ever say more.
        var awaitsReceipt = lane.Can.Receipts && !outcome.IsDelivered && message.Purpose != Purpose.Canary && message.Contact is not null;
        db.Execute(
            """
            UPDATE outbox SET state = 'accepted', provider_id = @ProviderId, finished_ms = @nowMs, last_reason = NULL, cost_micro = cost_micro + @CostMicro,
                deadline_ms = @deadlineMs, receipt = @receipt, receipt_ms = @receiptMs
            WHERE id = @Id
            """,
            new
            {
                message.Id,
                outcome.ProviderId,
                lane.CostMicro,
                nowMs = DbTime.Ms(now),
                deadlineMs = awaitsReceipt ? DbTime.Ms(now + rules.AckDeadline) : (long?)null,
                receipt = outcome.IsDelivered ? "delivered" : null,
                receiptMs = outcome.IsDelivered ? DbTime.Ms(now) : (long?)null,
            });
        db.Execute(
            "UPDATE outbox SET next_attempt_ms = @nowMs WHERE channel = @Channel AND state = 'queued' AND attempts > 0 AND next_attempt_ms > @nowMs",
            new { message.Channel, nowMs = DbTime.Ms(now) });
        ChannelStates.Accepted(db, lane.Id, lane.CostMicro, now);
        if (outcome.IsDelivered) ChannelStates.Delivered(db, lane.Id);
        Spending.Note(db, lane, now);
        if (outcome.ProviderId is { } id) Receipts.TakeEarly(db, message.Channel, id, rules, now);
    }

    /// <summary>Not now. What may have left says so when it goes again, and counts as sent.</summary>
    public static void Retry(Db db, OutboxMessage message, string reason, bool mayHaveArrived, bool asTemplate, DateTimeOffset next, DateTimeOffset now) => db.Execute(
        """
        UPDATE outbox SET state = 'queued', next_attempt_ms = @nextMs, last_reason = @reason,
            in_doubt = CASE WHEN @doubt = 1 THEN 1 ELSE in_doubt END, sent_ms = CASE WHEN @doubt = 1 OR in_doubt = 1 OR provider_id IS NOT NULL THEN sent_ms ELSE NULL END,
            as_template = CASE WHEN @asTemplate = 1 THEN 1 ELSE as_template END
        WHERE id = @Id
        """,
        new
        {
            message.Id,
            nextMs = DbTime.Ms(next < now + Outbox.Furthest ? next : now + Outbox.Furthest),
            reason,
            doubt = mayHaveArrived ? 1 : 0,
            asTemplate = asTemplate ? 1 : 0,
        });

    /// <summary>
    /// Given up. It takes another way where there is one; otherwise whatever else of its thread waits for this recipient goes too: nobody is told of the
    /// end of what he never heard of. What a digest named was not told either.
    /// </summary>
    public static void Failed(Db db, OutboxMessage message, string reason, DeliveryRules rules, DateTimeOffset now)
    {
        db.Execute(
            "UPDATE outbox SET state = 'failed', finished_ms = @nowMs, last_reason = @reason, deadline_ms = NULL, sent_ms = CASE WHEN in_doubt = 1 OR provider_id IS NOT NULL THEN sent_ms ELSE NULL END WHERE id = @Id",
            new { message.Id, reason, nowMs = DbTime.Ms(now) });
        ChannelStates.Failed(db, message.Channel);
        if (MoveOn.Now(db, message with { State = MessageState.Failed }, reason, rules, now)) return;
        db.Execute("UPDATE outbox SET state = 'failed', last_reason = 'the digest that named it failed' WHERE digest = @Id AND state = 'digested'", new { message.Id });
        db.Execute(
            """
            UPDATE outbox SET state = 'failed', finished_ms = @nowMs, last_reason = 'an earlier message of this thread failed', deadline_ms = NULL
            WHERE thread = @Thread AND recipient = @Recipient AND channel = @Channel AND state = 'queued'
            """,
            new { message.Thread, message.Recipient, message.Channel, nowMs = DbTime.Ms(now) });
    }
}
