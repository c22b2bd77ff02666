namespace EdgeNoc.Collector.Channels;

/// <summary>A way to reach a person. One folder per provider; it sends once and says how it went, it never retries by itself.</summary>
internal interface IChannel
{
    /// <summary>The name in config, database and figures: <c>mpwa</c>.</summary>
    string Name { get; }

    /// <summary>Sends one text to one recipient. Failures are outcomes, not exceptions; only cancellation throws.</summary>
    Task<SendOutcome> SendAsync(string recipient, string text, CancellationToken ct);
}

/// <summary>How a send ended: one of the three below.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took it, which is not yet delivery.</summary>
    public sealed record Accepted(string? ProviderId) : SendOutcome;

    /// <summary>Not now.</summary>
    /// <param name="Reason">What happened and what to look at; holds no secret.</param>
    /// <param name="MayHaveArrived">The answer got lost, not the message: the next attempt may be a repeat.</param>
    /// <param name="After">The provider asked to wait this long.</param>
    public sealed record TryAgain(string Reason, bool MayHaveArrived = false, TimeSpan? After = null) : SendOutcome;

    /// <summary>This text will never reach this recipient this way.</summary>
    public sealed record Never(string Reason) : SendOutcome;
}
