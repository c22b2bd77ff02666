using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary><c>events.db</c>: what changed, what is raised and what was last seen, in one file and one transaction, on disk before anything else happens.</summary>
/// <remarks>Safe for several threads: one lock around one connection. See README.md for the life of a row.</remarks>
internal sealed partial class EventStore : IEventLog, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;
    private readonly BootIdentity _boot;
    private readonly EdgeClock _clock;
    private readonly long _bootId;
    private readonly SentNumbers _sent = new();
    private long _alertsVersion;

    private EventStore(SqliteDatabase database, BootIdentity boot, EdgeClock clock, long bootId)
    {
        (_database, _boot, _clock, _bootId) = (database, boot, clock, bootId);
        _rows = database.Number("SELECT COUNT(*) FROM events");
        _bytes = database.Number("SELECT SUM(bytes) FROM events");
        _mayBeUnformed = database.Number("SELECT COUNT(*) FROM events WHERE message_seq IS NULL") > 0;
    }

    /// <summary>Something new waits to be sent. Raised from any thread; must return at once.</summary>
    public Action? Available { get; set; }

    /// <summary>Grows whenever an alert is raised or cleared.</summary>
    public long AlertsVersion => Interlocked.Read(ref _alertsVersion);

    /// <exception cref="SqliteException">The file is no database or the disk is full or read-only.</exception>
    /// <exception cref="StoreIsNewerException">A newer version wrote it.</exception>
    public static EventStore Open(string path, BootIdentity boot, EdgeClock clock)
    {
        var connection = SqliteStore.Open(path, "FULL", shrinks: true);
        var database = new SqliteDatabase(connection);
        try
        {
            Migrations.Apply(connection, EventSchema.Steps);
            long bootId = 0;
            database.InTransaction(() =>
            {
                database.Run("""
                    DELETE FROM boots WHERE id NOT IN (
                      SELECT boot_id FROM events UNION SELECT message_boot_id FROM events WHERE message_boot_id IS NOT NULL
                      UNION SELECT boot_id FROM alerts UNION SELECT boot_id FROM entity_states)
                    """);
                bootId = BootTable.Enter(database, boot);
            });
            return new EventStore(database, boot, clock, bootId);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public IReadOnlyList<EntityState> LoadStates()
    {
        lock (_gate)
        {
            return _database.Query("SELECT device, entity, state, since_ms, identity FROM entity_states", static row => new EntityState(
                row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.IsDBNull(4) ? null : row.GetString(4)));
        }
    }

    public IReadOnlyList<EdgeEvent> LoadRaised()
    {
        lock (_gate) return Raised();
    }

    public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
    {
        gone ??= [];
        if (events.Count + states.Count + gone.Count == 0) return;
        var bodies = events.Select(edgeEvent => JsonSerializer.Serialize(edgeEvent, WireJson.Default.EdgeEvent)).ToList();
        lock (_gate)
        {
            var stamp = _clock.Stamp();
            _database.InTransaction(() =>
            {
                for (var i = 0; i < events.Count; i++) Insert(events[i], bodies[i], stamp);
                foreach (var (device, entity) in gone) _database.Run("DELETE FROM entity_states WHERE device = ?1 AND entity = ?2", device, entity);
                foreach (var state in states) Insert(state, stamp);
            });
            _rows += events.Count;
            _bytes += bodies.Sum(body => (long)Encoding.UTF8.GetByteCount(body));
            _mayBeUnformed |= events.Count > 0;
        }

        if (events.Count == 0) return;
        Interlocked.Increment(ref _alertsVersion);
        Available?.Invoke();
    }

    public void Dispose()
    {
        lock (_gate) _database.Dispose();
    }

    private void Insert(EdgeEvent edgeEvent, string body, ClockStamp stamp)
    {
        _database.Run(
            "INSERT INTO events(boot_id, wall_ms, mono_ms, clock, severity, bytes, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State, (int)edgeEvent.Severity, Encoding.UTF8.GetByteCount(body), body);
        if (EventKinds.IsNote(edgeEvent.Kind)) return;
        if (edgeEvent.State == EventState.Raised)
        {
            _database.Run(
                "INSERT OR REPLACE INTO alerts(device, entity, kind, boot_id, wall_ms, mono_ms, clock, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                edgeEvent.Device, edgeEvent.Entity, edgeEvent.Kind, _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State, body);
        }
        else
        {
            _database.Run("DELETE FROM alerts WHERE device = ?1 AND entity = ?2 AND kind = ?3", edgeEvent.Device, edgeEvent.Entity, edgeEvent.Kind);
        }
    }

    private void Insert(EntityState state, ClockStamp stamp) => _database.Run(
        "INSERT OR REPLACE INTO entity_states(device, entity, state, since_ms, identity, boot_id, wall_ms, mono_ms, clock) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        state.Device, state.Entity, state.State, state.Since.ToUnixTimeMilliseconds(), state.Identity, _bootId, stamp.WallMs, stamp.MonotonicMs, (int)stamp.State);

    private List<EdgeEvent> Raised() => _database.Query(
        "SELECT body FROM alerts ORDER BY device, entity, kind", static row => JsonSerializer.Deserialize(row.GetString(0), WireJson.Default.EdgeEvent)!);
}
