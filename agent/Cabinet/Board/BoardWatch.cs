using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Cabinet.Board;

/// <summary>Looks at the board every ten seconds and says when it is too hot or its supply too weak.</summary>
internal sealed class BoardWatch : IAsyncDisposable
{
    public const string TempHigh = "agent.temp_high";
    public const string Undervoltage = "agent.undervoltage";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly IEventLog _events;
    private readonly EdgeClock _clock;
    private readonly Func<double?> _tempC;
    private readonly Func<long?> _throttled;
    private readonly double _hotC;
    private readonly long _started;
    private readonly ITimer _timer;
    private BoardHealth _health;
    private bool _saidHot;
    private bool _saidLow;

    /// <param name="events">Where it is said.</param>
    /// <param name="clock">For times and the timer.</param>
    /// <param name="tempC">Of the processor; null where nothing says.</param>
    /// <param name="throttled">See <see cref="Throttling"/>; null where nothing says.</param>
    /// <param name="hotC">What is too hot.</param>
    public BoardWatch(IEventLog events, EdgeClock clock, Func<double?> tempC, Func<long?> throttled, double hotC)
    {
        (_events, _clock, _tempC, _throttled, _hotC) = (events, clock, tempC, throttled, hotC);
        var raised = events.LoadRaised().Where(alert => alert.Device == SelfEvents.Device && alert.Entity == SelfEvents.Entity).Select(alert => alert.Kind).ToHashSet(StringComparer.Ordinal);
        (_saidHot, _saidLow) = (raised.Contains(TempHigh), raised.Contains(Undervoltage));
        _health = BoardHealth.AtStart(_saidHot, _saidLow);
        _started = clock.Time.GetTimestamp();
        _timer = clock.Time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>A look; what the store does not take is said at the next.</summary>
    public void Look()
    {
        lock (_gate)
        {
            var (tempC, bits) = (_tempC(), _throttled());
            _health = _health.Look(tempC, bits, _hotC, _clock.Time.GetElapsedTime(_started));
            try
            {
                if (_health.Hot != _saidHot) Say(TempHigh, _health.Hot, tempC is { } c ? ("soc_temp_c", Math.Round(c, 1)) : null);
                _saidHot = _health.Hot;
                if (_health.SupplyLow != _saidLow) Say(Undervoltage, _health.SupplyLow, bits is { } word ? ("throttled", word) : null);
                _saidLow = _health.SupplyLow;
            }
            catch (Exception error) when (error is EventsNotStoredException or SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                // The store says so itself; what it did not take was not said.
            }
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Say(string kind, bool raised, (string Name, double Value)? value)
    {
        var now = _clock.Now;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (value is { } figure) values[figure.Name] = figure.Value;
        _events.Commit([SelfEvents.Of(Guid.CreateVersion7(now), kind, raised ? EventState.Raised : EventState.Cleared, now, _clock.Quality, reason: null, values)], []);
    }
}
