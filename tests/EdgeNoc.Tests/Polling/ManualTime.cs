namespace EdgeNoc.Tests.Polling;

/// <summary>A clock that moves when told to; timers fire on the way.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private (int Count, TaskCompletionSource Reached) _sleepers = (int.MaxValue, new());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Completes once so many timers wait: everybody has gone to sleep.</summary>
    public Task TimersAsync(int count)
    {
        lock (_lock)
        {
            if (_timers.Count >= count) return Task.CompletedTask;
            _sleepers = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return _sleepers.Reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    public void Advance(TimeSpan step)
    {
        lock (_lock) _now += step;
        while (Due() is { } timer) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? Due()
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.At <= _now).MinBy(timer => timer.At);
            if (due is not null) _timers.Remove(due);
            return due;
        }
    }

    private sealed class ManualTimer(ManualTime owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                At = owner._now + dueTime;
                owner._timers.Add(this);
                if (owner._timers.Count >= owner._sleepers.Count) owner._sleepers.Reached.TrySetResult();
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner._lock) owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
