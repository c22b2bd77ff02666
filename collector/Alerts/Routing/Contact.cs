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

/// <summary>People who take turns: a row of <c>rotations</c>.</summary>
/// <param name="Id">As routes name it: <c>rotation:oncall</c>.</param>
/// <param name="Starts">When the first member's first shift begins.</param>
/// <param name="Shift">How long each shift is.</param>
/// <param name="Members">Ids of contacts, in order.</param>
internal sealed record Rotation(string Id, DateTimeOffset Starts, TimeSpan Shift, IReadOnlyList<string> Members)
{
    /// <summary>Whose shift it is; null when it has no members or no length. Before its start it runs backwards.</summary>
    public string? OnCall(DateTimeOffset now)
    {
        if (Members.Count == 0 || Shift <= TimeSpan.Zero) return null;
        var shift = (long)Math.Floor((now - Starts) / Shift);
        return Members[(int)(((shift % Members.Count) + Members.Count) % Members.Count)];
    }
}
