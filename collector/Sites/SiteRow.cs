using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Sites;

/// <summary>What the office says of a site.</summary>
internal sealed record SiteRow
{
    public string Id { get; init; } = "";
    public string? Title { get; init; }
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    /// <summary>What the office adds to the agent's config.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>The number of that; 0 when there is none.</summary>
    public long ConfigVersion { get; init; }

    /// <summary>What the agent said of its devices.</summary>
    public string? DevicesJson { get; init; }

    public static SiteRow? Find(Db db, string site) =>
        db.First<SiteRow>(
            """
            SELECT site AS id, title, time_zone, language, latitude, longitude, config_json, devices_json,
                COALESCE((SELECT MAX(c.version) FROM site_configs c WHERE c.site = sites.site), 0) AS config_version
            FROM sites WHERE site = @site
            """,
            new { site });

    /// <summary>Sets what is given; what is null stays as it was.</summary>
    public static void Describe(Db db, SiteRow site, DateTimeOffset now)
    {
        SiteStore.Touch(db, site.Id, now);
        db.Execute(
            """
            UPDATE sites SET title = COALESCE(@Title, title), time_zone = COALESCE(@TimeZone, time_zone), language = COALESCE(@Language, language),
                latitude = COALESCE(@Latitude, latitude), longitude = COALESCE(@Longitude, longitude), config_json = COALESCE(@ConfigJson, config_json), described_by = 'office'
            WHERE site = @Id
            """,
            site);
    }
}
