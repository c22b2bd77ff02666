using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>The table <c>alert_due</c>: which sites the stages have to look at, and when; a pass leaves all others alone.</summary>
internal static class AlertDue
{
    /// <summary>No look is put off for longer, so that what seems to be further away means that the clock was set back: then at once.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromMinutes(10);

    /// <summary>Something of this site changed.</summary>
    public static void Mark(Db db, string site, DateTimeOffset at) => db.Execute(
        """
        INSERT INTO alert_due (site, due_ms) VALUES (@site, @atMs)
        ON CONFLICT (site) DO UPDATE SET due_ms = CASE WHEN excluded.due_ms < alert_due.due_ms THEN excluded.due_ms ELSE alert_due.due_ms END
        """,
        new { site, atMs = DbTime.Ms(at) });

    public static void MarkIncident(Db db, long incident, DateTimeOffset at)
    {
        if (db.First<string>("SELECT site FROM incidents WHERE number = @incident", new { incident }) is { } site) Mark(db, site, at);
    }

    /// <summary>Something changed that may concern all sites: those where anything stands.</summary>
    public static void MarkAll(Db db, DateTimeOffset at) => db.Execute(
        """
        INSERT INTO alert_due (site, due_ms)
        SELECT DISTINCT site, @atMs FROM alerts WHERE cleared_ms IS NULL
        ON CONFLICT (site) DO UPDATE SET due_ms = CASE WHEN excluded.due_ms < alert_due.due_ms THEN excluded.due_ms ELSE alert_due.due_ms END
        """,
        new { atMs = DbTime.Ms(at) });

    /// <summary>The longest overdue first, at most so many.</summary>
    public static List<string> Due(Db db, DateTimeOffset now, int most) => db.Query<string>(
        "SELECT site FROM alert_due WHERE due_ms <= @nowMs OR due_ms > @backMs ORDER BY due_ms, site LIMIT @most",
        new { nowMs = DbTime.Ms(now), backMs = DbTime.Ms(now + Furthest), most });

    public static bool IsDue(Db db, string site, DateTimeOffset now) => db.First<long>(
        "SELECT COUNT(*) FROM alert_due WHERE site = @site AND (due_ms <= @nowMs OR due_ms > @backMs)", new { site, nowMs = DbTime.Ms(now), backMs = DbTime.Ms(now + Furthest) }) > 0;

    /// <summary>Looked at: the next time, or only when something comes in.</summary>
    public static void Done(Db db, string site, DateTimeOffset? next, DateTimeOffset now)
    {
        if (next is { } at) db.Execute("UPDATE alert_due SET due_ms = @atMs WHERE site = @site", new { site, atMs = Math.Min(DbTime.Ms(at), DbTime.Ms(now + Furthest)) });
        else db.Execute("DELETE FROM alert_due WHERE site = @site", new { site });
    }

    public static DateTimeOffset? Next(Db db) => db.First<long?>("SELECT MIN(due_ms) FROM alert_due") is { } ms ? DbTime.Time(ms) : null;
}
