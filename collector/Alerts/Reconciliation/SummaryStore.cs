using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>A row of <c>offline_summaries</c> that waits to be told with something else, or alone.</summary>
internal sealed record WaitingSummary
{
    public long Id { get; init; }
    public string Site { get; init; } = "";
    public long SeenMs { get; init; }
    public long FromMs { get; init; }
    public long ToMs { get; init; }
    public Severity Severity { get; init; }
    public string CountsJson { get; init; } = "[]";

    public OfflineSummary Summary => new(DbTime.Time(FromMs), DbTime.Time(ToMs), Severity, OfflineSummary.Read(CountsJson));
}

/// <summary>The table <c>offline_summaries</c>.</summary>
internal static class SummaryStore
{
    public static void Add(Db db, string site, OfflineSummary summary, DateTimeOffset now)
    {
        AlertDue.Mark(db, site, now);
        Insert(db, site, summary, now);
    }

    public static List<WaitingSummary> Waiting(Db db, string site) =>
        db.Query<WaitingSummary>("SELECT * FROM offline_summaries WHERE site = @site AND stage = 'waiting' ORDER BY id", new { site });

    public static void Move(Db db, long id, AlertStage stage) => db.Execute("UPDATE offline_summaries SET stage = @stage WHERE id = @id", new { id, stage = DbName.Of(stage) });

    private static void Insert(Db db, string site, OfflineSummary summary, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO offline_summaries (id, site, seen_ms, from_ms, to_ms, severity, counts_json, stage)
        VALUES (@id, @site, @nowMs, @fromMs, @toMs, @severity, @counts, 'waiting')
        """,
        new
        {
            id = db.NextNumber("offline_summary"),
            site,
            nowMs = DbTime.Ms(now),
            fromMs = DbTime.Ms(summary.From),
            toMs = DbTime.Ms(summary.To),
            severity = DbName.Of(summary.Severity),
            counts = summary.CountsJson(),
        });
}
