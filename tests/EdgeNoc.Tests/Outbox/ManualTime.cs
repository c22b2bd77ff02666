namespace EdgeNoc.Tests.Outbox;

/// <summary>Time that passes only when a test says so; timers fire on the way, in order.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    public DateTimeOffset Start { get; } = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public TimeSpan Elapsed { get { lock (_gate) return _elapsed; } }

    public void Advance(TimeSpan by)
    {
        var until = Elapsed + by;
        while (true)
        {
            ManualTimer? due;
            lock (_gate)
            {
                due = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
                _elapsed = due?.DueAt is { } at && at > _elapsed ? at : due is null ? until : _elapsed;
                due?.Rearm(_elapsed);
            }

            if (due is null) return;
            due.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate) _timers.Add(timer);
        return timer;
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan? DueAt { get; private set; }

        public void Fire() => fire();

        public void Rearm(TimeSpan now) => DueAt = _period > TimeSpan.Zero ? now + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueAt = dueTime < TimeSpan.Zero ? null : time.Elapsed + dueTime;
            _period = period;
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
