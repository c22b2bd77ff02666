namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// How much of the database's time backlog may take. The backlog of one site drains as fast as it can, over both connections: its few messages under way
/// make bodies that nobody waits long for. When many return at once, their bodies go one by
/// one, and after each the database rests from them for a multiple of what it took: everybody else's writes hardly wait.
/// </summary>
/// <remarks>
/// A hundred sites after an hour: 1.2 million points in a few minutes; nobody misses the past so soon.
/// <code>
/// sites that return   1   2     3     …  25 and more
/// share of the time   1   1/2   1/3   …  1/25
/// </code>
/// </remarks>
internal sealed class BacklogPace(TimeProvider time)
{
    // Below a twentieth, so that 95 of 100 writes of others never meet one of these.
    private const int LeastShareOfTime = 25;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(2);
    private readonly Lock _gate = new();
    private int _inside;
    private long? _restsSince;
    private TimeSpan _rest;

    /// <summary>Whether a writer may take backlog now; then it must <see cref="Leave"/>.</summary>
    public bool TryEnter(int sites)
    {
        lock (_gate)
        {
            if (sites > 1 && (_inside > 0 || Remaining > TimeSpan.Zero)) return false;
            _inside++;
            return true;
        }
    }

    /// <summary>How long a writer that may not enter should wait.</summary>
    public TimeSpan Wait()
    {
        lock (_gate) return Remaining > ShortestWait ? Remaining : ShortestWait;
    }

    /// <summary>A body that took the database so long is stored; zero: none was taken.</summary>
    public void Leave(TimeSpan took, int sites)
    {
        lock (_gate)
        {
            _inside--;
            if (took <= TimeSpan.Zero) return;
            (_restsSince, _rest) = (time.GetTimestamp(), took * (Math.Clamp(sites, 1, LeastShareOfTime) - 1));
        }
    }

    private TimeSpan Remaining => _restsSince is { } since ? _rest - time.GetElapsedTime(since) : TimeSpan.Zero;
}
