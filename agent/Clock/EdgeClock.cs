using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Clock;

/// <summary>The agent's clock: wall time for stamps, monotonic time for rows and timers, and how far the former can be trusted.</summary>
/// <param name="time">Wall time and timers.</param>
/// <param name="monotonicMs">Milliseconds since the kernel started.</param>
/// <param name="probe">Asks the kernel whether the clock is disciplined; asked again every 10 s.</param>
internal sealed class EdgeClock(TimeProvider time, Func<long> monotonicMs, Func<ClockState> probe)
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ClockState _state;
    private long? _probedAt;

    /// <summary>The machine's own.</summary>
    public static EdgeClock OfSystem() => new(TimeProvider.System, KernelClock.MonotonicMs, KernelClock.State);

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeQuality Quality => State.Quality();

    public ClockState State
    {
        get
        {
            lock (_gate)
            {
                if (_probedAt is not { } at || time.GetElapsedTime(at) >= ProbeInterval)
                {
                    _state = probe();
                    _probedAt = time.GetTimestamp();
                }

                return _state;
            }
        }
    }

    /// <summary>What a row written now keeps.</summary>
    public ClockStamp Stamp() => new(Now.ToUnixTimeMilliseconds(), monotonicMs(), State);
}
