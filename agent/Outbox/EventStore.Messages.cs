using System.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>How rows become numbered messages and leave again.</summary>
internal sealed partial class EventStore
{
    /// <summary>A message holds at most so many events.</summary>
    public const int MaxEventsPerMessage = 100;

    private const string LastBoot = "last_message_boot";
    private const string LastSeq = "last_message_seq";

    private long _rows;
    private long _bytes;
    private long _seq;
    private bool _mayBeUnformed;
    private (long BootId, long Seq)? _offered;

    /// <summary>Whether any event waits for its acknowledgement.</summary>
    public bool Any { get { lock (_gate) return _rows > 0; } }

    /// <summary>The oldest message, numbered on disk before it is returned. The same until it is acknowledged; the caller keeps one in flight.</summary>
    public OutboxMessage? Next() => Guarded(() =>
    {
        while (_rows > 0)
        {
            Form();
            var first = Database.Query(
                "SELECT e.message_boot_id, e.message_seq, b.boot FROM events e JOIN boots b ON b.id = e.message_boot_id ORDER BY e.id LIMIT 1",
                static row => (BootId: row.GetInt64(0), Seq: row.GetInt64(1), Boot: Guid.Parse(row.GetString(2))));
            if (first.Count == 0) return null;
            var (bootId, seq, boot) = first[0];
            _offered = (bootId, seq);
            RestampMessage(bootId, seq);
            var rows = Database.Query(
                "SELECT id, body, bytes FROM events WHERE message_boot_id = ?1 AND message_seq = ?2 ORDER BY id", static row => (Id: row.GetInt64(0), Body: row.GetString(1), Bytes: row.GetInt64(2)), bootId, seq);
            // One that is no JSON would make the whole message unreadable.
            var damaged = rows.Where(row => Read(row.Body) is null).ToList();
            if (damaged.Count > 0)
            {
                ForgetDamaged([.. damaged.Select(row => (row.Id, row.Bytes))]);
                continue;
            }

            _sent.Add(boot, seq);
            var payload = Encoding.UTF8.GetBytes($"[{string.Join(',', rows.Select(row => row.Body))}]");
            return new OutboxMessage(new MessageKey(MessageClass.Events, boot, seq), PayloadEncoding.Plain, payload);
        }

        return null;
    });

    /// <summary>Deletes what the collector has for good. Numbers that were never sent are not believed.</summary>
    public void Acknowledge(Guid boot, SequenceRanges acked) => Guarded(() =>
    {
        var believed = _sent.Overlap(boot, acked);
        if (believed.Count > 0 && BootTable.Find(Database, boot) is { } bootId) Forget(bootId, believed);
        return true;
    });

    private void ForgetDamaged(IReadOnlyList<(long Id, long Bytes)> damaged)
    {
        var (rows, bytes) = (_rows, _bytes);
        Database.InTransaction(() =>
        {
            foreach (var (id, size) in damaged)
            {
                Database.Run("DELETE FROM events WHERE id = ?1", id);
                (_rows, _bytes) = (_rows - 1, _bytes - size);
            }

            KeepCounts();
        }, undo: () => (_rows, _bytes) = (rows, bytes));
        _file.NoteDamagedRows(damaged.Count);
    }

    private void Forget(long bootId, IReadOnlyList<SequenceRange> ranges)
    {
        var (rows, bytes) = (_rows, _bytes);
        Database.InTransaction(() =>
        {
            foreach (var range in ranges)
            {
                NoteAwaited(bootId, range);
                var deleted = Database.Query(
                    "DELETE FROM events WHERE message_boot_id = ?1 AND message_seq BETWEEN ?2 AND ?3 RETURNING bytes", static row => row.GetInt64(0), bootId, range.First, range.Last);
                (_rows, _bytes) = (_rows - deleted.Count, _bytes - deleted.Sum());
            }

            KeepCounts();
        }, undo: () => (_rows, _bytes) = (rows, bytes));
    }

    /// <summary>The table <c>site/alerts</c>: what is raised now, and the last message that had a part in it (0 of this boot when there never was one).</summary>
    public TableMessage AlertsSnapshot() => Guarded(() =>
    {
        RestampState();
        Form();
        var raised = Raised();
        var boot = Database.Text("SELECT value FROM meta WHERE name = ?1", LastBoot);
        var seq = Database.Number("SELECT value FROM meta WHERE name = ?1", LastSeq);
        return Guid.TryParse(boot, out var known) ? AlertsTable.Of(raised, _clock.Now, known, seq) : AlertsTable.Of(raised, _clock.Now, _boot.Boot, 0);
    });

    public OutboxDepth Depth() => Guarded(() =>
    {
        var oldest = _rows == 0 ? 0 : Database.Number("SELECT wall_ms FROM events ORDER BY id LIMIT 1");
        return new OutboxDepth(_rows, _bytes, oldest == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(oldest));
    });

    /// <summary>Numbers every event that has none. A number given is on disk before anybody sees it, so that a resend after a crash carries the same events.</summary>
    private void Form()
    {
        if (!_mayBeUnformed) return;
        var ids = Database.Query("SELECT id FROM events WHERE message_boot_id IS NULL ORDER BY id", static row => row.GetInt64(0));
        var seq = _seq;
        if (ids.Count > 0)
        {
            Database.InTransaction(() =>
            {
                foreach (var group in ids.Chunk(MaxEventsPerMessage))
                {
                    seq++;
                    Database.Run(
                        "UPDATE events SET message_boot_id = ?1, message_seq = ?2 WHERE id BETWEEN ?3 AND ?4 AND message_seq IS NULL",
                        _bootId, seq, group[0], group[^1]);
                }

                Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)", LastBoot, BootTable.Text(_boot.Boot));
                Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)", LastSeq, seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
            });
        }

        _seq = seq;
        _mayBeUnformed = false;
    }
}
