using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Takes messages on by another way: what is not confirmed in time, what its channel will never take, what waits at a channel that is down.</summary>
internal static class MoveOn
{
    // While a channel is down one message a minute still tries it: else nobody would ever know that it is back.
    private static readonly TimeSpan Trial = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>Deals with what is due. Returns when to look again.</summary>
    public static DateTimeOffset? Run(Db db, DeliveryRules rules, DateTimeOffset now)
    {
        foreach (var message in db.Query<OutboxMessage>(
            "SELECT * FROM outbox WHERE deadline_ms <= @nowMs AND state IN ('queued', 'accepted')", new { nowMs = DbTime.Ms(now) }).OrderBy(row => row.Id))
        {
            Overdue(db, message, rules, now);
        }

        var stranded = Stranded(db, rules, now);
        var next = db.First<long?>("SELECT MIN(deadline_ms) FROM outbox WHERE deadline_ms IS NOT NULL AND state IN ('queued', 'accepted')") is { } ms ? DbTime.Time(ms) : (DateTimeOffset?)null;
        return stranded && (next is null || next > now + LookAgain) ? now + LookAgain : next;
    }

    /// <summary>Another address for a message that its channel gave up; everything behind it in its thread goes along. False when there is none.</summary>
    public static bool Now(Db db, OutboxMessage message, string reason, DeliveryRules rules, DateTimeOffset now)
    {
        if (Ways.Next(db, message, rules, Ways.Down(db)) is not { } way)
        {
            NextPerson.Find(db, message, reason, rules, now);
            return false;
        }

        Copy(db, message, way.Channel, way.Address, reason, now);
        foreach (var behind in db.Query<OutboxMessage>(
            "SELECT * FROM outbox WHERE thread = @Thread AND recipient = @Recipient AND channel = @Channel AND state = 'queued' AND id <> @Id ORDER BY COALESCE(part_of, id), id", message))
        {
            Move(db, behind, way.Channel, way.Address, reason, now);
        }

        return true;
    }

    private static void Overdue(Db db, OutboxMessage message, DeliveryRules rules, DateTimeOffset now)
    {
        db.Execute("UPDATE outbox SET deadline_ms = NULL WHERE id = @Id", new { message.Id });
        var reason = message.State == MessageState.Accepted
            ? FormattableString.Invariant($"accepted, but no receipt within {rules.AckDeadline.TotalSeconds:0} s")
            : FormattableString.Invariant($"not accepted within {rules.AckDeadline.TotalSeconds:0} s: {message.LastReason}");
        if (message.State == MessageState.Accepted) ChannelStates.Unconfirmed(db, message.Channel, message.Recipient, now);
        if (Ways.Next(db, message, rules, Ways.Down(db)) is { } way) Move(db, message, way.Channel, way.Address, reason, now);
        else NextPerson.Find(db, message, reason, rules, now);
    }

    /// <summary>Messages at channels that are down or gone. Whether some still wait there.</summary>
    private static bool Stranded(Db db, DeliveryRules rules, DateTimeOffset now)
    {
        var down = Ways.Down(db);
        var waits = false;
        foreach (var channel in db.Query<string>("SELECT DISTINCT channel FROM outbox WHERE state = 'queued'"))
        {
            var isGone = !rules.Lanes.ContainsKey(channel);
            if (!isGone && !down.Contains(channel)) continue;
            var isTrialDue = !isGone && (ChannelStates.Of(db, channel).TriedMs is not { } tried || DbTime.Time(tried) + Trial <= now || DbTime.Time(tried) > now);
            foreach (var message in db.Query<OutboxMessage>("SELECT * FROM outbox WHERE channel = @channel AND state = 'queued' AND purpose <> 'canary' ORDER BY id", new { channel }))
            {
                waits |= !Strand(db, message, isGone, isTrialDue, rules, down, now);
            }

            if (isGone) Park(db, channel, now);
        }

        return waits;
    }

    private static bool Strand(Db db, OutboxMessage message, bool isGone, bool isTrialDue, DeliveryRules rules, HashSet<string> down, DateTimeOffset now)
    {
        var isAbout = message.Incident is { } incident && Ways.IsAbout(db, incident, message.Channel);
        if (isTrialDue && !isAbout) return false;
        var reason = isGone ? "the channel is not configured" : "the channel is down";
        if (Ways.Next(db, message, rules, down) is { } way) Move(db, message, way.Channel, way.Address, reason, now);
        else if (isAbout) Withhold(db, message, now);
        else return false;
        return true;
    }

    /// <summary>That a channel is down is never told through it: it would arrive when it is untrue.</summary>
    private static void Withhold(Db db, OutboxMessage message, DateTimeOffset now)
    {
        const string Reason = "it is about the channel itself, and this contact has no address on another one: give him one";
        db.Execute("UPDATE outbox SET state = 'failed', finished_ms = @nowMs, last_reason = @Reason, deadline_ms = NULL WHERE id = @Id", new { message.Id, Reason, nowMs = DbTime.Ms(now) });
        Note(db, message, Decision.NobodyToTell, Reason, now);
    }

    private static void Park(Db db, string channel, DateTimeOffset now) => db.Execute(
        """
        UPDATE outbox SET next_attempt_ms = @nextMs, last_reason = 'the channel is not configured any more: add it to channels in the config, or the message waits'
        WHERE channel = @channel AND state = 'queued' AND next_attempt_ms <= @nowMs
        """,
        new { channel, nowMs = DbTime.Ms(now), nextMs = DbTime.Ms(now + LookAgain) });

    private static void Move(Db db, OutboxMessage message, string channel, string address, string reason, DateTimeOffset now)
    {
        Copy(db, message, channel, address, reason, now);

        // What was accepted may still arrive; what waits must not go both ways.
        db.Execute(
            "UPDATE outbox SET state = 'failed', finished_ms = @nowMs, deadline_ms = NULL, last_reason = @why WHERE id = @Id AND state = 'queued'",
            new { message.Id, nowMs = DbTime.Ms(now), why = $"it goes by {channel} instead: {reason}" });
    }

    private static void Copy(Db db, OutboxMessage message, string channel, string address, string reason, DateTimeOffset now)
    {
        Outbox.Copy(db, message, channel, address, now);
        Note(db, message, Decision.FellBack, $"message {message.Id}: {message.Channel} to {channel}: {reason}", now);
    }

    private static void Note(Db db, OutboxMessage message, Decision decision, string detail, DateTimeOffset now) =>
        DecisionLog.Add(db, now, message.Site ?? "", decision, detail, incident: message.Incident, recipient: message.Contact ?? message.Recipient);
}
