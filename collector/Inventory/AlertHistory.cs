using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory;

/// <summary>
/// What is over and too old to be asked for. Ids grow with time, so that each step looks only at the oldest rows;
/// what is open, not sent or not dealt with stays whatever its age,
/// and so does all that belongs to an open incident: its end is told to those who were told of its beginning.
/// </summary>
internal static class AlertHistory
{
    /// <summary>Reports and statistics look back a year.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>"Why did I (not) get this" is asked in the days after; there are several for each alert.</summary>
    public static readonly TimeSpan DecisionsKept = TimeSpan.FromDays(90);

    /// <summary>Rows of one transaction.</summary>
    public const int Step = 2_000;

    /// <summary>Deletes some of what is too old; true while there may be more.</summary>
    public static bool Prune(Db db, DateTimeOffset now)
    {
        var times = new { before = DbTime.Ms(now - Kept), decided = DbTime.Ms(now - DecisionsKept), Step };
        var most = db.Execute("DELETE FROM decisions WHERE at_ms < @decided AND id IN (SELECT id FROM decisions ORDER BY id LIMIT @Step)", times);
        foreach (var statement in Statements) most = Math.Max(most, db.Execute(statement, times));
        if (most >= Step) return true;
        foreach (var table in (string[])["notified", "escalations"])
        {
            db.Execute($"DELETE FROM {table} WHERE incident NOT IN (SELECT number FROM incidents)");
        }

        db.Execute("DELETE FROM incident_notes WHERE incident NOT IN (SELECT number FROM incidents)");
        db.Execute("DELETE FROM feed_read WHERE at_ms < @decided", times);
        return false;
    }

    /// <summary>The same for the events of one site and the numbers of their messages.</summary>
    public static bool PruneEvents(Db db, string site, DateTimeOffset now)
    {
        var deleted = db.Execute(
            """
            DELETE FROM events WHERE site = @site AND received_ms < @before AND (late = 0 OR accounted = 1)
              AND id IN (SELECT id FROM events WHERE site = @site ORDER BY ordinal LIMIT @Step)
            """,
            new { site, before = DbTime.Ms(now - Kept), Step });
        // An agent sends again only what it has no ack for: a message of before its oldest event comes no more.
        if (deleted > 0) db.Execute("DELETE FROM received WHERE site = @site AND ordinal < (SELECT MIN(ordinal) FROM events WHERE site = @site)", new { site });
        return deleted >= Step;
    }

    private const string OfNoOpenIncident = "(incident IS NULL OR incident NOT IN (SELECT number FROM incidents WHERE closed_ms IS NULL))";

    private static readonly string[] Statements =
    [
        $"DELETE FROM alerts WHERE cleared_ms < @before AND stage <> 'waiting' AND {OfNoOpenIncident} AND id IN (SELECT id FROM alerts ORDER BY id LIMIT @Step)",
        $"DELETE FROM outbox WHERE finished_ms < @before AND state NOT IN ('queued', 'sending') AND {OfNoOpenIncident} AND id IN (SELECT id FROM outbox ORDER BY id LIMIT @Step)",
        "DELETE FROM incidents WHERE closed_ms < @before AND number IN (SELECT number FROM incidents ORDER BY number LIMIT @Step)",
        "DELETE FROM offline_summaries WHERE seen_ms < @before AND stage <> 'waiting' AND id IN (SELECT id FROM offline_summaries ORDER BY id LIMIT @Step)",
        "DELETE FROM silences WHERE ended_ms < @before AND id IN (SELECT id FROM silences ORDER BY id LIMIT @Step)",
        "DELETE FROM audit WHERE at_ms < @before AND id IN (SELECT id FROM audit ORDER BY id LIMIT @Step)",
    ];
}
