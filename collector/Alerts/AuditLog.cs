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
}
