using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Entries;

/// <summary>Who changed or removed an entry last, by the audit.</summary>
/// <param name="By">A person's or token's id.</param>
/// <param name="At">When.</param>
internal sealed record LastChange(string By, DateTimeOffset At)
{
    /// <param name="db">The transaction.</param>
    /// <param name="kind"><c>contact</c> …, as it begins the audit's actions.</param>
    /// <param name="id">The entry's.</param>
    public static LastChange? Of(Db db, string kind, string id) =>
        db.First<Row>("SELECT actor, at_ms FROM audit WHERE target = @id AND action IN (@put, @remove, @restore) AND outcome = 'done' ORDER BY id DESC LIMIT 1", new { id, put = $"{kind}.put", remove = $"{kind}.remove", restore = $"{kind}.restore" })
            is { } row ? new LastChange(row.Actor, DbTime.Time(row.AtMs)) : null;

    private sealed record Row
    {
        public string Actor { get; init; } = "";
        public long AtMs { get; init; }
    }
}
