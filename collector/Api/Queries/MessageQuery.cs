using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Which messages.</summary>
internal sealed record MessageFilter(string? State, string? Contact, string? Channel, long? Incident, DateTimeOffset? Since, long? Cursor, int Limit)
{
    /// <summary>The sites that whoever asks sees.</summary>
    public SiteScope Scope { get; init; } = SiteScope.All;
}

/// <summary>A message and what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Recipient">The address there.</param>
/// <param name="Contact">Who.</param>
/// <param name="Purpose"><c>problem, update, reminder, recovery, summary, report, maintenance</c>.</param>
/// <param name="Incident">The incident it is about.</param>
/// <param name="Site">Its site.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Text">What was sent, or will be.</param>
/// <param name="State"><c>queued, sending, accepted, delivered, read, failed, digested</c>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="IsInDoubt">It may have arrived already.</param>
/// <param name="Reason">Why the last attempt failed.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="NextAttemptAt">When it is tried, while it is queued.</param>
/// <param name="FinishedAt">When the provider took it, or it was given up.</param>
/// <param name="Receipt"><c>delivered, read, failed</c>: what the provider told since.</param>
/// <param name="ReceiptAt">When.</param>
/// <param name="FallbackOf">The message instead of which it is sent.</param>
/// <param name="Digest">The message that names it, when it was one of too many.</param>
internal sealed record MessageView(
    long Id, string Channel, string Recipient, string? Contact, string Purpose, long? Incident, string? Site, string? Severity, string Text, string State, long Attempts,
    bool IsInDoubt, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? FinishedAt, string? Receipt, DateTimeOffset? ReceiptAt, long? FallbackOf, long? Digest);

/// <summary>Messages by what is asked for.</summary>
internal static class MessageQuery
{
    public static Page<MessageView> List(Db db, MessageFilter filter)
    {
        var where = new Where()
            .And(filter.Scope)
            .And("state = @state", "state", filter.State)
            .And("contact = @contact", "contact", filter.Contact)
            .And("channel = @channel", "channel", filter.Channel)
            .And("incident = @incident", "incident", filter.Incident)
            .And("created_ms >= @sinceMs", "sinceMs", filter.Since is { } since ? DbTime.Ms(since) : null)
            .And("id < @cursor", "cursor", filter.Cursor);
        where.Values.Add("limit", filter.Limit + 1);
        var rows = db.Query<Row>($"SELECT * FROM outbox{where} ORDER BY id DESC LIMIT @limit", where.Values);
        return Page<MessageView>.Of(rows, filter.Limit, row => row.View, row => row.Id);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Channel { get; init; } = "";
        public string Recipient { get; init; } = "";
        public string? Contact { get; init; }
        public string Purpose { get; init; } = "";
        public long? Incident { get; init; }
        public string? Site { get; init; }
        public string? Severity { get; init; }
        public string Content { get; init; } = "";
        public string State { get; init; } = "";
        public long Attempts { get; init; }
        public long NextAttemptMs { get; init; }
        public bool InDoubt { get; init; }
        public string? LastReason { get; init; }
        public long CreatedMs { get; init; }
        public long? FinishedMs { get; init; }
        public string? Receipt { get; init; }
        public long? ReceiptMs { get; init; }
        public long? FallbackOf { get; init; }
        public long? Digest { get; init; }

        public MessageView View => new(
            Id, Channel, Recipient, Contact, Purpose, Incident, Site, Severity, Content, State, Attempts, InDoubt, LastReason, DbTime.Time(CreatedMs),
            State == "queued" ? DbTime.Time(NextAttemptMs) : null, Time(FinishedMs), Receipt, Time(ReceiptMs), FallbackOf, Digest);

        private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;
    }
}
