using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Fleet;

/// <summary>How one site does, as the fleet's view shows it.</summary>
/// <param name="Site">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="State"><c>unknown, online, offline, stopped</c>.</param>
/// <param name="Version">Of its agent.</param>
/// <param name="Clock">What its agent says of its clock: <c>synced, unsynced, estimated</c>.</param>
/// <param name="SkewMs">How far its clock is from the collector's.</param>
/// <param name="LastSeen">Its last live heartbeat.</param>
/// <param name="Config">Its config.</param>
/// <param name="Outbox">What it has yet to send; null while it said nothing.</param>
internal sealed record FleetSite(
    string Site, string? Title, string State, string? Version, string? Clock, long? SkewMs, DateTimeOffset? LastSeen, FleetConfig Config, FleetOutbox? Outbox)
{
    /// <summary>Which version it is to run, and which it could not; null while it said nothing of that.</summary>
    public FleetUpdate? Update { get; init; }
}

/// <param name="Running">Of the package that runs.</param>
/// <param name="Wanted">On its way; null: none.</param>
/// <param name="Stage">How far: <c>download, verify, install, restart, prove, go_back</c>.</param>
/// <param name="WaitsFor">In words.</param>
/// <param name="FailedVersion">The last one that was undone.</param>
/// <param name="FailedReason">Where and why.</param>
internal sealed record FleetUpdate(string Running, string? Wanted, string? Stage, string? WaitsFor, string? FailedVersion, string? FailedReason, DateTimeOffset? FailedAt);

/// <summary>What a site should run and what it does run.</summary>
/// <param name="State"><c>none</c> (the office wrote none), <c>unknown</c> (the agent said nothing yet), <c>as_wanted, pending</c> (on its way, or the site is away)<c>, failed, local</c> (made at the POP)<c>, by_hand</c> (a file that somebody wrote, without an enrolment: it takes none)<c>, refused</c> (it takes none).</param>
/// <param name="Wanted">The office's newest version.</param>
/// <param name="Running">The version that runs; null for one that was made at the POP.</param>
/// <param name="Source"><c>enrolment, office, local, file</c>.</param>
/// <param name="Since">When it was taken.</param>
/// <param name="Stage"><c>checking</c> or <c>running</c> (on trial).</param>
/// <param name="LastFailed">The last version that was not taken, and why.</param>
/// <param name="Refused">The last message that was not from this office, not for this site or not new.</param>
internal sealed record FleetConfig(
    string State, long? Wanted, long? Running, string? Source, DateTimeOffset? Since, string? Stage, HaveFailed? LastFailed, HaveRefused? Refused);

/// <param name="Waiting">Messages that wait.</param>
/// <param name="OldestS">How old the oldest of them is.</param>
/// <param name="At">When it said so.</param>
internal sealed record FleetOutbox(long? Waiting, long OldestS, DateTimeOffset At);

/// <summary>Reads how all sites do.</summary>
internal static class FleetView
{
    public static List<FleetSite> All(Db db) => [.. db.Query<Row>(Sql + " ORDER BY s.site").Select(Of)];

    public static FleetSite? Find(Db db, string site) => db.First<Row>(Sql + " WHERE s.site = @site", new { site }) is { } row ? Of(row) : null;

    /// <summary>How a site's config stands. Pure.</summary>
    /// <param name="wanted">The office's newest version; null: it wrote none.</param>
    /// <param name="have">What the agent says; null: nothing yet.</param>
    public static FleetConfig Config(long? wanted, HaveConfig? have)
    {
        var state = (wanted, have) switch
        {
            (_, { Running.Source: ConfigSources.Local }) => "local",
            (_, { Running.Source: ConfigSources.File }) => "by_hand",
            (null, _) => "none",
            (_, null) => "unknown",
            _ when have.Running.Version == wanted => "as_wanted",
            _ when have.LastFailed?.Version == wanted => "failed",
            // It never saw the one that is wanted, and refused something: most likely that one.
            _ when have.Refused is not null && have.Wanted < wanted && have.Stage is null => "refused",
            _ => "pending",
        };
        return new FleetConfig(state, wanted, have?.Running.Version, have?.Running.Source, have?.Running.Since, have?.Stage, have?.LastFailed, have?.Refused);
    }

    private const string Sql =
        """
        SELECT s.site, s.title, s.state, s.version, s.clock, s.skew_ms, s.last_seen_ms, h.have_json, o.waiting, o.oldest_s, o.at_ms AS outbox_ms,
            (SELECT MAX(c.version) FROM site_configs c WHERE c.site = s.site) AS wanted,
            u.running AS package, u.wanted AS wanted_package, u.stage, u.waits_for, u.failed_version, u.failed_stage || ': ' || u.failed_reason AS failed_reason, u.failed_ms
        FROM sites s LEFT JOIN site_updates u ON u.site = s.site LEFT JOIN site_haves h ON h.site = s.site LEFT JOIN site_outboxes o ON o.site = s.site
        """;

    private static FleetSite Of(Row row) => new(
        row.Site, row.Title, row.State, row.Version, row.Clock, row.SkewMs, row.LastSeenMs is { } seen ? DbTime.Time(seen) : null,
        Config(row.Wanted, HaveStore.Read(row.HaveJson)),
        row is { OldestS: { } oldest, OutboxMs: { } at } ? new FleetOutbox(row.Waiting, oldest, DbTime.Time(at)) : null)
    {
        Update = row.Package is { } package
            ? new FleetUpdate(package, row.WantedPackage, row.Stage, row.WaitsFor, row.FailedVersion, row.FailedReason, row.FailedMs is { } failed ? DbTime.Time(failed) : null)
            : null,
    };

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string? Title { get; init; }
        public string State { get; init; } = "";
        public string? Version { get; init; }
        public string? Clock { get; init; }
        public long? SkewMs { get; init; }
        public long? LastSeenMs { get; init; }
        public string? HaveJson { get; init; }
        public long? Waiting { get; init; }
        public long? OldestS { get; init; }
        public long? OutboxMs { get; init; }
        public long? Wanted { get; init; }
        public string? Package { get; init; }
        public string? WantedPackage { get; init; }
        public string? Stage { get; init; }
        public string? WaitsFor { get; init; }
        public string? FailedVersion { get; init; }
        public string? FailedReason { get; init; }
        public long? FailedMs { get; init; }
    }
}
