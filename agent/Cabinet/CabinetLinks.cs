using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>What the cabinet needs of the rest of the agent.</summary>
internal sealed record CabinetLinks
{
    /// <summary>How the site does; asked four times a second.</summary>
    public required Func<SiteState> Site { get; init; }

    /// <summary>Polls end and rows are looked after.</summary>
    public required Func<bool> Alive { get; init; }

    /// <summary>Where the contacts' events go.</summary>
    public required IEventLog Events { get; init; }

    public required EdgeClock Clock { get; init; }

    /// <summary>The site's.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Puts on disk what waits in RAM.</summary>
    public required Action Flush { get; init; }

    /// <summary>Null where nobody can run it.</summary>
    public FullCheck? Check { get; init; }

    /// <summary>What a button that is held on opens; null without a page.</summary>
    public HeldDoor? Door { get; init; }
}
