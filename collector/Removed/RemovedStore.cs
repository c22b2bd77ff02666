using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Removed;

/// <summary>The table <c>removed_entries</c>. What lies there longer than 30 days goes for good with the next removal.</summary>
internal static class RemovedStore
{
    /// <summary>So long it can be put back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Most = 1_000;
    private const string Columns = "SELECT id, kind, site, name, content_json, removed_ms, removed_by FROM removed_entries";

    public static long Add(Db db, string kind, string? site, string name, string contentJson, string by, DateTimeOffset now)
    {
        db.Execute("DELETE FROM removed_entries WHERE removed_ms < @oldMs", new { oldMs = DbTime.Ms(now - Kept) });
        var id = db.NextNumber("removed");
        db.Execute(
            "INSERT INTO removed_entries (id, kind, site, name, content_json, removed_ms, removed_by) VALUES (@id, @kind, @site, @name, @contentJson, @nowMs, @by)",
            new { id, kind, site, name, contentJson, nowMs = DbTime.Ms(now), by = DbText.Bounded(by) });
        return id;
    }

    /// <summary>What can still be put back, the last that went first.</summary>
    public static List<RemovedEntry> All(Db db, SiteScope scope, DateTimeOffset now) => db.Query<RemovedEntry>(
        Columns + " WHERE removed_ms >= @oldMs ORDER BY removed_ms DESC, id DESC LIMIT @Most", new { oldMs = DbTime.Ms(now - Kept), Most }).FindAll(entry => scope.Allows(entry.Site));

    public static RemovedEntry? Find(Db db, long id, DateTimeOffset now) => db.First<RemovedEntry>(Columns + " WHERE id = @id AND removed_ms >= @oldMs", new { id, oldMs = DbTime.Ms(now - Kept) });

    public static void Forget(Db db, long id) => db.Execute("DELETE FROM removed_entries WHERE id = @id", new { id });
}
