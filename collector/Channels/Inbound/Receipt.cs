namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>How far a message came; they may arrive out of order, the highest counts, a failure counts only before a delivery.</summary>
internal enum ReceiptState
{
    /// <summary>WhatsApp has it, the recipient's telephone not yet.</summary>
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>What the provider says about a message that it took.</summary>
/// <param name="ProviderId">The id of <see cref="SendOutcome.Accepted"/>.</param>
/// <param name="At">When, by the provider, else when it came.</param>
internal sealed record Receipt(string ProviderId, ReceiptState State, DateTimeOffset At)
{
    /// <summary>Another id by which later receipts may name the message; null: none.</summary>
    public string? AlsoKnownAs { get; init; }

    /// <summary><see cref="OutgoingMessage.Reference"/>, where the provider gives it back.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider's code of a failure.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>What a failure means for another attempt; null for the other states.</summary>
    public SendOutcome? Failure { get; init; }
}
