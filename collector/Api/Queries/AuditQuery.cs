using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Who did what, and what became of it.</summary>
/// <param name="Id">Its number, in order.</param>
/// <param name="At">When.</param>
/// <param name="Actor">A token's or contact's id, or a telephone number.</param>
/// <param name="Via"><c>api, whatsapp, file, verb</c>.</param>
/// <param name="Action"><c>incident.ack, contact.put</c> …</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Detail">What explains it: <c>before</c> and <c>after</c> of a change, as JSON.</param>
/// <param name="Outcome"><c>done</c>, or why it was not.</param>
internal sealed record AuditView(
    long Id, DateTimeOffset At, string Actor, string Via, string Action, string Target, IReadOnlyDictionary<string, string> Detail, string Outcome);

/// <summary>The audit by what is asked for.</summary>
internal static class AuditQuery
{
    public static Page<AuditView> List(Db db, string? actor, string? action, DateTimeOffset? since, long? cursor, int limit)
    {
        var where = new Where()
            .And("actor = @actor", "actor", actor)
            .And("action = @action", "action", action)
            .And("at_ms >= @sinceMs", "sinceMs", since is { } from ? DbTime.Ms(from) : null)
            .And("id < @cursor", "cursor", cursor);
        where.Values.Add("limit", limit + 1);
        var rows = db.Query<Row>($"SELECT * FROM audit{where} ORDER BY id DESC LIMIT @limit", where.Values);
        return Page<AuditView>.Of(rows, limit, row => row.View, row => row.Id);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long AtMs { get; init; }
        public string Actor { get; init; } = "";
        public string Via { get; init; } = "";
        public string Action { get; init; } = "";
        public string Target { get; init; } = "";
        public string? DetailJson { get; init; }
        public string Outcome { get; init; } = "";

        public AuditView View => new(Id, DbTime.Time(AtMs), Actor, Via, Action, Target, FlatJson.Texts(DetailJson), Outcome);
    }
}
