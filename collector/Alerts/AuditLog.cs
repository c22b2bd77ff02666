using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>The table <c>audit</c>: who did what, and what became of it.</summary>
internal static class AuditLog
{
    /// <param name="db">The transaction of the action itself: one is never without the other.</param>
    /// <param name="now">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action"><c>incident.ack</c>, <c>silence.add</c> …</param>
    /// <param name="target">An incident's number, a silence's id …</param>
    /// <param name="result">What became of it.</param>
    /// <param name="detail">Flat, whatever explains the action.</param>
    public static ActionResult Add(
        Db db, DateTimeOffset now, Actor actor, string action, string target, ActionResult result, IReadOnlyDictionary<string, string>? detail = null)
    {
        var outcome = result switch
        {
            ActionResult.Done => "done",
            ActionResult.Refused refused => refused.Reason,
            _ => "not_found",
        };
        db.Execute(
            """
            INSERT INTO audit (id, at_ms, actor, via, action, target, detail_json, outcome)
            VALUES (@id, @atMs, @actorId, @Via, @action, @target, @detailJson, @outcome)
            """,
            new
            {
                id = db.NextNumber("audit"),
                atMs = DbTime.Ms(now),
                actorId = actor.Id,
                actor.Via,
                action,
                target,
                detailJson = detail is null ? null : FlatJson.Write(detail),
                outcome,
            });
        return result;
    }

    /// <summary>Notes what is about to happen elsewhere, where nobody can promise that the result will be known: outcome <c>sent</c> until <see cref="End"/>.</summary>
    /// <returns>The entry's number.</returns>
    public static long Begin(Db db, DateTimeOffset now, Actor actor, string action, string target, IReadOnlyDictionary<string, string> detail)
    {
        var id = db.NextNumber("audit");
        db.Execute(
            "INSERT INTO audit (id, at_ms, actor, via, action, target, detail_json, outcome) VALUES (@id, @atMs, @actorId, @Via, @action, @target, @detailJson, 'sent')",
            new { id, atMs = DbTime.Ms(now), actorId = actor.Id, actor.Via, action, target, detailJson = FlatJson.Write(detail) });
        return id;
    }

    /// <summary>What became of it.</summary>
    /// <param name="db">A transaction.</param>
    /// <param name="id">From <see cref="Begin"/>.</param>
    /// <param name="outcome"><c>done</c>, or a word for why not.</param>
    /// <param name="more">Added to the detail.</param>
    public static void End(Db db, long id, string outcome, IReadOnlyDictionary<string, string> more)
    {
        var detail = new Dictionary<string, string>(FlatJson.Texts(db.First<string>("SELECT detail_json FROM audit WHERE id = @id", new { id })), StringComparer.Ordinal);
        foreach (var (name, value) in more) detail[name] = value;
        db.Execute("UPDATE audit SET outcome = @outcome, detail_json = @detailJson WHERE id = @id", new { id, outcome, detailJson = FlatJson.Write(detail) });
    }
}
