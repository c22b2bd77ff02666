using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Clock;

/// <summary>The agent's clock: wall time for stamps, made from monotonic time and what <see cref="ClockModel"/> believes. Safe for several threads.</summary>
internal sealed class EdgeClock
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private const long ReadTogetherMs = 5;

    private readonly Lock _gate = new();
    private readonly TimeProvider _machine;
    private readonly Func<long> _monotonicMs;
    private readonly Func<ClockState> _probe;
    private ClockModel _model;
    private long _lookedAt;

    /// <param name="machine">The machine's wall time and timers.</param>
    /// <param name="monotonicMs">Milliseconds since the kernel started.</param>
    /// <param name="probe">Asks the kernel whether the clock is disciplined; asked again every second.</param>
    public EdgeClock(TimeProvider machine, Func<long> monotonicMs, Func<ClockState> probe)
    {
        (_machine, _monotonicMs, _probe) = (machine, monotonicMs, probe);
        Time = new EdgeTime(this, machine);
        var (monotonic, wall) = ReadTogether();
        _model = ClockModel.Start(monotonic, wall, probe() == ClockState.Synced);
        _lookedAt = machine.GetTimestamp();
    }

    /// <summary>The machine's own.</summary>
    public static EdgeClock OfSystem() => new(TimeProvider.System, KernelClock.MonotonicMs, KernelClock.State);

    /// <summary>This clock's wall time with the machine's timers, for parts that need no more than that.</summary>
    public TimeProvider Time { get; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Stamp().WallMs);

    public TimeQuality Quality => State.Quality();

    public ClockState State => Reading.State;

    /// <summary>The collector's time speaks against ours.</summary>
    public bool Contradicted { get { lock (_gate) return Look().Contradicted; } }

    /// <summary>Rows written under one reading are consistent with each other.</summary>
    public ClockReading Reading { get { lock (_gate) return Look().Reading; } }

    /// <summary>What a row written now keeps.</summary>
    public ClockStamp Stamp() => Reading.At(_monotonicMs());

    /// <summary>The same under a reading taken before.</summary>
    public ClockStamp Stamp(ClockReading reading) => reading.At(_monotonicMs());

    /// <summary>The collector told its time, in answer to something of ours.</summary>
    public void Hear(DateTimeOffset collector)
    {
        lock (_gate)
        {
            var (monotonic, wall) = ReadTogether();
            _model = Look().Hear(monotonic, wall, collector.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>Nobody tells the time, and somebody waits for what has no time yet.</summary>
    public void Accept()
    {
        lock (_gate) _model = Look().Accept();
    }

    private ClockModel Look()
    {
        if (_machine.GetElapsedTime(_lookedAt) < LookInterval) return _model;
        var (monotonic, wall) = ReadTogether();
        _model = _model.Observe(monotonic, wall, _probe() == ClockState.Synced);
        _lookedAt = _machine.GetTimestamp();
        return _model;
    }

    // Between two clocks this process may be put to sleep; then their difference says nothing.
    private (long MonotonicMs, long WallMs) ReadTogether()
    {
        for (var attempt = 0; ; attempt++)
        {
            var before = _monotonicMs();
            var wall = _machine.GetUtcNow().ToUnixTimeMilliseconds();
            if (_monotonicMs() - before < ReadTogetherMs || attempt == 10) return (before, wall);
        }
    }

    private sealed class EdgeTime(EdgeClock clock, TimeProvider machine) : TimeProvider
    {
        public override long TimestampFrequency => machine.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => clock.Now;

        public override long GetTimestamp() => machine.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
    }
}
