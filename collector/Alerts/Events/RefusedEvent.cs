namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>Why an event, or a whole message of events, was put aside instead of stored.</summary>
internal enum Refusal
{
    /// <summary>The message is larger than 1 MB.</summary>
    MessageTooLarge,

    /// <summary>More than 1,000 events in one message.</summary>
    TooManyEvents,

    /// <summary>Not a JSON array.</summary>
    NotJson,

    /// <summary>No user properties <c>boot</c> and <c>seq</c>: it can be neither stored once nor acknowledged.</summary>
    NoMessageId,

    /// <summary>Not an event: wrong types, or something that must be there is missing.</summary>
    Malformed,

    /// <summary>Kind, device or entity is no name, or too long.</summary>
    BadName,

    /// <summary>More than an hour ahead of the collector's clock.</summary>
    FutureTime,

    /// <summary>A defect of this program; the log has it.</summary>
    Internal,
}

/// <summary>What was put aside, with an excerpt.</summary>
internal sealed record RefusedEvent(Refusal Reason, string Excerpt)
{
    private const int MaxExcerpt = 4_000;

    /// <summary>The bytes may be anything: what is not UTF-8, or no visible character, is replaced.</summary>
    public static RefusedEvent Of(Refusal reason, ReadOnlySpan<byte> payload)
    {
        var text = System.Text.Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, MaxExcerpt)]);
        return new RefusedEvent(reason, string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)));
    }
}
