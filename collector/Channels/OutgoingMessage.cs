namespace EdgeNoc.Collector.Channels;

/// <summary>One message to one recipient.</summary>
/// <param name="Recipient">As the channel writes recipients.</param>
/// <param name="Text">
/// What people read, its first line the verdict; WhatsApp's own formatting (<c>*bold*</c>) is meant, so what devices and customers chose went through
/// <see cref="HostileText"/> before. Channels that format otherwise translate it.
/// </param>
internal sealed record OutgoingMessage(string Recipient, string Text)
{
    /// <summary>Half a surrogate pair, which no encoding can carry, is replaced.</summary>
    public string Text { get; init; } = WellFormed.Text(Text);

    /// <summary>At most <see cref="MessageButton.MaxCount"/>; left out where the channel has none or the text is too long for them.</summary>
    public IReadOnlyList<MessageButton> Buttons { get; init; } = [];

    /// <summary>Goes instead of the text where only a template may; null takes the channel's own with the first line as its only parameter.</summary>
    public MessageTemplate? Template { get; init; }

    /// <summary>When this recipient last wrote to this channel; null: never, or not known.</summary>
    public DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>Our own name of the message; providers that can give it back with receipts.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is about, for machines; null for reports and tests.</summary>
    public AlertGroup? Group { get; init; }
}

/// <summary>A button below a message. A tap comes back as <see cref="Inbound.InboundMessage.ButtonId"/>.</summary>
/// <param name="Id">At most <see cref="MaxIdBytes"/> bytes: <c>ack:17</c>.</param>
/// <param name="Title">What it says; cut after <see cref="MaxTitleChars"/>.</param>
internal sealed record MessageButton(string Id, string Title)
{
    public const int MaxCount = 3;
    public const int MaxIdBytes = 64;
    public const int MaxTitleChars = 20;

    /// <summary>The title as far as everybody shows it.</summary>
    public string ShortTitle => MessageSplit.Cut(Title, MaxTitleChars);
}

/// <summary>A text that the provider approved beforehand, with what goes into its blanks.</summary>
/// <param name="Name">Lower-case letters, digits, underscores.</param>
/// <param name="Language">Its language code: <c>id</c>, <c>pt_BR</c>, <c>en</c>.</param>
/// <param name="Parameters">In the order of the blanks; line breaks and runs of spaces become single spaces.</param>
internal sealed record MessageTemplate(string Name, string Language, IReadOnlyList<string> Parameters);

/// <summary>The alerts of a message.</summary>
/// <param name="Key">Stays the same from the first message to the last: <c>incident/17</c>.</param>
/// <param name="Labels">What they were grouped by.</param>
/// <param name="Alerts">Each alert.</param>
/// <param name="Link">Where to read more; null: nowhere.</param>
internal sealed record AlertGroup(string Key, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<AlertFacts> Alerts, Uri? Link = null);

/// <summary>One alert for machines.</summary>
/// <param name="Fingerprint">Stays the same from raise to clear.</param>
/// <param name="Labels">What identifies it: site, device, entity, kind, severity.</param>
/// <param name="Annotations">What explains it.</param>
/// <param name="StartsAt">When it was raised.</param>
/// <param name="EndsAt">When it was cleared; null: it stands.</param>
internal sealed record AlertFacts(
    string Fingerprint, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset? EndsAt);
