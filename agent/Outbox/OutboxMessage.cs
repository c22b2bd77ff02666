using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The classes of numbered messages: each counts for itself, per boot.</summary>
internal enum MessageClass
{
    Events,
    Telemetry,
    Tables,
}

/// <summary>Which message: given when it is formed and the same on every resend.</summary>
internal readonly record struct MessageKey(MessageClass Class, Guid Boot, long Seq);

/// <summary>How a payload is written; the numbers are stored in rows and never change.</summary>
internal enum PayloadEncoding
{
    Plain = 0,
    Gzip = 1,
}

/// <summary>A message ready to be sent.</summary>
internal sealed record OutboxMessage(MessageKey Key, PayloadEncoding Encoding, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Telemetry: how many lines.</summary>
    public int Lines { get; init; }

    /// <summary>Tables: whose.</summary>
    public string? Device { get; init; }

    /// <summary>Tables: which.</summary>
    public string? Table { get; init; }

    /// <summary>The value of the header <c>Content-Type</c>, as the wire names it.</summary>
    public string ContentType => (Key.Class, Encoding) switch
    {
        (MessageClass.Telemetry, PayloadEncoding.Gzip) => WireProperties.ContentLineProtocolGzip,
        (MessageClass.Telemetry, _) => WireProperties.ContentLineProtocol,
        (_, PayloadEncoding.Gzip) => WireProperties.ContentJsonGzip,
        _ => WireProperties.ContentJson,
    };
}

/// <summary>How much waits in a class, for the status and the agent's own figures.</summary>
/// <param name="Rows">Messages (telemetry, tables) or events.</param>
/// <param name="Bytes">Their payloads.</param>
/// <param name="Oldest">When the oldest was written, by the clock of then; null when nothing waits.</param>
internal sealed record OutboxDepth(long Rows, long Bytes, DateTimeOffset? Oldest)
{
    /// <summary>The age of the oldest in seconds; never negative, though a clock may have been set back since.</summary>
    public long? OldestS(DateTimeOffset now) => Oldest is { } at ? Math.Max(0, (long)(now - at).TotalSeconds) : null;
}
