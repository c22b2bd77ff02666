using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Takes what a provider's call says about messages and about its session. Returns once it is stored.</summary>
internal sealed class ReceiptInbox(CollectorDatabase database, DeliveryRules rules, Wakeups wakeups, TimeProvider time)
{
    public void Take(string channel, WebhookVerdict.Accepted call) => database.Write(db => Take(db, channel, call));

    /// <summary>The same within a commit of the caller's.</summary>
    public void Take(Db db, string channel, WebhookVerdict.Accepted call)
    {
        var now = time.GetUtcNow();
        Receipts.Take(db, channel, call.Receipts, rules, now);
        switch (call.Session)
        {
            case SessionState.Up:
                ChannelStates.Session(db, channel, problem: null, now);
                break;
            case SessionState.Down down:
                ChannelStates.Session(db, channel, down.Reason, now);
                break;
        }

        // What failed goes another way at once.
        if (call.Receipts.Count > 0) wakeups.Outbox.Set();
    }
}
