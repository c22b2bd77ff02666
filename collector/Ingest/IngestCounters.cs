namespace EdgeNoc.Collector.Ingest;

/// <summary>What ingest did since the collector started.</summary>
internal sealed class IngestCounters
{
    private long _points;
    private long _batches;
    private long _refused;
    private long _dropped;
    private long _longestLag;

    /// <summary>Lines that the database stored.</summary>
    public long Points => Volatile.Read(ref _points);

    /// <summary>Bodies that the database took.</summary>
    public long Batches => Volatile.Read(ref _batches);

    /// <summary>Lines and whole messages that went to the dead letters.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Messages that found no room; their agents send them again.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public void Stored(int lines)
    {
        Interlocked.Add(ref _points, lines);
        Interlocked.Increment(ref _batches);
    }

    public void Refuse(int lines = 1) => Interlocked.Add(ref _refused, lines);

    public void Drop() => Interlocked.Increment(ref _dropped);

    public void Lagged(TimeSpan lag)
    {
        var seen = Volatile.Read(ref _longestLag);
        while (lag.Ticks > seen)
        {
            var before = Interlocked.CompareExchange(ref _longestLag, lag.Ticks, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    /// <summary>The longest time from arrival to stored since this was asked last.</summary>
    public TimeSpan TakeLongestLag() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longestLag, 0));
}
