using EdgeNoc.Agent.Cabinet.Outputs;

namespace EdgeNoc.Agent.Cabinet.Patterns;

/// <summary>Plays a rhythm on each outlet, by one timer that is set for the next edge of any of them: between edges nothing runs.</summary>
internal sealed class PatternPlayer : IDisposable
{
    /// <summary>Also a panel that shows nothing but steady lamps gives a sign of life so often.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private sealed class Voice(Outlets outlet)
    {
        public Outlets Outlet => outlet;

        public Blink Blink { get; set; } = Blinks.Off;

        public TimeSpan Origin { get; set; }
    }

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly OutputBank _bank;
    private readonly Voice[] _voices = [new(Outlets.Owner), new(Outlets.Uplink), new(Outlets.Devices), new(Outlets.Alarm), new(Outlets.Buzzer)];
    private readonly LatenessBook _lateness = new();
    private readonly ITimer _timer;
    private readonly long _started;
    private TimeSpan? _nextEdge;
    private long _tickedAt;
    private bool _closed;

    public PatternPlayer(TimeProvider time, OutputBank bank)
    {
        (_time, _bank, _started) = (time, bank, time.GetTimestamp());
        _tickedAt = _started;
        _timer = time.CreateTimer(_ => Tick(), null, Heartbeat, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the timer last ran, as a timestamp of the clock.</summary>
    public long TickedAt => Interlocked.Read(ref _tickedAt);

    /// <summary>How late edges were, after the switching itself.</summary>
    public Lateness Lateness { get { lock (_gate) return _lateness.Figures(); } }

    /// <summary>Shows from now on; what does not change keeps its rhythm.</summary>
    public void Show(PanelState panel, Blink buzzer)
    {
        lock (_gate)
        {
            if (_closed) return;
            var now = Elapsed;
            var changed = Play(0, Blinks.Of(panel.Owner), now) | Play(1, Blinks.Of(panel.Uplink), now) | Play(2, Blinks.Of(panel.Devices), now) | Play(3, Blinks.Of(panel.Alarm), now) | Play(4, buzzer, now);
            if (changed) SwitchAndPlan();
        }
    }

    /// <summary>No more edges; the bank stays as it is.</summary>
    public void Dispose()
    {
        lock (_gate) _closed = true;
        _timer.Dispose();
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    private bool Play(int voice, Blink blink, TimeSpan now)
    {
        var it = _voices[voice];
        if (ReferenceEquals(it.Blink, blink)) return false;
        var isLit = EdgePlan.IsLit(it.Blink, now - it.Origin);
        (it.Blink, it.Origin) = (blink, now - EdgePlan.Start(blink, isLit));
        return true;
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_closed) return;
            SwitchAndPlan();
        }
    }

    private void SwitchAndPlan()
    {
        var now = Elapsed;
        var on = Outlets.None;
        TimeSpan? next = null;
        foreach (var voice in _voices)
        {
            var since = now - voice.Origin;
            if (EdgePlan.IsLit(voice.Blink, since)) on |= voice.Outlet;
            next = Earlier(next, voice.Origin + EdgePlan.NextEdge(voice.Blink, since));
        }

        _bank.Set(on);
        if (_nextEdge <= now) _lateness.Add(Elapsed - _nextEdge.Value);
        _nextEdge = next;
        Interlocked.Exchange(ref _tickedAt, _time.GetTimestamp());
        var wait = (next ?? TimeSpan.MaxValue) - now;
        if (wait > Heartbeat) wait = Heartbeat;
        // The system's timers cut off what is less than a millisecond: then they would come before the edge.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;
}
