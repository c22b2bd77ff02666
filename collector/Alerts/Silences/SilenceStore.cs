using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>The table <c>silences</c>.</summary>
internal static class SilenceStore
{
    /// <param name="db">The transaction.</param>
    /// <param name="silence">What; a start that has passed is now.</param>
    /// <param name="author">Who.</param>
    /// <param name="incident">Of a mute.</param>
    /// <param name="now">When.</param>
    /// <param name="keepsStart">It began when it says, also in the past: it comes from another collector.</param>
    public static long Add(Db db, NewSilence silence, string author, long? incident, DateTimeOffset now, bool keepsStart = false)
    {
        var id = db.NextNumber("silence");
        var starts = silence.Starts < now && !keepsStart ? now : silence.Starts;
        db.Execute(
            """
            INSERT INTO silences (id, kind, matchers_json, starts_ms, ends_ms, author, comment, created_ms, incident)
            VALUES (@id, @kind, @matchersJson, @startsMs, @endsMs, @author, @comment, @nowMs, @incident)
            """,
            new
            {
                id,
                kind = DbName.Of(silence.Kind),
                matchersJson = Matchers.Write(silence.Matchers),
                startsMs = DbTime.Ms(starts),
                endsMs = DbTime.Ms(silence.Ends),
                author = DbText.Bounded(author),
                comment = DbText.Bounded(silence.Comment),
                nowMs = DbTime.Ms(now),
                incident,
            });
        return id;
    }

    public static Silence? Find(Db db, long id) => db.First<Silence>("SELECT * FROM silences WHERE id = @id", new { id });

    /// <summary>Those that are not over, or over and not dealt with.</summary>
    public static List<Silence> Standing(Db db) => db.Query<Silence>("SELECT * FROM silences WHERE ended_ms IS NULL ORDER BY id");

    /// <summary>Ends one early. One that never began is dealt with by that.</summary>
    public static void EndAt(Db db, Silence silence, DateTimeOffset now) => db.Execute(
        "UPDATE silences SET ends_ms = @nowMs, ended_ms = @endedMs WHERE id = @Id",
        new { silence.Id, nowMs = DbTime.Ms(now), endedMs = silence.Starts > now ? DbTime.Ms(now) : (long?)null });

    public static void SetBefore(Db db, long id, string beforeJson) => db.Execute("UPDATE silences SET before_json = @beforeJson WHERE id = @id", new { id, beforeJson });

    public static void SetActive(Db db, long id, bool active) => db.Execute("UPDATE silences SET active = @active WHERE id = @id", new { id, active = active ? 1 : 0 });

    /// <summary>It is over and dealt with.</summary>
    public static void Finish(Db db, long id, DateTimeOffset now) => db.Execute("UPDATE silences SET ended_ms = @nowMs WHERE id = @id", new { id, nowMs = DbTime.Ms(now) });
}
