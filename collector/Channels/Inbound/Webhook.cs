namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>A call as it came in.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Headers">Names compared without case.</param>
/// <param name="Query">The parameters behind the question mark.</param>
/// <param name="PathSecret">The last part of the path; null: there was none.</param>
/// <param name="Body">The bytes themselves: signatures are made over them.</param>
/// <param name="ReceivedAt">When it came.</param>
internal sealed record WebhookRequest(
    string Method,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Query,
    string? PathSecret,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset ReceivedAt);

/// <summary>How a caller proved who it is; what people may order by it depends on that.</summary>
internal enum WebhookProof
{
    /// <summary>By a signature over the body, or because we asked the provider ourselves.</summary>
    Signature,

    /// <summary>By knowing a secret path or header, which anyone on the way may have read: it may not mute a critical beyond 60 minutes.</summary>
    Secret,
}

/// <summary>What a call is: one of the three below.</summary>
internal abstract record WebhookVerdict
{
    private WebhookVerdict()
    {
    }

    /// <summary>It is the provider. What is not understood in it is left out; both lists may be empty.</summary>
    /// <param name="Session">What it says about its session; null: nothing.</param>
    /// <param name="Answer">JSON to answer with; null: nothing is expected.</param>
    public sealed record Accepted(
        WebhookProof Proof, IReadOnlyList<InboundMessage> Messages, IReadOnlyList<Receipt> Receipts, SessionState? Session = null, string? Answer = null) : WebhookVerdict;

    /// <summary>The provider asks whether we are who it was told: answer 200 with exactly this text.</summary>
    public sealed record Challenge(string Answer) : WebhookVerdict;

    /// <summary>Without effect: why, for the log; the caller is told nothing of it.</summary>
    public sealed record Refused(string Reason) : WebhookVerdict;
}

/// <summary>What asking a provider gave: one of the two below.</summary>
internal abstract record PollOutcome
{
    private PollOutcome()
    {
    }

    /// <summary>What came; the cursor is for the next time.</summary>
    public sealed record Got(IReadOnlyList<InboundMessage> Messages, string? Cursor) : PollOutcome;

    /// <summary>Nothing was learnt: why, and how long the provider asks to wait.</summary>
    public sealed record Failed(string Reason, TimeSpan? After = null) : PollOutcome;
}
