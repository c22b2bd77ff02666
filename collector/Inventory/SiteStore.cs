using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Inventory;

/// <summary>The table <c>sites</c>.</summary>
internal static class SiteStore
{
    private const string Columns =
        "SELECT site AS name, first_seen_ms, last_seen_ms, state, status_changed_ms, boot, version, config, clock, uplink, reason, devices_json, skew_ms FROM sites";

    /// <summary>Makes sure that the site has a row.</summary>
    public static void Touch(Db db, string site, DateTimeOffset now) => db.Execute(
        "INSERT INTO sites (site, first_seen_ms, state, status_changed_ms) VALUES (@site, @nowMs, 'unknown', @nowMs) ON CONFLICT (site) DO NOTHING",
        new { site, nowMs = DbTime.Ms(now) });

    public static List<Site> All(Db db) => db.Query<Site>(Columns + " ORDER BY site");

    public static Site? Find(Db db, string site) => db.First<Site>(Columns + " WHERE site = @site", new { site });

    /// <summary>What a site's agent says of its name, clock and language, unless the office said it. True when something changed.</summary>
    public static bool SetProfile(Db db, string site, StatusMessage status) => db.Execute(
        """
        UPDATE sites SET title = @title, time_zone = @zone, language = @language, described_by = 'agent'
        WHERE site = @site AND COALESCE(described_by, 'agent') <> 'office'
          AND (COALESCE(title, '') <> COALESCE(@title, '') OR COALESCE(time_zone, '') <> COALESCE(@zone, '') OR COALESCE(language, '') <> COALESCE(@language, ''))
        """,
        new { site, title = DbText.Bounded(status.Name), zone = DbText.Bounded(status.TimeZone), language = DbText.Bounded(status.Language) }) > 0;

    /// <summary>Whether the office has locked its machine out.</summary>
    public static bool IsRevoked(Db db, string site) => db.First<long>("SELECT COUNT(*) FROM identities WHERE site = @site AND revoked_ms IS NOT NULL", new { site }) > 0;

    public static void SetSkew(Db db, string site, TimeSpan skew) =>
        db.Execute("UPDATE sites SET skew_ms = @skewMs WHERE site = @site", new { site, skewMs = (long)skew.TotalMilliseconds });

    /// <summary>A heartbeat: the agent was there at this moment.</summary>
    public static void SetSeen(Db db, string site, DateTimeOffset now) =>
        db.Execute("UPDATE sites SET last_seen_ms = @nowMs WHERE site = @site", new { site, nowMs = DbTime.Ms(now) });

    public static void SetState(Db db, string site, SiteState state, string? reason, DateTimeOffset changed) => db.Execute(
        "UPDATE sites SET state = @state, reason = @reason, status_changed_ms = @changedMs WHERE site = @site",
        new { site, state = DbName.Of(state), reason, changedMs = DbTime.Ms(changed) });
}
