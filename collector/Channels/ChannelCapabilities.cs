namespace EdgeNoc.Collector.Channels;

/// <summary>What a channel can do: whoever sends decides by this, never by the provider's name.</summary>
internal sealed record ChannelCapabilities
{
    /// <summary>It says later whether a message was delivered or read. Where it does not, only a message to a telephone of one's own shows whether it works.</summary>
    public bool Receipts { get; init; }

    /// <summary>It hands over what people write back; then it is an <see cref="IWebhookReader"/> or an <see cref="IInboundPoll"/>, or both.</summary>
    public bool Inbound { get; init; }

    /// <summary>What people write has to be asked for by <see cref="IInboundPoll"/>; while somebody asks, the provider calls nobody.</summary>
    public bool Polled { get; init; }

    /// <summary>A group can be a recipient.</summary>
    public bool Groups { get; init; }

    /// <summary>Its session can be asked after; then it is an <see cref="ISessionProbe"/>.</summary>
    public bool SessionState { get; init; }

    /// <summary>Messages may carry buttons; elsewhere they are left out.</summary>
    public bool Buttons { get; init; }

    /// <summary>Free text only within 24 hours of the recipient's last message; outside of it a template. See <see cref="ConversationWindow"/>.</summary>
    public bool Window { get; init; }

    /// <summary>A person reads it: no storms. False for programs, which want each message.</summary>
    public bool Paced { get; init; } = true;

    /// <summary>The longest text of one message in UTF-16 units; longer ones are split before they come here.</summary>
    public required int MaxChars { get; init; }

    /// <summary>What one message costs, in the operator's own currency.</summary>
    public decimal CostPerMessage { get; init; }
}
