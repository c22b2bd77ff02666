using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>The tables <c>received_streams</c> and <c>gaps</c>.</summary>
internal static class StreamStore
{
    /// <summary>A site's older runs are forgotten: a hostile one invents runs.</summary>
    private const int KeptStreams = 300;

    private sealed record GapRow
    {
        public string Site { get; init; } = "";
        public string Boot { get; init; } = "";
        public string Class { get; init; } = "";
        public long FirstSeq { get; init; }
        public long LastSeq { get; init; }
        public long SinceMs { get; init; }
        public GapState State { get; init; }

        public StreamKey Key => new(Site, Guid.Parse(Boot), Enum.Parse<MessageClass>(Class, ignoreCase: true));

        public Gap Gap => new(FirstSeq, LastSeq, SinceMs, State);
    }

    /// <summary>Null: nothing of it is known.</summary>
    public static ReceivedStream? Load(Db db, StreamKey key)
    {
        var highest = db.First<long?>("SELECT highest FROM received_streams WHERE site = @Site AND boot = @boot AND class = @name", Args(key));
        if (highest is not { } number) return null;
        var gaps = db.Query<GapRow>(
            "SELECT first_seq, last_seq, since_ms, state FROM gaps WHERE site = @Site AND boot = @boot AND class = @name ORDER BY first_seq", Args(key));
        return new ReceivedStream(number, gaps.Select(row => row.Gap));
    }

    /// <summary>Since when a site's numbers are followed; null for a site never heard.</summary>
    public static long? FollowedSinceMs(Db db, string site) => db.First<long?>("SELECT MIN(first_ms) FROM received_streams WHERE site = @site", new { site });

    public static void Save(Db db, StreamKey key, ReceivedStream stream, long nowMs) => db.Execute(
        """
        INSERT INTO received_streams (site, boot, class, highest, first_ms, last_ms) VALUES (@Site, @boot, @name, @Highest, @nowMs, @nowMs)
        ON CONFLICT (site, boot, class) DO UPDATE SET highest = excluded.highest, last_ms = excluded.last_ms
        """,
        new { key.Site, boot = key.Boot.ToString(), name = DbName.Of(key.Class), stream.Highest, nowMs });

    /// <summary>Brings the gaps of a stream from what they were to what they are.</summary>
    public static void Replace(Db db, StreamKey key, IReadOnlyList<Gap> before, IReadOnlyList<Gap> after)
    {
        foreach (var gap in before.Except(after))
        {
            db.Execute(
                "DELETE FROM gaps WHERE site = @Site AND boot = @boot AND class = @name AND first_seq = @FirstSeq",
                new { key.Site, boot = key.Boot.ToString(), name = DbName.Of(key.Class), gap.FirstSeq });
        }

        foreach (var gap in after.Except(before))
        {
            db.Execute(
                """
                INSERT INTO gaps (site, boot, class, first_seq, last_seq, since_ms, state)
                VALUES (@Site, @boot, @name, @FirstSeq, @LastSeq, @SinceMs, @state)
                """,
                new { key.Site, boot = key.Boot.ToString(), name = DbName.Of(key.Class), gap.FirstSeq, gap.LastSeq, gap.SinceMs, state = DbName.Of(gap.State) });
        }
    }

    /// <summary>Forgets the runs of a site that were heard least recently, with their gaps.</summary>
    public static void Prune(Db db, string site)
    {
        db.Execute(
            """
            DELETE FROM received_streams WHERE site = @site AND (boot, class) IN (
                SELECT boot, class FROM received_streams WHERE site = @site ORDER BY last_ms DESC, boot, class LIMIT 1000000 OFFSET @kept)
            """,
            new { site, kept = KeptStreams });
        db.Execute(
            """
            DELETE FROM gaps WHERE site = @site AND NOT EXISTS (
                SELECT 1 FROM received_streams AS known WHERE known.site = gaps.site AND known.boot = gaps.boot AND known.class = gaps.class)
            """,
            new { site });
    }

    /// <summary>All gaps, or those of one site, oldest first.</summary>
    public static List<(StreamKey Key, Gap Gap)> Gaps(Db db, string? site = null) =>
    [
        .. db.Query<GapRow>(
                "SELECT site, boot, class, first_seq, last_seq, since_ms, state FROM gaps WHERE @site IS NULL OR site = @site ORDER BY since_ms, site, boot, class, first_seq",
                new { site })
            .Select(row => (row.Key, row.Gap)),
    ];

    /// <summary>What is open or missing, the newest; a limit, for a hostile site makes gaps by the thousand.</summary>
    public static List<(StreamKey Key, Gap Gap)> Unexplained(Db db, long sinceMs) =>
    [
        .. db.Query<GapRow>(
                "SELECT site, boot, class, first_seq, last_seq, since_ms, state FROM gaps WHERE state <> 'dropped' AND since_ms >= @sinceMs ORDER BY since_ms DESC LIMIT 5000",
                new { sinceMs })
            .Select(row => (row.Key, row.Gap)),
    ];

    private static object Args(StreamKey key) => new { key.Site, boot = key.Boot.ToString(), name = DbName.Of(key.Class) };
}
