namespace EdgeNoc.Tests.Ingest;

/// <summary>A clock on which every wait is over at once: it moves on by what was waited for, and only then.</summary>
internal sealed class InstantTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private TimeSpan _elapsed;

    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return Start + _elapsed;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate) _elapsed += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) return new DoneTimer();
        lock (_gate)
        {
            Waits.Add(dueTime);
            _elapsed += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new DoneTimer();
    }

    private sealed class DoneTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
