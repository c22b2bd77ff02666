using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Fleet;

/// <summary>How a version came to be.</summary>
internal enum ConfigOrigin
{
    /// <summary>Somebody in the office wrote it.</summary>
    Office,

    /// <summary>It was made at the POP, and the office made it its own.</summary>
    Adopted,

    /// <summary>The one before once more, over what was made at the POP.</summary>
    Again,
}

/// <summary>A version of a site's config.</summary>
internal sealed record ConfigVersion
{
    public string Site { get; init; } = "";
    public long Version { get; init; }

    /// <summary>As somebody wrote it.</summary>
    public string ConfigJson { get; init; } = "";

    /// <summary>As it is sent; null in a version from before configs were sent.</summary>
    public string? WantedJson { get; init; }
    public ConfigOrigin Source { get; init; }
    public long MadeMs { get; init; }
    public string MadeBy { get; init; } = "";
}

/// <summary>The table <c>site_configs</c>.</summary>
internal static class ConfigStore
{
    /// <summary>Versions of a site that are kept.</summary>
    public const int Kept = 50;

    private const string Columns = "SELECT site, version, config_json, wanted_json, source, made_ms, made_by FROM site_configs";

    public static ConfigVersion? Latest(Db db, string site) => db.First<ConfigVersion>(Columns + " WHERE site = @site ORDER BY version DESC LIMIT 1", new { site });

    public static ConfigVersion? Find(Db db, string site, long version) => db.First<ConfigVersion>(Columns + " WHERE site = @site AND version = @version", new { site, version });

    /// <summary>The newest first.</summary>
    public static List<ConfigVersion> All(Db db, string site) => db.Query<ConfigVersion>(Columns + " WHERE site = @site ORDER BY version DESC", new { site });

    /// <param name="above">The highest number that the site has seen: after a backup was put back it may know higher ones than the office.</param>
    public static long Add(Db db, string site, string configJson, string wantedJson, ConfigOrigin origin, string by, long above, DateTimeOffset now)
    {
        var version = Math.Max(db.First<long?>("SELECT MAX(version) FROM site_configs WHERE site = @site", new { site }) ?? 0, above) + 1;
        db.Execute(
            "INSERT INTO site_configs (site, version, config_json, wanted_json, source, made_ms, made_by) VALUES (@site, @version, @configJson, @wantedJson, @source, @nowMs, @by)",
            new { site, version, configJson, wantedJson, source = DbName.Of(origin), nowMs = DbTime.Ms(now), by });
        db.Execute("DELETE FROM site_configs WHERE site = @site AND version <= @old", new { site, old = version - Kept });
        return version;
    }

    /// <summary>The newest version of each site that a machine is: those that are to be at the broker.</summary>
    public static List<(string Site, long Version)> Wanted(Db db) => [.. db.Query<WantedRow>(
        """
        SELECT c.site, MAX(c.version) AS version FROM site_configs c JOIN identities i ON i.site = c.site
        WHERE i.revoked_ms IS NULL GROUP BY c.site ORDER BY c.site
        """).Select(row => (row.Site, row.Version))];

    private sealed record WantedRow
    {
        public string Site { get; init; } = "";
        public long Version { get; init; }
    }
}
