using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>A site.</summary>
/// <param name="Id">The site's id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>.</param>
/// <param name="DescribedBy">Who said so: <c>office</c>, which wins, or <c>agent</c>.</param>
/// <param name="Gateway">Asked while the agent is silent.</param>
/// <param name="State"><c>unknown, online, offline, stopped</c>.</param>
/// <param name="LastSeenAt">The last heartbeat.</param>
/// <param name="Version">Of its agent.</param>
/// <param name="Uplink"><c>main</c> or <c>backup</c>.</param>
/// <param name="ClockSkewS">The agent's clock less the collector's.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record SiteView(
    string Id, string? Title, string? TimeZone, string? Language, string? DescribedBy, string? Gateway, string State, DateTimeOffset? LastSeenAt, string? Version, string? Uplink, double? ClockSkewS,
    double? Latitude, double? Longitude);

/// <summary>What the office says of sites, in the table <c>sites</c>.</summary>
internal static class SiteEntries
{
    private const string Columns = "SELECT site, title, time_zone, language, described_by, gateway, state, last_seen_ms, version, uplink, skew_ms, latitude, longitude FROM sites";

    public static List<SiteView> All(Db db) => db.Query<Row>(Columns + " ORDER BY site").ConvertAll(row => row.View);

    public static SiteView? Find(Db db, string site) => db.First<Row>(Columns + " WHERE site = @site", new { site })?.View;

    /// <summary>Sets it; a site that nobody has heard of yet is known from then on.</summary>
    public static void Put(Db db, SiteEntry site, DateTimeOffset now)
    {
        SiteStore.Touch(db, site.Id, now);
        db.Execute(
            "UPDATE sites SET title = @Title, time_zone = @TimeZone, language = @Language, gateway = @Gateway, latitude = @Latitude, longitude = @Longitude, described_by = 'office' WHERE site = @Id",
            site);
    }

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string? Title { get; init; }
        public string? TimeZone { get; init; }
        public string? Language { get; init; }
        public string? DescribedBy { get; init; }
        public string? Gateway { get; init; }
        public string State { get; init; } = "";
        public long? LastSeenMs { get; init; }
        public string? Version { get; init; }
        public string? Uplink { get; init; }
        public long? SkewMs { get; init; }
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }

        public SiteView View => new(
            Site, Title, TimeZone, Language, DescribedBy, Gateway, State, LastSeenMs is { } ms ? DbTime.Time(ms) : null, Version, Uplink, SkewMs / 1000.0, Latitude, Longitude);
    }
}
