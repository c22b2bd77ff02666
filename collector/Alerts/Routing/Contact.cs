namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Where a contact is reached.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Address">What that channel calls a recipient: a number, a group, a mailbox.</param>
internal sealed record ContactAddress(string Channel, string Address);

/// <summary>Somebody who is told: a row of <c>contacts</c> with its addresses, or a recipient of the config.</summary>
internal sealed record Contact
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary><c>id</c>, <c>pt</c>, <c>en</c>; null: the site's.</summary>
    public string? Language { get; init; }

    /// <summary>His own: quiet hours go by it.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public QuietHours? Quiet { get; init; }

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<ContactAddress> Addresses { get; init; } = [];
}
