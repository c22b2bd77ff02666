using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Offline;

/// <summary>What of a row of <c>sites</c> tells whether its agent is there, and why it may not be: small, for all of them are read in each pass.</summary>
internal sealed record SiteLife
{
    /// <summary>The site's id.</summary>
    public string Name { get; init; } = "";
    public long FirstSeenMs { get; init; }
    public long? LastSeenMs { get; init; }
    public SiteState State { get; init; }
    public long StatusChangedMs { get; init; }

    /// <summary><c>main</c> or <c>backup</c>, as the agent said last.</summary>
    public string? Uplink { get; init; }
    public string? Gateway { get; init; }

    /// <summary>By a probe since it fell silent; null: none, or none yet.</summary>
    public bool? GatewayAnswers { get; init; }

    public Liveness Liveness => new(State, LastSeenMs is { } ms ? DbTime.Time(ms) : null, DbTime.Time(FirstSeenMs), DbTime.Time(StatusChangedMs));

    public static List<SiteLife> All(Db db) =>
        db.Query<SiteLife>("SELECT site AS name, first_seen_ms, last_seen_ms, state, status_changed_ms, uplink, gateway, gateway_answers FROM sites ORDER BY site");
}
