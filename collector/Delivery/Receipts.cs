using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What providers say of messages that they took: in any order, twice, or before their own answer was stored.</summary>
internal static class Receipts
{
    private const string ReferenceStart = "message/";
    private const int MaxEarly = 10_000;

    // A provider's answer and its first call cross within seconds.
    private static readonly TimeSpan EarlyMemory = TimeSpan.FromMinutes(10);

    // A receipt that asks for another attempt gets so many.
    private const int MostAttempts = 5;

    /// <summary>Our own name of a message, which some providers give back.</summary>
    public static string ReferenceOf(OutboxMessage message) => FormattableString.Invariant($"{ReferenceStart}{message.Id}");

    /// <summary>Notes what a channel told.</summary>
    public static void Take(Db db, string channel, IReadOnlyList<Receipt> receipts, DeliveryRules rules, DateTimeOffset now)
    {
        foreach (var receipt in receipts)
        {
            if (Find(db, channel, receipt) is { } row) Apply(db, row, receipt, rules, now);
            else Keep(db, channel, receipt, now);
        }
    }

    /// <summary>Applies what came before the message was known.</summary>
    public static void TakeEarly(Db db, string channel, string providerId, DeliveryRules rules, DateTimeOffset now)
    {
        var early = db.Query<EarlyRow>("SELECT * FROM early_receipts WHERE channel = @channel AND provider_id = @providerId", new { channel, providerId });
        if (early.Count == 0) return;
        db.Execute("DELETE FROM early_receipts WHERE channel = @channel AND provider_id = @providerId", new { channel, providerId });
        var receipts = early.ConvertAll(row => new Receipt(row.ProviderId, Enum.Parse<ReceiptState>(row.State, ignoreCase: true), DbTime.Time(row.AtMs))
        {
            Failure = row.Failure is { } reason ? new SendOutcome.Never(reason) : null,
        });
        Take(db, channel, [.. receipts.OrderBy(receipt => receipt.State)], rules, now);
    }

    private static OutboxMessage? Find(Db db, string channel, Receipt receipt)
    {
        var found = db.First<OutboxMessage>(
            """
            SELECT * FROM outbox WHERE channel = @channel AND provider_id = @ProviderId
            UNION ALL SELECT * FROM outbox WHERE channel = @channel AND also_id = @ProviderId LIMIT 1
            """,
            new { channel, receipt.ProviderId });
        if (found is not null || receipt.Reference is not { } reference || !reference.StartsWith(ReferenceStart, StringComparison.Ordinal)) return found;
        return long.TryParse(reference[ReferenceStart.Length..], System.Globalization.CultureInfo.InvariantCulture, out var id)
            && Outbox.Find(db, id) is { State: MessageState.Accepted or MessageState.Failed } own && own.Channel == channel ? own : null;
    }

    private static void Apply(Db db, OutboxMessage row, Receipt receipt, DeliveryRules rules, DateTimeOffset now)
    {
        if (receipt.AlsoKnownAs is { } also) db.Execute("UPDATE outbox SET also_id = @also WHERE id = @Id", new { row.Id, also });
        var known = row.Receipt is { } text ? Enum.Parse<ReceiptState>(text, ignoreCase: true) : ReceiptState.Sent;
        switch (receipt.State)
        {
            case ReceiptState.Delivered or ReceiptState.Read when known is not ReceiptState.Failed && receipt.State > known:
                db.Execute(
                    "UPDATE outbox SET receipt = @state, receipt_ms = @atMs, deadline_ms = NULL WHERE id = @Id",
                    new { row.Id, state = DbName.Of(receipt.State), atMs = DbTime.Ms(receipt.At) });
                if (known == ReceiptState.Sent) ChannelStates.Delivered(db, row.Channel);
                if (row.Purpose == Purpose.Canary) ChannelStates.CanaryHeard(db, row.Channel, now);
                break;

            // After a delivery it is about something else: another telephone of the same person, say.
            case ReceiptState.Failed when known == ReceiptState.Sent && row.State == MessageState.Accepted:
                Fail(db, row, receipt, rules, now);
                break;
        }
    }

    private static void Fail(Db db, OutboxMessage row, Receipt receipt, DeliveryRules rules, DateTimeOffset now)
    {
        switch (receipt.Failure)
        {
            case SendOutcome.TryAgain again when row.Attempts < MostAttempts:
                if (again.Of == FaultOf.Channel) ChannelStates.Faulted(db, row.Channel, again.Reason, now);
                Delivered.Retry(db, row, again.Reason, mayHaveArrived: false, again.Of == FaultOf.Window, now + (again.After ?? TimeSpan.Zero), now);
                break;
            case var failure:
                var reason = failure switch
                {
                    SendOutcome.Never never => never.Reason,
                    SendOutcome.TryAgain again => again.Reason,
                    SendOutcome.InDoubt doubt => doubt.Reason,
                    _ => "the provider says that it failed",
                };
                db.Execute("UPDATE outbox SET receipt = 'failed', receipt_ms = @atMs WHERE id = @Id", new { row.Id, atMs = DbTime.Ms(receipt.At) });
                if (failure is SendOutcome.Never { Of: FaultOf.Channel } or SendOutcome.TryAgain { Of: FaultOf.Channel }) ChannelStates.Faulted(db, row.Channel, reason, now);
                Delivered.Failed(db, row, reason, rules, now);
                break;
        }
    }

    /// <summary>Of a message that is not known, or not yet. Strangers cannot fill the table: it forgets, and it is bounded.</summary>
    private static void Keep(Db db, string channel, Receipt receipt, DateTimeOffset now)
    {
        db.Execute("DELETE FROM early_receipts WHERE received_ms < @oldMs OR received_ms > @nowMs", new { oldMs = DbTime.Ms(now - EarlyMemory), nowMs = DbTime.Ms(now) });
        if (receipt.State == ReceiptState.Sent || db.First<long>("SELECT COUNT(*) FROM early_receipts") >= MaxEarly) return;
        db.Execute(
            """
            INSERT INTO early_receipts (channel, provider_id, state, at_ms, received_ms, failure) VALUES (@channel, @ProviderId, @state, @atMs, @nowMs, @failure)
            ON CONFLICT (channel, provider_id, state) DO NOTHING
            """,
            new
            {
                channel,
                receipt.ProviderId,
                state = DbName.Of(receipt.State),
                atMs = DbTime.Ms(receipt.At),
                nowMs = DbTime.Ms(now),
                failure = receipt.State == ReceiptState.Failed ? (receipt.Failure as SendOutcome.Never)?.Reason ?? (receipt.Failure as SendOutcome.TryAgain)?.Reason ?? "" : null,
            });
    }

    private sealed record EarlyRow
    {
        public string ProviderId { get; init; } = "";
        public string State { get; init; } = "";
        public long AtMs { get; init; }
        public string? Failure { get; init; }
    }
}
