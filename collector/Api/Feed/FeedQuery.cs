using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Feed;

/// <summary>Which part of the feed.</summary>
/// <param name="Cursor">After this item; null: from the newest.</param>
/// <param name="Limit">How many.</param>
/// <param name="UnreadOnly">Only what he has not read.</param>
internal sealed record FeedFilter(FeedCursor? Cursor, int Limit, bool UnreadOnly = false);

/// <summary>
/// The feed of somebody: what began and ended, what people did with it, what was announced. It is read from where it happened, so that it misses nothing and needs no upkeep; only what he has read is kept.
/// </summary>
internal static class FeedQuery
{
    /// <summary>A count above it is of no use to anybody.</summary>
    public const int MostUnread = 100;

    private const int MostMaintenance = 1_000;
    private const string Incident = "i.number AS incident, i.site, i.severity, i.kind AS what, i.device, i.entity, i.cause";

    public static Page<FeedItem> List(Db db, Person person, FeedFilter filter, DateTimeOffset now)
    {
        var marks = FeedMarks.Of(db, person);
        var items = Read(db, person, marks, filter.UnreadOnly ? Math.Max(marks.ReadMs, marks.ClearedMs) : marks.ClearedMs, filter, now);
        var cursor = items.Count > filter.Limit ? items[filter.Limit - 1].Cursor.ToString() : null;
        return new Page<FeedItem>([.. items.Take(filter.Limit).Select(one => one.Item)], cursor);
    }

    /// <summary>How many he has not read, at most <see cref="MostUnread"/>.</summary>
    public static int Unread(Db db, Person person, DateTimeOffset now) => List(db, person, new FeedFilter(null, MostUnread, UnreadOnly: true), now).Items.Count;

    private static List<(FeedItem Item, FeedCursor Cursor)> Read(Db db, Person person, FeedMarks marks, long afterMs, FeedFilter filter, DateTimeOffset now)
    {
        var found = new List<(FeedItem Item, FeedCursor Cursor)>();
        var (cursor, wanted) = (filter.Cursor, filter.Limit + 1);
        while (true)
        {
            // What is read by itself is left out below: then more is read, until there is enough.
            var batch = Batch(db, person, marks, afterMs, cursor, wanted, now);
            found.AddRange(batch.Where(one => !filter.UnreadOnly || !one.Item.IsRead));
            if (found.Count >= wanted || batch.Count < wanted) return found;
            cursor = batch[^1].Cursor;
        }
    }

    private static List<(FeedItem Item, FeedCursor Cursor)> Batch(Db db, Person person, FeedMarks marks, long afterMs, FeedCursor? cursor, int limit, DateTimeOffset now)
    {
        var all = new List<(FeedItem Item, FeedCursor Cursor)>();
        Add(0, 'o', FeedKind.Opened, "i.opened_ms", "i.number",
            $"""
            {Incident}, NULL AS who, NULL AS text, NULL AS note, (SELECT COUNT(*) FROM incidents p
                WHERE p.site = i.site AND p.device = i.device AND p.entity = i.entity AND p.kind = i.kind AND p.opened_ms > i.opened_ms - 604800000 AND p.opened_ms <= i.opened_ms) AS times
            FROM incidents i
            """);
        Add(1, 'c', FeedKind.Closed, "i.closed_ms", "i.number", $"{Incident}, i.acked_by AS who, NULL AS text, NULL AS note, 0 AS times FROM incidents i");
        Add(2, 'k', FeedKind.Acknowledged, "i.acked_ms", "i.number", $"{Incident}, i.acked_by AS who, NULL AS text, NULL AS note, 0 AS times FROM incidents i");
        Add(3, 'n', FeedKind.Note, "n.at_ms", "n.id", $"{Incident}, n.author AS who, n.content AS text, n.kind AS note, 0 AS times FROM incident_notes n JOIN incidents i ON i.number = n.incident");
        Announced(4, 'b', FeedKind.MaintenanceBegan, "starts_ms");
        Announced(5, 'e', FeedKind.MaintenanceEnded, "ends_ms");
        return [.. all.OrderByDescending(one => one.Cursor.AtMs).ThenBy(one => one.Cursor.Rank).ThenByDescending(one => one.Cursor.Id).Take(limit)];

        void Add(int rank, char letter, FeedKind kind, string at, string id, string source)
        {
            var where = Bounds(rank, at, id).And(person.Scope.IsAll ? null : "i.site IN @scope");
            if (!person.Scope.IsAll) where.Values.Add("scope", person.Scope.Sites);
            where.Values.Add("limit", limit);
            foreach (var row in db.Query<FeedRow>($"SELECT {at} AS at_ms, {id} AS id, {source}{where} ORDER BY {at} DESC, {id} DESC LIMIT @limit", where.Values))
                all.Add((row.Item(letter, kind, marks, person.Name), new FeedCursor(row.AtMs, rank, row.Id)));
        }

        void Announced(int rank, char letter, FeedKind kind, string at)
        {
            var where = Bounds(rank, at, "id").And("kind = 'maintenance'").And("ends_ms > starts_ms");
            where.Values.Add("most", MostMaintenance);
            foreach (var row in db.Query<MaintenanceRow>($"SELECT {at} AS at_ms, id, matchers_json, author, comment FROM silences{where} ORDER BY {at} DESC, id DESC LIMIT @most", where.Values)
                .Where(row => person.Scope.IsAll || person.Scope.Allows(Matchers.Read(row.MatchersJson) ?? [])).Take(limit))
                all.Add((row.Item(letter, kind, marks, person.Name), new FeedCursor(row.AtMs, rank, row.Id)));
        }

        Where Bounds(int rank, string at, string id)
        {
            var where = new Where().And($"{at} > @afterMs", "afterMs", afterMs).And($"{at} <= @nowMs", "nowMs", DbTime.Ms(now));
            if (cursor is not { } from) return where;
            where.Values.Add("ms", from.AtMs);
            where.Values.Add("id", from.Id);
            return where.And(from.After(rank, at, id));
        }
    }
}
