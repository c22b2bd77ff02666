using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Takes what a call says about messages that were sent, and about the session, in the commit that stores the rest of the call.</summary>
internal interface IReceiptSink
{
    void Take(Db db, string channel, WebhookVerdict.Accepted call);
}

/// <summary>Takes messages that are nobody's command, such as one that was sent to oneself to see that it arrives.</summary>
internal interface IMessageFilter
{
    /// <summary>True when the message is dealt with.</summary>
    bool Take(Db db, InboundMessage message, DateTimeOffset now);
}
