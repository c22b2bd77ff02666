using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary><c>events.db</c>: what changed, what is raised and what was last seen, in one file and one transaction, on disk before anything else happens.</summary>
/// <remarks>Safe for several threads: one lock around one connection. See README.md for the life of a row.</remarks>
internal sealed partial class EventStore : IEventLog, IDisposable
{
    private readonly Lock _gate = new();
    private readonly StoreFile _file;
    private readonly BootIdentity _boot;
    private readonly EdgeClock _clock;
    private readonly ILogger _logger;
    private readonly SentNumbers _sent = new();
    private long _bootId;
    private long _alertsVersion;

    private EventStore(string path, BootIdentity boot, EdgeClock clock, ILogger logger)
    {
        (_boot, _clock) = (boot, clock);
        _reserve = new DiskReserve(Path.Combine(Path.GetDirectoryName(path)!, "events.reserve"));
        (_logger, _faults) = (logger, new FaultLine(logger, clock.Time));
        if (DiskReserve.FreeBytes(path) < DiskReserve.HardlyAny) ReleaseReserve();
        _file = StoreFile.Open(StoreKind.Events, path, boot.Boot);
        Guarded(() => true);
    }

    /// <summary>Something new waits to be sent. Raised from any thread; must return at once.</summary>
    public Action? Available { get; set; }

    /// <summary>Default 256 MB: so much of events is kept, then the least important of the oldest go, with an event that says so.</summary>
    public long MaxBytes { get; init; } = 256_000_000;

    /// <summary>Grows whenever an alert is raised or cleared.</summary>
    public long AlertsVersion => Interlocked.Read(ref _alertsVersion);

    /// <summary>Not on disk: see <see cref="Troubles"/>.</summary>
    public bool InRam { get { lock (_gate) return _file.InRam; } }

    private SqliteDatabase Database => _file.Database;

    /// <summary>Opens the file, whatever it is like: a damaged one is moved aside, one that cannot be used is left alone and RAM used instead.</summary>
    public static EventStore Open(string path, BootIdentity boot, EdgeClock clock, ILogger logger, long maxBytes = 256_000_000) =>
        new(path, boot, clock, logger) { MaxBytes = maxBytes };

    public IReadOnlyList<EntityState> LoadStates() => Guarded(() =>
    {
        RestampIfRoom();
        return Database.Query("SELECT device, entity, state, since_ms, identity FROM entity_states", static row => new EntityState(
            row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.IsDBNull(4) ? null : row.GetString(4)));
    });

    public IReadOnlyList<EdgeEvent> LoadRaised() => Guarded(() =>
    {
        RestampIfRoom();
        return Raised();
    });

    public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
    {
        gone ??= [];
        if (events.Count + states.Count + gone.Count == 0) return;
        var bodies = events.Select(edgeEvent => JsonSerializer.Serialize(edgeEvent, WireJson.Default.EdgeEvent)).ToList();
        try
        {
            Guarded(() => Store(events, bodies, states, gone));
        }
        catch (SqliteException error)
        {
            _faults.Say(LogLevel.Error, $"events cannot be stored ({error.Message}): nothing is told of what changes now, and what still stands is told later; make room on the disk of the state directory and check its health");
            throw new EventsNotStoredException(error);
        }

        if (_faults.IsOver()) _logger.LogInformation("events are stored again");
        if (events.Count == 0) return;
        Interlocked.Increment(ref _alertsVersion);
        Available?.Invoke();
    }

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
    }

    private bool Store(IReadOnlyList<EdgeEvent> events, List<string> bodies, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId> gone)
    {
        var bytes = bodies.Sum(body => (long)Encoding.UTF8.GetByteCount(body));

        var stamp = _clock.Stamp();
        var (rows, size) = (_rows, _bytes);
        Database.InTransaction(() =>
        {
            MakeRoom(bytes, stamp);
            for (var i = 0; i < events.Count; i++) Insert(events[i], bodies[i], stamp);
            foreach (var (device, entity) in gone) Database.Run("DELETE FROM entity_states WHERE device = ?1 AND entity = ?2", device, entity);
            foreach (var state in states) Insert(state, stamp);
            KeepCounts();
        }, undo: () => (_rows, _bytes) = (rows, size));
        _mayBeUnformed |= events.Count > 0;
        _mayBeUnstamped |= stamp.State == ClockState.Unsynced;
        if (events.Count > 0) _file.Committed();
        return true;
    }

    private void Insert(EdgeEvent edgeEvent, string body, ClockStamp stamp)
    {
        var bytes = Encoding.UTF8.GetByteCount(body);
        Database.Run(
            "INSERT INTO events(boot_id, wall_ms, mono_ms, clock, severity, bytes, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State, (int)edgeEvent.Severity, bytes, body);
        (_rows, _bytes) = (_rows + 1, _bytes + bytes);
        if (EventKinds.IsNote(edgeEvent.Kind)) return;
        if (edgeEvent.State == EventState.Raised)
        {
            // Newer facts about an alert that stands do not make it younger.
            Database.Run(
                """
                INSERT INTO alerts(device, entity, kind, boot_id, wall_ms, mono_ms, clock, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT(device, entity, kind) DO UPDATE SET body = CASE WHEN json_valid(body)
                  THEN json_set(excluded.body, '$.at', json_extract(body, '$.at'), '$.time_quality', json_extract(body, '$.time_quality')) ELSE excluded.body END
                """,
                edgeEvent.Device, edgeEvent.Entity, edgeEvent.Kind, _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State, body);
        }
        else
        {
            Database.Run("DELETE FROM alerts WHERE device = ?1 AND entity = ?2 AND kind = ?3", edgeEvent.Device, edgeEvent.Entity, edgeEvent.Kind);
        }
    }

    private void Insert(EntityState state, ClockStamp stamp) => Database.Run(
        "INSERT OR REPLACE INTO entity_states(device, entity, state, since_ms, identity, boot_id, wall_ms, mono_ms, clock) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        state.Device, state.Entity, state.State, state.Since.ToUnixTimeMilliseconds(), state.Identity, _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State);

    private List<EdgeEvent> Raised() =>
    [
        .. Database.Query("SELECT body FROM alerts ORDER BY device, entity, kind", static row => Read(row.GetString(0))).OfType<EdgeEvent>(),
    ];

    private static EdgeEvent? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.EdgeEvent);
        }
        catch (JsonException)
        {
            // A damaged page can hold anything; one alert that makes no sense must not keep the agent from starting.
            return null;
        }
    }

    private void KeepCounts()
    {
        Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES('rows', ?1)", _rows.ToString(CultureInfo.InvariantCulture));
        Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES('bytes', ?1)", _bytes.ToString(CultureInfo.InvariantCulture));
    }
}
