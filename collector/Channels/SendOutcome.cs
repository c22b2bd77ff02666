namespace EdgeNoc.Collector.Channels;

/// <summary>What a failure is about, and so what else may still work.</summary>
internal enum FaultOf
{
    /// <summary>The channel itself: nobody is reached by it now, another channel may do.</summary>
    Channel,

    /// <summary>This recipient: others are reached, he is by another number or channel.</summary>
    Recipient,

    /// <summary>This text or template: other messages get through.</summary>
    Message,

    /// <summary>The recipient's 24 hours are over, whatever was believed: the next attempt takes the template.</summary>
    Window,
}

/// <summary>How a send ended: one of the four below. No reason holds a secret; each says what to do.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took it.</summary>
    /// <param name="ProviderId">Its id of the message, by which receipts name it; null when it gives none.</param>
    /// <param name="IsDelivered">It reached its destination by that; otherwise it may still get lost.</param>
    public sealed record Accepted(string? ProviderId, bool IsDelivered = false) : SendOutcome;

    /// <summary>Not now; it did not leave.</summary>
    /// <param name="Reason">What happened and what to look at.</param>
    /// <param name="After">The provider asked to wait this long.</param>
    /// <param name="Of">What it is about.</param>
    public sealed record TryAgain(string Reason, TimeSpan? After = null, FaultOf Of = FaultOf.Channel) : SendOutcome;

    /// <summary>This message will never reach this recipient this way.</summary>
    public sealed record Never(string Reason, FaultOf Of = FaultOf.Recipient) : SendOutcome;

    /// <summary>The answer got lost, perhaps not the message: another attempt may be a repeat and says so.</summary>
    public sealed record InDoubt(string Reason) : SendOutcome;
}
