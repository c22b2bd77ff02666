namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>What somebody wrote or tapped. All of it is chosen by strangers.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="MessageId">The provider's id; the same one when a call is repeated.</param>
/// <param name="Sender">The person, in groups the participant, as the channel writes recipients; <c>…@lid</c> where WhatsApp hides his number.</param>
/// <param name="Group">The group it was written in; null: to us alone.</param>
/// <param name="Text">At most <see cref="MaxText"/> long, perhaps empty.</param>
/// <param name="ButtonId">The id of the button that was tapped; null: it is a text.</param>
/// <param name="At">When it was written, by the provider, else when it came.</param>
internal sealed record InboundMessage(string Channel, string MessageId, string Sender, string? Group, string Text, string? ButtonId, DateTimeOffset At)
{
    public const int MaxText = 4096;

    /// <summary>
    /// False where the provider gives no id: <paramref name="MessageId"/> is then made of the content, and the same words written again have the same one,
    /// so it tells a repeated call from a new message only for a short while.
    /// </summary>
    public bool HasOwnId { get; init; } = true;

    /// <summary>The provider's id of the message that this answers; null: none, or not known.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Where an answer belongs.</summary>
    public string ReplyTo => Group ?? Sender;
}
