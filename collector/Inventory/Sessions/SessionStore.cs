using System.Globalization;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Sessions;

/// <summary>The table <c>sessions</c>.</summary>
internal static class SessionStore
{
    /// <summary>How long a session is kept after its end.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Ended sessions of one site; above that the oldest go early: no site may fill the disk of all.</summary>
    public const int MaxPerSite = 500_000;

    private const int Step = 5_000;
    private const int RowsPerUpdate = 500;

    public static List<OpenSession> Open(Db db, string site, string device, string service) => db.Query<OpenSession>(
        """
        SELECT id, account, caller_id, number, began_ms, seen_ms, received_ms, uptime_s FROM sessions
        WHERE site = @site AND device = @device AND service = @service AND ended_ms IS NULL
        """,
        new { site, device, service });

    public static void Apply(Db db, string site, string device, string service, SessionChanges changes, DateTimeOffset at, DateTimeOffset received)
    {
        var (atMs, receivedMs) = (DbTime.Ms(at), DbTime.Ms(received));
        db.Execute("UPDATE sessions SET ended_ms = @EndedMs WHERE id = @Id", changes.Ended.Select(ended => new { ended.Session.Id, ended.EndedMs }).ToList());
        foreach (var some in changes.Continued.Chunk(RowsPerUpdate)) Continue(db, some, atMs, receivedMs);
        if (changes.Begun.Count == 0) return;
        var first = db.NextNumbers("session", changes.Begun.Count);
        db.Execute(
            """
            INSERT INTO sessions (id, site, device, service, account, caller_id, number, address, began_ms, seen_ms, received_ms, uptime_s, upload_bytes, download_bytes)
            VALUES (@id, @site, @device, @service, @Account, @CallerId, @Number, @Address, @BeganMs, @atMs, @receivedMs, @UptimeS, @UploadBytes, @DownloadBytes)
            """,
            changes.Begun.Select((begun, index) => new
            {
                id = first + index,
                site,
                device,
                service,
                begun.Session.Key.Account,
                begun.Session.Key.CallerId,
                begun.Session.Key.Number,
                begun.Session.Address,
                begun.BeganMs,
                atMs,
                receivedMs,
                begun.Session.UptimeS,
                begun.Session.UploadBytes,
                begun.Session.DownloadBytes,
            }).ToList());
    }

    /// <summary>One statement for many rows: with one each, a list of 5,000 sessions would keep the events waiting for a quarter of a second. Only numbers stand in its text.</summary>
    private static void Continue(Db db, IReadOnlyList<(OpenSession Session, SeenSession Seen)> some, long atMs, long receivedMs)
    {
        var values = string.Join(',', some.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"({one.Session.Id},{one.Seen.UptimeS ?? -1},{one.Seen.UploadBytes ?? -1},{one.Seen.DownloadBytes ?? -1})")));
        db.ExecuteOnce(
            $"""
            WITH seen (session, uptime_s, upload_bytes, download_bytes) AS (VALUES {values})
            UPDATE sessions SET
                seen_ms = @atMs, received_ms = @receivedMs,
                uptime_s = NULLIF(seen.uptime_s, -1), upload_bytes = NULLIF(seen.upload_bytes, -1), download_bytes = NULLIF(seen.download_bytes, -1)
            FROM seen WHERE sessions.id = seen.session
            """,
            new { atMs, receivedMs });
    }

    /// <summary>Deletes some of what is too old; true while there may be more.</summary>
    public static bool Prune(Db db, DateTimeOffset now) => db.Execute(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ended_ms < @beforeMs LIMIT @Step)", new { beforeMs = DbTime.Ms(now - Kept), Step }) == Step;

    /// <summary>Deletes some of what a site has too many of; true while there may be more.</summary>
    public static bool PruneExcess(Db db, int maxPerSite)
    {
        var deleted = 0;
        foreach (var (site, count) in db.Query<(string, long)>(
            "SELECT site, COUNT(*) FROM sessions WHERE ended_ms IS NOT NULL GROUP BY site HAVING COUNT(*) > @maxPerSite", new { maxPerSite }))
        {
            deleted += db.Execute(
                "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE site = @site AND ended_ms IS NOT NULL ORDER BY ended_ms LIMIT @excess)",
                new { site, excess = Math.Min(Step, count - maxPerSite) });
        }

        return deleted >= Step;
    }
}
