using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A telemetry message with what its row keeps.</summary>
internal sealed record TelemetryRow(OutboxMessage Message, ClockStamp Stamp, long FirstMs, long LastMs);

/// <summary>A row read back.</summary>
internal sealed record StoredMessage(long RowId, OutboxMessage Message);

/// <summary><c>telemetry.db</c>: SQL and nothing else. Not safe for several threads: <see cref="TelemetryOutbox"/> holds a lock around every call.</summary>
internal sealed class TelemetryStore : IDisposable
{
    // Free pages go back to the disk in steps, so that no alarm waits behind a vacuum: 8 MB each.
    private const int ShrinkStepPages = 2_000;
    private const int WorthShrinkingPages = 1_000;

    private readonly SqliteDatabase _database;
    private readonly long _bootId;

    private TelemetryStore(SqliteDatabase database, long bootId)
    {
        _database = database;
        _bootId = bootId;
        Rows = database.Number("SELECT COUNT(*) FROM messages");
        Bytes = database.Number("SELECT SUM(bytes) FROM messages");
    }

    /// <summary>Telemetry messages on disk.</summary>
    public long Rows { get; private set; }

    /// <summary>Their payloads.</summary>
    public long Bytes { get; private set; }

    public static TelemetryStore Open(string path, BootIdentity boot)
    {
        var connection = SqliteStore.Open(path, "NORMAL", shrinks: true);
        SqliteStore.Execute(connection, "PRAGMA journal_size_limit=4194304;");
        var database = new SqliteDatabase(connection);
        try
        {
            Migrations.Apply(connection, TelemetrySchema.Steps);
            long bootId = 0;
            database.InTransaction(() =>
            {
                database.Run("DELETE FROM boots WHERE id NOT IN (SELECT boot_id FROM messages UNION SELECT boot_id FROM tables)");
                bootId = BootTable.Enter(database, boot);
            });
            return new TelemetryStore(database, bootId);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes messages and tables in one transaction and returns the row ids of the messages, in their order. All are from this run.</summary>
    public IReadOnlyList<long> Append(IReadOnlyList<TelemetryRow> messages, IReadOnlyList<TelemetryRow> tables)
    {
        var ids = new List<long>(messages.Count);
        _database.InTransaction(() =>
        {
            foreach (var row in messages)
            {
                _database.Run(
                    "INSERT INTO messages(boot_id, seq, lines, first_ms, last_ms, wall_ms, mono_ms, clock, encoding, bytes, payload) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                    _bootId, row.Message.Key.Seq, row.Message.Lines, row.FirstMs, row.LastMs, row.Stamp.WallMs, row.Stamp.MonotonicMs, (int)row.Stamp.State,
                    (int)row.Message.Encoding, row.Message.Payload.Length, row.Message.Payload.ToArray());
                ids.Add(_database.Number("SELECT last_insert_rowid()"));
            }

            foreach (var row in tables)
            {
                _database.Run(
                    "INSERT OR REPLACE INTO tables(device, name, boot_id, seq, wall_ms, mono_ms, clock, encoding, bytes, payload) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    row.Message.Device, row.Message.Table, _bootId, row.Message.Key.Seq, row.Stamp.WallMs, row.Stamp.MonotonicMs, (int)row.Stamp.State,
                    (int)row.Message.Encoding, row.Message.Payload.Length, row.Message.Payload.ToArray());
            }
        });
        Rows += messages.Count;
        Bytes += messages.Sum(row => (long)row.Message.Payload.Length);
        return ids;
    }

    /// <summary>The oldest message behind a row id, or null.</summary>
    public StoredMessage? ReadAfter(long rowId) => _database.Query(
        "SELECT m.id, b.boot, m.seq, m.encoding, m.payload, m.lines FROM messages m JOIN boots b ON b.id = m.boot_id WHERE m.id > ?1 ORDER BY m.id LIMIT 1",
        static row => new StoredMessage(row.GetInt64(0), Message(MessageClass.Telemetry, row) with { Lines = row.GetInt32(5) }),
        rowId).FirstOrDefault();

    /// <summary>The tables on disk.</summary>
    public List<OutboxMessage> ReadTables() => _database.Query(
        "SELECT 0, b.boot, t.seq, t.encoding, t.payload, t.device, t.name FROM tables t JOIN boots b ON b.id = t.boot_id ORDER BY t.boot_id, t.seq",
        static row => Message(MessageClass.Tables, row) with { Device = row.GetString(5), Table = row.GetString(6) });

    /// <summary>Deletes messages by number, in one transaction.</summary>
    public void Delete(Guid boot, IReadOnlyList<SequenceRange> ranges)
    {
        if (BootTable.Find(_database, boot) is not { } bootId) return;
        var deleted = new List<long>();
        _database.InTransaction(() =>
        {
            foreach (var range in ranges)
            {
                deleted.AddRange(_database.Query(
                    "DELETE FROM messages WHERE boot_id = ?1 AND seq BETWEEN ?2 AND ?3 RETURNING bytes", static row => row.GetInt64(0), bootId, range.First, range.Last));
            }
        });
        Rows -= deleted.Count;
        Bytes -= deleted.Sum();
    }

    public void DeleteTable(string device, string table) => _database.Run("DELETE FROM tables WHERE device = ?1 AND name = ?2", device, table);

    /// <summary>When the oldest message on disk was written.</summary>
    public DateTimeOffset? Oldest()
    {
        var ms = _database.Number("SELECT wall_ms FROM messages ORDER BY id LIMIT 1");
        return ms == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(ms);
    }

    /// <summary>Gives a step of free pages back to the disk once a drain has left many. True while there is more to do.</summary>
    public bool Shrink()
    {
        var free = _database.Number("PRAGMA freelist_count");
        if (free < WorthShrinkingPages || free * 2 < _database.Number("PRAGMA page_count")) return false;
        _database.Query($"PRAGMA incremental_vacuum({ShrinkStepPages})", static _ => 0);
        if (free > ShrinkStepPages) return true;
        _database.Query("PRAGMA wal_checkpoint(TRUNCATE)", static _ => 0);
        return false;
    }

    public void Dispose() => _database.Dispose();

    private static OutboxMessage Message(MessageClass messageClass, SqliteDataReader row) =>
        new(new MessageKey(messageClass, Guid.Parse(row.GetString(1)), row.GetInt64(2)), (PayloadEncoding)row.GetInt32(3), row.GetFieldValue<byte[]>(4));
}
