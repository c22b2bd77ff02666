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

/// <summary>Which entries of the audit.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, exactly.</param>
/// <param name="Target">To what, exactly.</param>
/// <param name="Text">Within any of these, or what was there before or after.</param>
/// <param name="Since">From then on.</param>
/// <param name="Until">Before then.</param>
/// <param name="Cursor">Older than this number.</param>
/// <param name="Limit">How many.</param>
internal sealed record AuditFilter(string? Actor, string? Action, string? Target, string? Text, DateTimeOffset? Since, DateTimeOffset? Until, long? Cursor, int Limit);

/// <summary>The audit by what is asked for.</summary>
internal static class AuditQuery
{
    public static Page<AuditView> List(Db db, AuditFilter filter)
    {
        var where = new Where()
            .And("actor = @actor", "actor", filter.Actor)
            .And("action = @action", "action", filter.Action)
            .And("target = @target", "target", filter.Target)
            .And("at_ms >= @sinceMs", "sinceMs", filter.Since is { } from ? DbTime.Ms(from) : null)
            .And("at_ms < @untilMs", "untilMs", filter.Until is { } until ? DbTime.Ms(until) : null)
            .And("(actor LIKE @text ESCAPE '!' OR action LIKE @text ESCAPE '!' OR target LIKE @text ESCAPE '!' OR detail_json LIKE @text ESCAPE '!')", "text", Where.Within(filter.Text))
            .And("id < @cursor", "cursor", filter.Cursor);
        var limit = filter.Limit;
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
