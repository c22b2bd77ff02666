using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Which decisions.</summary>
internal sealed record DecisionFilter(long? Alert, long? Incident, string? Recipient, string? Site, DateTimeOffset? Since, long? Cursor, int Limit)
{
    /// <summary>The sites that whoever asks sees.</summary>
    public SiteScope Scope { get; init; } = SiteScope.All;
}

/// <summary>Why somebody was told, or was not.</summary>
/// <param name="Id">Its number, in order.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Site">The site's id.</param>
/// <param name="Decision">One word: <c>told, silenced, quiet_hours, nobody_to_tell</c> …</param>
/// <param name="Detail">What explains it.</param>
/// <param name="Alert">The alert it is about.</param>
/// <param name="Incident">The incident it is about.</param>
/// <param name="Recipient">The contact it is about.</param>
internal sealed record DecisionView(long Id, DateTimeOffset At, string Site, string Decision, string? Detail, long? Alert, long? Incident, string? Recipient);

/// <summary>Decisions by what is asked for.</summary>
internal static class DecisionQuery
{
    public static Page<DecisionView> List(Db db, DecisionFilter filter)
    {
        var where = new Where()
            .And(filter.Scope)
            .And("alert = @alert", "alert", filter.Alert)
            .And("incident = @incident", "incident", filter.Incident)
            .And("recipient = @recipient", "recipient", filter.Recipient)
            .And("site = @site", "site", filter.Site)
            .And("at_ms >= @sinceMs", "sinceMs", filter.Since is { } since ? DbTime.Ms(since) : null)
            .And("id < @cursor", "cursor", filter.Cursor);
        where.Values.Add("limit", filter.Limit + 1);
        var rows = db.Query<Row>($"SELECT * FROM decisions{where} ORDER BY id DESC LIMIT @limit", where.Values);
        return Page<DecisionView>.Of(rows, filter.Limit, row => row.View, row => row.Id);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long AtMs { get; init; }
        public string Site { get; init; } = "";
        public string Decision { get; init; } = "";
        public string? Detail { get; init; }
        public long? Alert { get; init; }
        public long? Incident { get; init; }
        public string? Recipient { get; init; }

        public DecisionView View => new(Id, DbTime.Time(AtMs), Site, Decision, Detail, Alert, Incident, Recipient);
    }
}
