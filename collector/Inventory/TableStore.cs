using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory;

/// <summary>What became of a snapshot.</summary>
internal enum TableFate
{
    Stored,

    /// <summary>A newer one is known.</summary>
    Older,

    /// <summary>Its site has so many tables already that no honest one has more.</summary>
    TooMany,
}

/// <summary>The table <c>tables</c>: the newest snapshot of each.</summary>
internal static class TableStore
{
    /// <summary>Ten of each of some hundred devices.</summary>
    public const int MaxPerSite = 2_000;

    private sealed record Known
    {
        public string Boot { get; init; } = "";
        public long Seq { get; init; }
        public long AtMs { get; init; }
    }

    /// <summary>Keeps a snapshot unless a newer one is known.</summary>
    public static TableFate Put(Db db, string site, string device, string name, MessageId id, DateTimeOffset at, string json, DateTimeOffset now)
    {
        var known = db.First<Known>("SELECT boot, seq, at_ms FROM tables WHERE site = @site AND device = @device AND name = @name", new { site, device, name });
        var current = db.First<string>("SELECT boot FROM sites WHERE site = @site", new { site });
        if (known is not null && !IsNewer(id, DbTime.Ms(at), known, current)) return TableFate.Older;
        if (known is null && db.First<long>("SELECT COUNT(*) FROM tables WHERE site = @site", new { site }) >= MaxPerSite) return TableFate.TooMany;
        db.Execute(
            """
            INSERT INTO tables (site, device, name, boot, seq, at_ms, received_ms, content_json)
            VALUES (@site, @device, @name, @boot, @Seq, @atMs, @receivedMs, @json)
            ON CONFLICT (site, device, name) DO UPDATE SET
                boot = excluded.boot, seq = excluded.seq, at_ms = excluded.at_ms, received_ms = excluded.received_ms, content_json = excluded.content_json
            """,
            new { site, device, name, boot = id.Boot.ToString(), id.Seq, atMs = DbTime.Ms(at), receivedMs = DbTime.Ms(now), json });
        return TableFate.Stored;
    }

    private static bool IsNewer(MessageId id, long atMs, Known known, string? currentBoot)
    {
        var boot = id.Boot.ToString();
        if (boot == known.Boot) return id.Seq > known.Seq;

        // Between boots the running one wins; their clocks decide only where neither runs, for a Pi may start in 1970.
        if (boot == currentBoot) return true;
        return known.Boot != currentBoot && atMs > known.AtMs;
    }
}
