using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>Windows that were taken to be computed anew.</summary>
/// <param name="Windows">Oldest touch first.</param>
/// <param name="UpToMark">Later touches are not among them.</param>
internal sealed record TakenWindows(IReadOnlyList<TouchedWindow> Windows, long UpToMark);

/// <summary>For whoever computes windows (downsampling): which of them late data has made wrong.</summary>
internal interface ITouchedWindows
{
    /// <summary>The longest untouched ones, at most <paramref name="limit"/>; they stay in the list until <see cref="Done"/>.</summary>
    TakenWindows Take(int limit);

    /// <summary>Takes computed windows off the list, but for those that were touched again meanwhile.</summary>
    void Done(TakenWindows taken);
}

/// <summary>The table <c>touched_windows</c>.</summary>
internal sealed class TouchedWindows(CollectorDatabase database) : ITouchedWindows
{
    private const int MaxRemembered = 50_000;

    /// <summary>Marked since the last <see cref="Take"/>: a backlog touches the same window many times, once is enough.</summary>
    private readonly HashSet<TouchedWindow> _marked = [];

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Measurement { get; init; } = "";
        public long WindowMs { get; init; }
        public long Mark { get; init; }
    }

    /// <summary>Marks windows, within the transaction that goes before the acknowledgement of their data.</summary>
    public void Mark(Db db, IEnumerable<TouchedWindow> windows)
    {
        var fresh = windows.Where(window => !_marked.Contains(window)).Distinct().ToList();
        if (fresh.Count == 0) return;
        var mark = db.NextNumber("touched_windows");
        foreach (var window in fresh)
        {
            db.Execute(
                """
                INSERT INTO touched_windows (site, measurement, window_ms, mark) VALUES (@Site, @Measurement, @WindowMs, @mark)
                ON CONFLICT (site, measurement, window_ms) DO UPDATE SET mark = excluded.mark
                """,
                new { window.Site, window.Measurement, window.WindowMs, mark });
        }

        if (_marked.Count > MaxRemembered) _marked.Clear();
        _marked.UnionWith(fresh);
    }

    /// <summary>Call when a transaction failed.</summary>
    public void Forget() => _marked.Clear();

    /// <inheritdoc/>
    public TakenWindows Take(int limit) => database.Write(db =>
    {
        // What is stored from now on marks anew, with a higher mark.
        _marked.Clear();
        var rows = db.Query<Row>("SELECT site, measurement, window_ms, mark FROM touched_windows ORDER BY mark, site, measurement, window_ms LIMIT @limit", new { limit });
        return new TakenWindows([.. rows.Select(row => new TouchedWindow(row.Site, row.Measurement, row.WindowMs))], rows.Count == 0 ? 0 : rows[^1].Mark);
    });

    /// <inheritdoc/>
    public void Done(TakenWindows taken) => database.Write(db =>
    {
        foreach (var window in taken.Windows)
        {
            db.Execute(
                "DELETE FROM touched_windows WHERE site = @Site AND measurement = @Measurement AND window_ms = @WindowMs AND mark <= @UpToMark",
                new { window.Site, window.Measurement, window.WindowMs, taken.UpToMark });
        }
    });
}
