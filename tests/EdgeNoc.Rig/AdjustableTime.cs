namespace EdgeNoc.Rig;

/// <summary>Time that passes only when a test says so; timers that fall due fire on the thread that advances it, in order.</summary>
public sealed class AdjustableTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;
    private TimeSpan _wallOffset;
    private (int Count, TaskCompletionSource Reached) _sleepers = (int.MaxValue, new());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Completes once so many timers wait: everybody has gone to sleep.</summary>
    public Task TimersAsync(int count)
    {
        lock (_gate)
        {
            if (_timers.Count >= count) return Task.CompletedTask;
            _sleepers = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _sleepers.Reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return start + _elapsed + _wallOffset;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    /// <summary>Lets time pass, stopping at each timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Ticks, nameof(by));
        TimeSpan until;
        lock (_gate) until = _elapsed + by;
        while (NextDue(until) is { } timer) timer.Fire();
        lock (_gate) _elapsed = until;
    }

    /// <summary>Sets the wall clock without letting time pass, as NTP does.</summary>
    public void SetWallClock(DateTimeOffset now)
    {
        lock (_gate) _wallOffset = now - start - _elapsed;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private Timer? NextDue(TimeSpan until)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= until).MinBy(t => t.Due);
            if (next is null) return null;
            if (next.Due > _elapsed) _elapsed = next.Due;
            if (next.Period > TimeSpan.Zero) next.Due += next.Period;
            else _timers.Remove(next);
            return next;
        }
    }

    private sealed class Timer(AdjustableTime time, Action callback) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                Period = period;
                if (dueTime < TimeSpan.Zero) return true;
                Due = time._elapsed + dueTime;
                time._timers.Add(this);
                if (time._timers.Count >= time._sleepers.Count) time._sleepers.Reached.TrySetResult();
            }

            // As the system's timers do, though on this thread.
            if (dueTime == TimeSpan.Zero) time.Advance(TimeSpan.Zero);
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
