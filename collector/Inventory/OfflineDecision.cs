namespace EdgeNoc.Collector.Inventory;

/// <summary>What tells whether an agent is there.</summary>
/// <param name="State">What its last status said.</param>
/// <param name="LastHeartbeat">When a live status last came; a retained one is none. Null: never.</param>
/// <param name="FirstSeen">When the site was first heard of.</param>
/// <param name="StateChanged">When <paramref name="State"/> became so: for offline, the time of the will.</param>
internal sealed record Liveness(SiteState State, DateTimeOffset? LastHeartbeat, DateTimeOffset FirstSeen, DateTimeOffset StateChanged);

internal enum OfflineVerdict
{
    /// <summary>Nobody can say: the collector is off its broker, or within the hold. Whatever stands stays.</summary>
    Undecided,

    /// <summary>There, or stopped on purpose.</summary>
    Fine,

    /// <summary>Dark for longer than the hold.</summary>
    Dark,
}

/// <summary>Whether an agent is away.</summary>
internal static class OfflineDecision
{
    /// <summary>How often an agent says that it is there.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(60);

    /// <summary>Decides for one site.</summary>
    /// <param name="now">The collector's time.</param>
    /// <param name="connectedSince">Since when the collector hears its broker; null when it does not. Before, it was deaf, so no silence counts.</param>
    /// <param name="site">What is known of the site.</param>
    /// <param name="hold">How long an agent may be dark.</param>
    /// <returns>The verdict, since when it is dark (null when it is not), and when to look again (null: only when something comes in).</returns>
    public static (OfflineVerdict Verdict, DateTimeOffset? DarkSince, DateTimeOffset? LookAgain) Decide(
        DateTimeOffset now, DateTimeOffset? connectedSince, Liveness site, TimeSpan hold)
    {
        if (site.State is SiteState.Stopped) return (OfflineVerdict.Fine, null, null);
        if (site.State is SiteState.Unknown || connectedSince is not { } connected) return (OfflineVerdict.Undecided, null, null);
        var darkSince = DarkSince(site);
        if (now < darkSince) return (OfflineVerdict.Fine, null, Later(darkSince, connected) + hold);
        var raiseAt = Later(darkSince, connected) + hold;
        return now >= raiseAt ? (OfflineVerdict.Dark, darkSince, null) : (OfflineVerdict.Undecided, darkSince, raiseAt);
    }

    /// <summary>From when on a site is silent, perhaps in the future: when its will came, or when its next heartbeat stays away.</summary>
    public static DateTimeOffset DarkSince(Liveness site) => site.State is SiteState.Offline ? site.StateChanged : (site.LastHeartbeat ?? site.FirstSeen) + Heartbeat;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
