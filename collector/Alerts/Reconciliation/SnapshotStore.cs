using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>A site's alerts as its agent had them, waiting for the event message that it includes last.</summary>
internal sealed record PendingSnapshot
{
    public string Site { get; init; } = "";

    /// <summary>Null when the snapshot names no event message.</summary>
    public string? Boot { get; init; }
    public long Seq { get; init; }

    /// <summary>Since when this one, or an older one that it replaced, waits: replacing must not start the patience anew.</summary>
    public long WaitingSinceMs { get; init; }

    /// <summary>The newest event message when the snapshot came.</summary>
    public long ArrivedOrdinal { get; init; }
    public string ContentJson { get; init; } = "";
}

/// <summary>The table <c>pending_snapshots</c>: one a site, for only the newest counts.</summary>
internal static class SnapshotStore
{
    public static void Put(Db db, string site, TableMessage table, string json, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO pending_snapshots (site, boot, seq, at_ms, waiting_since_ms, arrived_ordinal, content_json)
        VALUES (@site, @boot, @seq, @atMs, @nowMs, @ordinal, @json)
        ON CONFLICT (site) DO UPDATE SET
            boot = excluded.boot, seq = excluded.seq, at_ms = excluded.at_ms,
            arrived_ordinal = excluded.arrived_ordinal, content_json = excluded.content_json
        """,
        new
        {
            site,
            boot = table.Boot?.ToString(),
            seq = Math.Max(0, table.Seq ?? 0),
            atMs = DbTime.Ms(table.At),
            nowMs = DbTime.Ms(now),
            ordinal = EventStore.NewestOrdinal(db, site),
            json,
        });

    public static List<PendingSnapshot> All(Db db) => db.Query<PendingSnapshot>("SELECT * FROM pending_snapshots ORDER BY site");

    public static void Remove(Db db, string site) => db.Execute("DELETE FROM pending_snapshots WHERE site = @site", new { site });
}
