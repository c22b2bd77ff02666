using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Host;

/// <summary>Raises and clears what the agent has to say about itself: dropped data, damaged stores, a full disk, an unclean start, a clock that nobody sets.</summary>
internal sealed class SelfWatch : IAsyncDisposable
{
    /// <summary>While more and more is dropped, it is said this often.</summary>
    public static readonly TimeSpan DropInterval = TimeSpan.FromMinutes(10);

    /// <summary>Nothing dropped for so long: cleared.</summary>
    public static readonly TimeSpan DropCalm = TimeSpan.FromMinutes(30);

    /// <summary>What has happened once and is over (a restart, a store replaced) stays raised so long, so that it is told.</summary>
    public static readonly TimeSpan OnceStands = TimeSpan.FromMinutes(10);

    /// <summary>Not synchronised for so long: somebody should look at NTP.</summary>
    public static readonly TimeSpan ClockPatience = TimeSpan.FromMinutes(10);

    /// <summary>An unclean start waits so long for the time, which says how long the agent was away.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // The mark lies between two of these at most.
    private static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(60);

    // A store in RAM tries so often to go back to its file.
    private static readonly TimeSpan ReturnInterval = TimeSpan.FromSeconds(10);

    // Batch, commit age, tick and writing: agent/Outbox/README.md.
    private const int MissingS = 5;

