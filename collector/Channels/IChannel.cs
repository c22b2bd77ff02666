using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels;

/// <summary>A way to reach a person. One folder per provider; it sends once and says how it went, it never retries by itself.</summary>
internal interface IChannel
{
    /// <summary>Its own id in config, database and figures: <c>wa-main</c>.</summary>
    string Id { get; }

    /// <summary>Who carries it: <c>mpwa</c>.</summary>
    string Provider { get; }

    ChannelCapabilities Can { get; }

    /// <summary>Whether a recipient is one that this provider can reach, and how the provider writes him. Asks nobody.</summary>
    RecipientCheck Check(string recipient);

    /// <summary>Sends one message to one recipient. Failures are outcomes, not exceptions; only cancellation throws.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);
}

/// <summary>A channel whose link to the provider can be asked after without sending anything.</summary>
internal interface ISessionProbe
{
    /// <summary>Asks once; what goes wrong is a state, not an exception; only cancellation throws.</summary>
    Task<SessionState> ProbeAsync(CancellationToken ct);
}

/// <summary>A channel that the provider calls: with what people wrote, and with what became of messages.</summary>
internal interface IWebhookReader
{
    /// <summary>
    /// Checks who sends it and reads it. Touches nothing but the secret's file. A call that was seen before is not known here: whoever takes the
    /// messages keeps their ids and drops what comes twice.
    /// </summary>
    WebhookVerdict Read(WebhookRequest request);
}

/// <summary>A channel that can be asked what people wrote, for collectors that the provider cannot call.</summary>
internal interface IInboundPoll
{
    /// <summary>
    /// Waits up to <paramref name="wait"/> for what came after <paramref name="cursor"/> (null: what the provider still has). The cursor that comes back
    /// is to be stored with the messages: asking with it tells the provider to forget them.
    /// </summary>
    Task<PollOutcome> PollAsync(string? cursor, TimeSpan wait, CancellationToken ct);
}
