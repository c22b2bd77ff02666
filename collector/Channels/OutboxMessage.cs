using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Channels;

/// <summary>How far a message is. <c>delivered</c> and <c>read</c> are in the column <c>receipt</c> of an accepted one.</summary>
internal static class MessageState
{
    public const string Queued = "queued";

    /// <summary>Committed before the send: found so after a crash, it may have left.</summary>
    public const string Sending = "sending";
    public const string Accepted = "accepted";
    public const string Failed = "failed";

    /// <summary>Not sent by itself: a digest names it.</summary>
    public const string Digested = "digested";
}

/// <summary>A row of <c>outbox</c>.</summary>
internal sealed record OutboxMessage
{
    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string? Contact { get; init; }
    public string? Site { get; init; }
    public Severity? Severity { get; init; }
    public string Thread { get; init; } = "";
    public Purpose Purpose { get; init; }
    public long? Incident { get; init; }
    public string Content { get; init; } = "";
    public string State { get; init; } = MessageState.Queued;
    public long ChangeMs { get; init; }
    public long CreatedMs { get; init; }
    public long NextAttemptMs { get; init; }
    public long Attempts { get; init; }
    public bool InDoubt { get; init; }
    public long? SentMs { get; init; }
    public long? PartOf { get; init; }
    public long? FallbackOf { get; init; }
    public bool AsTemplate { get; init; }
    public string? Receipt { get; init; }
    public string? LastReason { get; init; }
    public string? ButtonsJson { get; init; }

    /// <summary>The message that this one is, whichever address it went to.</summary>
    public long Root => FallbackOf ?? Id;

    /// <summary>Its end is no emergency.</summary>
    public bool IsCritical => Severity == Common.Events.Severity.Critical && Purpose != Purpose.Recovery;

    public string Headline => FirstLine(Content);

    public IReadOnlyList<MessageButton> Buttons => ButtonsJson is null ? [] : JsonSerializer.Deserialize(ButtonsJson, OutboxJson.Default.IReadOnlyListMessageButton) ?? [];

    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text : text[..end];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<MessageButton>))]
internal sealed partial class OutboxJson : JsonSerializerContext;