    private readonly Lock _gate = new();
    private readonly EventStore _events;
    private readonly TelemetryOutbox _telemetry;
    private readonly EdgeClock _clock;
    private readonly AliveMark _alive;
    private readonly ILogger _logger;
    private readonly HashSet<string> _raised;
    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);
    private readonly long _started;
    private readonly FaultLine _faults;
    private long? _triedToReturnAt;
    private long? _droppedAt;
    private long? _dropSaidAt;
    private long? _unsyncedAt;
    private long _aliveAt;
    private ITimer? _timer;

    public SelfWatch(EventStore events, TelemetryOutbox telemetry, EdgeClock clock, AliveMark alive, ILogger logger)
    {
        (_events, _telemetry, _clock, _alive, _logger) = (events, telemetry, clock, alive, logger);
        _raised = [.. events.LoadRaised().Where(alert => alert.Device == SelfEvents.Device && alert.Entity == SelfEvents.Entity).Select(alert => alert.Kind)];
        _started = clock.Time.GetTimestamp();
        foreach (var kind in _raised) _since[kind] = _started;
        if (_raised.Contains(SelfEvents.DataDropped)) _droppedAt = _started;
        _faults = new FaultLine(logger, clock.Time);
        _aliveAt = _started;
    }

    /// <summary>Whether the folder is this agent's: without its lock nothing goes back to the disk.</summary>
    public Func<bool> FolderIsOurs { get; init; } = static () => true;

    public void Start()
    {
        Look();
        _timer = _clock.Time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>A look at everything; a store that fails is looked at again next time.</summary>
    public void Look()
    {
        lock (_gate)
        {
            try
            {
                Return();
                Stores();
                Drops();
                Disk();
                UncleanStart();
                Clock();
            }
            catch (EventsNotStoredException)
            {
                // The store has said so; what is to be said stays so.
            }
            catch (Exception error) when (error is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                _faults.Say(LogLevel.Warning, $"what the agent has to say about itself could not be stored: {error.Message}");
            }

            if (_alive.IsWritten && Passed(_aliveAt) < AliveInterval) return;
            _alive.StillAlive();
            _aliveAt = _clock.Time.GetTimestamp();
        }
    }

    /// <summary>Everything is written down: the next start is a clean one.</summary>
    public void StoppedCleanly() => _alive.Write(clean: true);

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>What could not be used may be whole again: the disk was mounted again, given room, given to this user.</summary>
    private void Return()
    {
        _events.KeepReserve(_telemetry.FreeBytes());
        if (!_events.InRam && !_telemetry.InRam) return;
        if (_triedToReturnAt is { } at && Passed(at) < ReturnInterval) return;
        _triedToReturnAt = _clock.Time.GetTimestamp();
        if (!FolderIsOurs()) return;
        if (_events.TryReturn()) _logger.LogInformation("events are kept on disk again, with all that was in RAM");
        if (_telemetry.TryReturn()) _logger.LogInformation("telemetry is kept on disk again, with all that was in RAM");
    }

    private void Stores()
    {
        var (ofEvents, ofTelemetry) = (_events.Troubles(), _telemetry.Troubles());
        IReadOnlyList<StoreTrouble> troubles = [.. ofEvents, .. ofTelemetry];
        foreach (var trouble in troubles)
        {
            _logger.LogError(
                "{Detail}; {Rescued} rows were rescued{Lost}; {Remedy}{MovedTo}", trouble.Detail, trouble.Rescued, trouble.Lost is { } lost ? $", {lost} lost" : "", trouble.Remedy,
                trouble.MovedTo is { } to ? $" ({to})" : "");
            Raise(SelfEvents.StoreTroubled(trouble, _clock.Now, _clock.Quality));
        }

        // Only now: a crash before repeats them, under the same ids.
        if (ofEvents.Count > 0) _events.ForgetTroubles(ofEvents);
        if (ofTelemetry.Count > 0) _telemetry.ForgetTroubles(ofTelemetry);

        // A store in RAM is a fault that stands until somebody puts it right.
        if (troubles.Count == 0 && !_events.InRam && !_telemetry.InRam && Stood(SelfEvents.StoreCorrupt, OnceStands)) Clear(SelfEvents.StoreCorrupt);
    }

    private void Drops()
    {
        if (_dropSaidAt is null || Passed(_dropSaidAt.Value) >= DropInterval)
        {
            var drops = _telemetry.CloseDrops();
            if (drops.Count > 0)
            {
                foreach (var drop in drops)
                {
                    _logger.LogError("{Messages} telemetry messages ({Lines} lines) were dropped: {Cause}", drop.Messages, drop.Lines, drop.Cause);
                    Raise(SelfEvents.TelemetryDropped(drop, _clock.Now, _clock.Quality));
                }

                _telemetry.ForgetDrops(drops);
                _droppedAt = _dropSaidAt = _clock.Time.GetTimestamp();
            }
        }

        if (_events.TakeDropped() > 0)
        {
            _raised.Add(SelfEvents.DataDropped);
            _droppedAt = _clock.Time.GetTimestamp();
        }

        if (_droppedAt is { } at && Passed(at) >= DropCalm)
        {
            Clear(SelfEvents.DataDropped);
            (_droppedAt, _dropSaidAt) = (null, null);
        }
    }

    private void Disk()
    {
        if (_telemetry.FreeBytes() is not { } free) return;
        var limit = _telemetry.Limits.MinFreeBytes;
        if (free < limit + (limit / 2) && !_raised.Contains(SelfEvents.DiskLow))
        {
            Raise(Event(SelfEvents.DiskLow, EventState.Raised, null, new(StringComparer.Ordinal) { ["free_mb"] = Math.Round(free / 1e6), ["kept_free_mb"] = Math.Round(limit / 1e6) }));
        }
        else if (free >= limit * 2)
        {
            Clear(SelfEvents.DiskLow);
        }
    }

    private void UncleanStart()
    {
        if (_alive.Unsaid is { } ends && (_clock.State != ClockState.Unsynced || Passed(_started) >= StartPatience))
        {
            Raise(UncleanRestart.Of(ends, _clock, _alive.Boot, MissingS));
            _alive.Said();
        }
        else if (_alive.Unsaid is null && Stood(SelfEvents.UncleanRestart, OnceStands))
        {
            Clear(SelfEvents.UncleanRestart);
        }
    }

    private void Clock()
    {
        if (_clock.State == ClockState.Synced)
        {
            _unsyncedAt = null;
            Clear(SelfEvents.ClockUnsynced);
            return;
        }

        _unsyncedAt ??= _clock.Time.GetTimestamp();
        if (Passed(_unsyncedAt.Value) >= ClockPatience && !_raised.Contains(SelfEvents.ClockUnsynced))
        {
            Raise(Event(SelfEvents.ClockUnsynced, EventState.Raised, _clock.Contradicted ? "ahead_of_collector" : "no_ntp", []));
        }
    }

    private EdgeEvent Event(string kind, EventState state, string? reason, Dictionary<string, double> values) =>
        SelfEvents.Of(Guid.CreateVersion7(_clock.Now), kind, state, _clock.Now, _clock.Quality, reason, values);

    private void Raise(EdgeEvent raised)
    {
        _events.Commit([raised], []);
        _raised.Add(raised.Kind);
        _since[raised.Kind] = _clock.Time.GetTimestamp();
    }

    private void Clear(string kind)
    {
        if (!_raised.Contains(kind)) return;
        _events.Commit([Event(kind, EventState.Cleared, null, [])], []);
        _raised.Remove(kind);
    }

    private bool Stood(string kind, TimeSpan atLeast) => _raised.Contains(kind) && Passed(_since[kind]) >= atLeast;

    private TimeSpan Passed(long since) => _clock.Time.GetElapsedTime(since);
}
