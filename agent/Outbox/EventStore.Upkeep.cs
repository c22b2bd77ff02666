using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>What the store does about itself: joining a file, times that become known, room.</summary>
internal sealed partial class EventStore
{
    // Beyond that nobody looks which runs are still named: a start must not read everything that waits, and a run is a hundred bytes.
    private const long RowsWorthCleaning = 10_000;

    private bool _attached;
    private bool _mayBeUnstamped;

    /// <summary>Enters this run into a file that may be another one than before.</summary>
    private void Attach()
    {
        _rows = Database.Number("SELECT value FROM meta WHERE name = 'rows'");
        _bytes = Database.Number("SELECT value FROM meta WHERE name = 'bytes'");
        Database.InTransaction(() =>
        {
            if (_rows <= RowsWorthCleaning)
            {
                Database.Run("""
                    DELETE FROM boots WHERE id NOT IN (
                      SELECT boot_id FROM events UNION SELECT message_boot_id FROM events WHERE message_boot_id IS NOT NULL
                      UNION SELECT boot_id FROM alerts UNION SELECT boot_id FROM entity_states)
                    """);
            }

            _bootId = BootTable.Find(Database, _boot.Boot) ?? BootTable.Enter(Database, _boot);
        });
        _mayBeUnformed = true;
        _mayBeUnstamped = true;
        _attached = true;
    }

    /// <summary>Alerts and states keep the times that the wire and the next run see: they follow as soon as the time is known. Events wait until they are sent.</summary>
    private void RestampState()
    {
        var now = _clock.Reading;
        if (!_mayBeUnstamped || now.State == ClockState.Unsynced) return;
        var alerts = Database.Query(
            "SELECT a.device, a.entity, a.kind, a.body, a.wall_ms, a.mono_ms, a.clock, b.kernel_boot FROM alerts a JOIN boots b ON b.id = a.boot_id WHERE a.clock = 2",
            row => (Device: row.GetString(0), Entity: row.GetString(1), Kind: row.GetString(2), Body: row.GetString(3), Moved: Move(Stamp(row, 4), row.GetString(7), now)));
        var states = Database.Query(
            "SELECT s.device, s.entity, s.since_ms, s.wall_ms, s.mono_ms, s.clock, b.kernel_boot FROM entity_states s JOIN boots b ON b.id = s.boot_id WHERE s.clock = 2",
            row => (Device: row.GetString(0), Entity: row.GetString(1), SinceMs: row.GetInt64(2), Moved: Move(Stamp(row, 3), row.GetString(6), now)));
        if (alerts.Count + states.Count > 0)
        {
            Database.InTransaction(() =>
            {
                foreach (var (device, entity, kind, body, (stamp, shift)) in alerts)
                {
                    Database.Run(
                        "UPDATE alerts SET body = ?1, wall_ms = ?2, clock = ?3 WHERE device = ?4 AND entity = ?5 AND kind = ?6",
                        Restamp.Event(body, shift, stamp.State) ?? body, stamp.WallMs, (int)stamp.State, device, entity, kind);
                }

                foreach (var (device, entity, since, (stamp, shift)) in states)
                {
                    Database.Run(
                        "UPDATE entity_states SET since_ms = ?1, wall_ms = ?2, clock = ?3 WHERE device = ?4 AND entity = ?5", since + shift, stamp.WallMs, (int)stamp.State, device, entity);
                }
            });
            if (alerts.Count > 0) Interlocked.Increment(ref _alertsVersion);
        }

        _mayBeUnstamped = false;
    }

    /// <summary>Gives the events of a message their times for good, on disk, before they are seen for the first time.</summary>
    private void RestampMessage(long messageBootId, long seq)
    {
        var now = _clock.Reading;
        var unstamped = Database.Query(
            """
            SELECT e.id, e.body, e.wall_ms, e.mono_ms, e.clock, b.kernel_boot FROM events e JOIN boots b ON b.id = e.boot_id
            WHERE e.message_boot_id = ?1 AND e.message_seq = ?2 AND e.clock = 2
            """,
            row => (Id: row.GetInt64(0), Body: row.GetString(1), Moved: Move(Stamp(row, 2), row.GetString(5), now)), messageBootId, seq);
        if (unstamped.Count == 0) return;
        Database.InTransaction(() =>
        {
            foreach (var (id, body, (stamp, shift)) in unstamped)
            {
                Database.Run("UPDATE events SET body = ?1, wall_ms = ?2, clock = ?3 WHERE id = ?4", Restamp.Event(body, shift, stamp.State) ?? body, stamp.WallMs, (int)stamp.State, id);
            }
        });
    }

    private (ClockStamp Stamp, long ShiftMs) Move(ClockStamp written, string kernelBoot, ClockReading now) =>
        Restamp.Of(written, GivenTime.Of(kernelBoot == _boot.KernelBoot, now)) ?? (written, 0);

    private static ClockStamp Stamp(Microsoft.Data.Sqlite.SqliteDataReader row, int column) => new(row.GetInt64(column), row.GetInt64(column + 1), (ClockState)row.GetInt32(column + 2));
}
