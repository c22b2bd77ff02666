using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Channels;

/// <summary>What a message is about.</summary>
internal enum Purpose
{
    Problem,

    /// <summary>It grew or became another thing.</summary>
    Update,

    /// <summary>It stands, and nobody acknowledged; also what the next contact hears first.</summary>
    Reminder,
    Recovery,
    Summary,

    /// <summary>How a maintenance left the plant.</summary>
    Maintenance,

    /// <summary>A report by schedule, or the daily sign of life.</summary>
    Report,

    /// <summary>The answer to what somebody wrote: he asked for it, so it passes the limit of the hour.</summary>
    Reply,

    /// <summary>Many messages in one, because there were too many for their reader.</summary>
    Digest,

    /// <summary>To a telephone of one's own, to see that it arrives.</summary>
    Canary,
}

/// <summary>How somebody was told of an incident.</summary>
/// <param name="Contact">Who; null: before there were contacts.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Recipient">His address there.</param>
internal sealed record ToldRecipient(string? Contact, string Channel, string Recipient);

/// <summary>A text for people, not yet cut into messages.</summary>
/// <param name="Thread">Messages of one thread reach a recipient in order.</param>
/// <param name="Purpose">What it is about.</param>
/// <param name="Incident">Its incident, where it has one.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Change">When the network changed: for the time from change to message.</param>
internal sealed record OutgoingText(string Thread, Purpose Purpose, long? Incident, string Text, DateTimeOffset Change)
{
    /// <summary>Whom it is for, whatever his address; without him there is no other way to try.</summary>
    public string? Contact { get; init; }

    /// <summary>Where it is: with the first line what a digest names it by.</summary>
    public string? Site { get; init; }

    /// <summary>How urgent it is: criticals pass where others wait.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Shown where the channel has any.</summary>
    public IReadOnlyList<MessageButton> Buttons { get; init; } = [];
}
