using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Feed;

/// <summary>What somebody has read of the feed, and from when on it is shown to him. Nothing of it is lost by clearing: it can be restored.</summary>
/// <param name="ReadMs">All up to then is read.</param>
/// <param name="ClearedMs">All up to then is not shown.</param>
/// <param name="Items">Those that are read beside it.</param>
internal sealed record FeedMarks(long ReadMs, long ClearedMs, IReadOnlySet<string> Items)
{
    public const int MaxItem = 24;

    public static FeedMarks Of(Db db, Person person)
    {
        var key = Key(person);
        var row = db.First<Row>("SELECT read_ms, cleared_ms FROM feed_marks WHERE person = @key", new { key }) ?? new Row();
        return new FeedMarks(row.ReadMs, row.ClearedMs, db.Query<string>("SELECT item FROM feed_read WHERE person = @key", new { key }).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>One item is read.</summary>
    public static void Read(Db db, Person person, string item, DateTimeOffset now) => db.Execute(
        "INSERT INTO feed_read (person, item, at_ms) VALUES (@key, @item, @nowMs) ON CONFLICT (person, item) DO NOTHING", new { key = Key(person), item, nowMs = DbTime.Ms(now) });

    /// <summary>All up to then is read: what came after he looked is not.</summary>
    public static void ReadUntil(Db db, Person person, DateTimeOffset until)
    {
        db.Execute(
            """
            INSERT INTO feed_marks (person, read_ms, cleared_ms) VALUES (@key, @ms, 0)
            ON CONFLICT (person) DO UPDATE SET read_ms = CASE WHEN excluded.read_ms > feed_marks.read_ms THEN excluded.read_ms ELSE feed_marks.read_ms END
            """,
            new { key = Key(person), ms = DbTime.Ms(until) });
    }

    /// <summary>All up to then is not shown any more.</summary>
    public static void ClearUntil(Db db, Person person, DateTimeOffset until) => Clear(db, person, DbTime.Ms(until));

    /// <summary>What was cleared is shown again, read as it was.</summary>
    public static void Restore(Db db, Person person) => Clear(db, person, 0);

    private static void Clear(Db db, Person person, long ms) => db.Execute(
        "INSERT INTO feed_marks (person, read_ms, cleared_ms) VALUES (@key, 0, @ms) ON CONFLICT (person) DO UPDATE SET cleared_ms = excluded.cleared_ms", new { key = Key(person), ms });

    // A token may be called as a user is.
    private static string Key(Person person) => person.Session is null ? $"token:{person.Id}" : person.Id;

    private sealed record Row
    {
        public long ReadMs { get; init; }
        public long ClearedMs { get; init; }
    }
}
