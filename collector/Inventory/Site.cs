using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory;

/// <summary>What is known of a site's agent.</summary>
internal enum SiteState
{
    /// <summary>Events came, but no status yet.</summary>
    Unknown,
    Online,
    Offline,

    /// <summary>Stopped on purpose: pages nobody.</summary>
    Stopped,
}

/// <summary>A row of <c>sites</c>.</summary>
internal sealed record Site
{
    /// <summary>The site's id.</summary>
    public string Name { get; init; } = "";
    public long FirstSeenMs { get; init; }
    public long? LastSeenMs { get; init; }
    public SiteState State { get; init; }
    public long StatusChangedMs { get; init; }
    public string? Boot { get; init; }
    public string? Version { get; init; }
    public string? Config { get; init; }
    public string? Clock { get; init; }
    public string? Uplink { get; init; }
    public string? Reason { get; init; }
    public string? DevicesJson { get; init; }
    public long? SkewMs { get; init; }

    public Liveness Liveness => new(State, LastSeenMs is { } ms ? DbTime.Time(ms) : null, DbTime.Time(FirstSeenMs), DbTime.Time(StatusChangedMs));
}
