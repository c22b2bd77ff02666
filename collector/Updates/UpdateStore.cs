using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Collector.Updates;

/// <summary>The tables of updates.</summary>
internal static class UpdateStore
{
    private const string Sites =
        """
        SELECT u.*, s.state = 'online' AND NOT EXISTS (SELECT 1 FROM identities i WHERE i.site = u.site AND i.revoked_ms IS NOT NULL) AS online
        FROM site_updates u JOIN sites s ON s.site = u.site
        """;

    public static List<SiteUpdate> All(Db db) => db.Query<SiteUpdate>(Sites + " ORDER BY u.site");

    public static List<StoredPackage> Packages(Db db) => db.Query<StoredPackage>("SELECT * FROM update_packages ORDER BY added_ms DESC, arch");

    public static List<StoredPackage> PackagesOf(Db db, string version) => db.Query<StoredPackage>("SELECT * FROM update_packages WHERE version = @version ORDER BY arch", new { version });

    public static StoredPackage? Package(Db db, string sha256) => db.First<StoredPackage>("SELECT * FROM update_packages WHERE sha256 = @sha256", new { sha256 });

    public static void Put(Db db, StoredPackage package) => db.Execute(
        """
        INSERT INTO update_packages (sha256, version, arch, size, installed_size, min_version, added_ms, added_by)
        VALUES (@Sha256, @Version, @Arch, @Size, @InstalledSize, @MinVersion, @AddedMs, @AddedBy)
        ON CONFLICT (sha256) DO UPDATE SET min_version = excluded.min_version
        """,
        package);

    /// <summary>Newest first.</summary>
    public static List<Rollout> Rollouts(Db db) => db.Query<Rollout>("SELECT * FROM rollouts ORDER BY id DESC LIMIT 50");

    public static Rollout? RunningRollout(Db db) => db.First<Rollout>("SELECT * FROM rollouts WHERE state = 'running'");

    public static long AddRollout(Db db, string version, bool downgrade, string by, DateTimeOffset now)
    {
        var id = db.NextNumber("rollouts");
        db.Execute(
            "INSERT INTO rollouts (id, version, downgrade, ring, state, started_ms, started_by) VALUES (@id, @version, @downgrade, @ring, 'running', @nowMs, @by)",
            new { id, version, downgrade, ring = Rings.Bench, nowMs = DbTime.Ms(now), by });
        return id;
    }

    public static void SetRing(Db db, long rollout, string ring) => db.Execute("UPDATE rollouts SET ring = @ring WHERE id = @rollout", new { rollout, ring });

    public static void EndRollout(Db db, long rollout, string state, string? reason, DateTimeOffset now) =>
        db.Execute("UPDATE rollouts SET state = @state, reason = @reason, ended_ms = @nowMs WHERE id = @rollout", new { rollout, state, reason = DbText.Bounded(reason), nowMs = DbTime.Ms(now) });

    /// <summary>The next order of a site; null takes back what was ordered before.</summary>
    public static void Order(Db db, string site, long rollout, string? sha256, DateTimeOffset now) => db.Execute(
        "UPDATE site_updates SET order_number = order_number + 1, order_rollout = @rollout, order_sha256 = @sha256, order_ms = @nowMs WHERE site = @site",
        new { site, rollout, sha256, nowMs = DbTime.Ms(now) });

    public static void SetSiteRing(Db db, string site, string ring) => db.Execute(
        "INSERT INTO site_updates (site, ring, order_number, told) VALUES (@site, @ring, 0, 0) ON CONFLICT (site) DO UPDATE SET ring = excluded.ring", new { site, ring });

    /// <summary>What a site says. An order that it has and we do not know of is one of before a restored backup: the next is above it.</summary>
    public static void Told(Db db, string site, UpdateReport report, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO site_updates (site, ring, order_number, running, arch, told, wanted, stage, waits_for, failed_order, failed_version, failed_stage, failed_reason, failed_ms)
        VALUES (@site, 'all', @order, @version, @arch, @order, @wanted, @stage, @waitsFor, @failedOrder, @failedVersion, @failedStage, @failedReason, CASE WHEN @failedOrder IS NULL THEN NULL ELSE @nowMs END)
        ON CONFLICT (site) DO UPDATE SET
            order_number = CASE WHEN excluded.told > site_updates.order_number THEN excluded.told ELSE site_updates.order_number END,
            running = excluded.running, arch = excluded.arch, told = excluded.told, wanted = excluded.wanted, stage = excluded.stage, waits_for = excluded.waits_for,
            failed_ms = CASE WHEN excluded.failed_order IS NULL THEN NULL WHEN excluded.failed_order = site_updates.failed_order THEN site_updates.failed_ms ELSE @nowMs END,
            failed_order = excluded.failed_order, failed_version = excluded.failed_version, failed_stage = excluded.failed_stage, failed_reason = excluded.failed_reason
        """,
        new
        {
            site, order = report.Order, version = DbText.Bounded(report.Version), arch = DbText.Bounded(report.Arch), wanted = DbText.Bounded(report.Wanted), stage = DbText.Bounded(report.Stage),
            waitsFor = DbText.Bounded(report.WaitsFor), failedOrder = report.FailedOrder, failedVersion = DbText.Bounded(report.FailedVersion), failedStage = DbText.Bounded(report.FailedStage),
            failedReason = DbText.Bounded(report.FailedReason), nowMs = DbTime.Ms(now),
        });
}
