namespace EdgeNoc.Collector.Find;

/// <summary>What the newest tables of a site say of one customer; what is not known is null.</summary>
internal sealed record CustomerFacts
{
    /// <summary>The site's id.</summary>
    public required string Site { get; init; }

    public OnuFacts? Onu { get; init; }

    public AccountFacts? Account { get; init; }

    public SessionFacts? Session { get; init; }

    public LeaseFacts? Lease { get; init; }

    /// <summary>The open incident that he is part of.</summary>
    public IncidentFacts? Incident { get; init; }

    /// <summary>Since when nothing is heard of the site: all of this is as of then. Null: it speaks.</summary>
    public DateTimeOffset? SilentSince { get; init; }
}

/// <summary>An ONU as its OLT listed it last.</summary>
/// <param name="Device">The OLT.</param>
/// <param name="Position"><c>0/3:17</c>.</param>
/// <param name="Status">As in the measurement <c>onu</c>: <c>up, down, power_off, los, loop, auth_failed, unknown</c>.</param>
internal sealed record OnuFacts(string Device, string Position, string Status)
{
    public string? Pon { get; init; }
    public string? Name { get; init; }
    public string? Mac { get; init; }
    public string? Serial { get; init; }
    public string? Reason { get; init; }
    public double? RxDbm { get; init; }

    /// <summary>The median of its own last seven days, while an alert says that it got worse.</summary>
    public double? MedianDbm { get; init; }
    public long? DistanceM { get; init; }

    /// <summary>When its OLT's list was true; what alerts say since then is counted in.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Since when it is as it is, by the alert that says so.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of the others on its PON, up.</summary>
    public int OthersUp { get; init; }

    /// <summary>The others on its PON.</summary>
    public int Others { get; init; }

    /// <summary>No OLT lists it any more since then.</summary>
    public DateTimeOffset? GoneAt { get; init; }
}

/// <summary>A PPP account on a router.</summary>
/// <param name="State"><c>online, offline, disabled</c>.</param>
internal sealed record AccountFacts(string Device, string User, string State)
{
    public string? Profile { get; init; }

    /// <summary>By the router's own clock, as it writes it.</summary>
    public string? LastLoggedOut { get; init; }
    public string? LastReason { get; init; }
}

/// <summary>Somebody who is online.</summary>
/// <param name="Service"><c>pppoe</c>, <c>hotspot</c> …</param>
internal sealed record SessionFacts(string Device, string Service, string User)
{
    public string? Address { get; init; }
    public string? CallerId { get; init; }

    /// <summary>By its uptime.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>An address that was lent.</summary>
/// <param name="IsBound">It is in use.</param>
internal sealed record LeaseFacts(string Device, string Address, bool IsBound)
{
    public string? Mac { get; init; }
    public string? HostName { get; init; }
}

/// <summary>An open incident.</summary>
/// <param name="IsOwn">It is about this customer alone.</param>
internal sealed record IncidentFacts(long Number, string? Cause, string? AckedBy, bool IsOwn);
