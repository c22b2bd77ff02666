using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A telemetry message with what its row keeps.</summary>
internal sealed record TelemetryRow(OutboxMessage Message, ClockStamp Stamp, long FirstMs, long LastMs)
{
    /// <summary>Its stamp is of this kernel boot, so that a time that becomes known helps it.</summary>
    public bool ThisKernelBoot { get; init; } = true;

    /// <summary>It was written before the time was known.</summary>
    public bool WaitsForTime => Stamp.State == ClockState.Unsynced;

    /// <summary>With the time given to it, to be sent.</summary>
    public TelemetryRow InTime(GivenTime given)
    {
        if (Restamp.Of(Stamp, given) is not { } moved) return this;
        var payload = Restamp.Payload(Message.Key.Class, Message.Encoding, Message.Payload, moved.ShiftMs);
        return this with { Message = Message with { Payload = payload }, Stamp = moved.Stamp, FirstMs = FirstMs + moved.ShiftMs, LastMs = LastMs + moved.ShiftMs };
    }
}

/// <summary>A row read back.</summary>
internal sealed record StoredMessage(long RowId, TelemetryRow Row)
{
    public OutboxMessage Message => Row.Message;
}

/// <summary><c>telemetry.db</c>: SQL and nothing else. Not safe for several threads: <see cref="TelemetryOutbox"/> holds a lock around every call.</summary>
internal sealed partial class TelemetryStore : IDisposable
{
    private readonly StoreFile _file;
    private readonly BootIdentity _boot;
    private long _bootId;
    private bool _attached;

    private TelemetryStore(StoreFile file, BootIdentity boot)
    {
        (_file, _boot) = (file, boot);
        Guarded(() => true);
    }

    /// <summary>Telemetry messages on disk.</summary>
    public long Rows { get; private set; }

    /// <summary>Their payloads.</summary>
    public long Bytes { get; private set; }

    /// <summary>Grows when another file takes this one's place: row ids mean nothing any more.</summary>
    public int Generation { get; private set; }

    public bool InRam => _file.InRam;

    private SqliteDatabase Database => _file.Database;

    /// <summary>Opens the file, whatever it is like: a damaged one is moved aside, one that cannot be used is left alone and RAM used instead.</summary>
    public static TelemetryStore Open(string path, BootIdentity boot) => new(StoreFile.Open(StoreKind.Telemetry, path, boot.Boot), boot);

    /// <summary>Writes messages and tables in one transaction, through a power cut, and returns the row ids of the messages, in their order. All are from this run.</summary>
    public IReadOnlyList<long> Append(IReadOnlyList<TelemetryRow> messages, IReadOnlyList<TelemetryRow> tables) => Guarded(() =>
    {
        var ids = new List<long>(messages.Count);
        // Without a flush a commit stays in the kernel's memory for half a minute; what only deletes may, since it is deleted again.
        Database.Run("PRAGMA synchronous=FULL");
        try
        {
            InTransaction(() => Insert(messages, tables, ids));
        }
        finally
        {
            Database.Run("PRAGMA synchronous=NORMAL");
        }

        _file.Committed();
        return ids;
    });

    /// <summary>The oldest message behind a row id, or null. Rows that are not what was written are dropped, with a statement.</summary>
    public StoredMessage? ReadAfter(long rowId) => Guarded(() =>
    {
        while (true)
        {
            var found = Database.Query(
                "SELECT m.wall_ms, m.mono_ms, m.clock, COALESCE(b.kernel_boot, ''), COALESCE(b.boot, ?2), m.seq, m.encoding, m.payload, m.id, m.lines, m.first_ms, m.last_ms, m.sum FROM messages m LEFT JOIN boots b ON b.id = m.boot_id WHERE m.id > ?1 ORDER BY m.id LIMIT 1",
                row => (
                    Stored: new StoredMessage(row.GetInt64(8), Row(row, Message(MessageClass.Telemetry, row) with { Lines = row.GetInt32(9) }, row.GetInt64(10), row.GetInt64(11))),
                    Sum: row.IsDBNull(12) ? (long?)null : row.GetInt64(12),
                    Nameless: row.GetString(3) == BootTable.Unknown),
                rowId, BootTable.Text(Guid.Empty)).FirstOrDefault();
            if (found.Stored is null) return null;
            if (IsWhatWasWritten(found.Stored, found.Sum, found.Nameless)) return found.Stored;
            DropDamaged(found.Stored);
        }
    });

    /// <summary>Without its run nobody knows which time was given to a row that has none of its own: it might go out a second time with another.</summary>
    private static bool IsWhatWasWritten(StoredMessage stored, long? sum, bool nameless) =>
        stored.Message.Key.Boot != Guid.Empty && !(nameless && stored.Row.WaitsForTime) && (sum is null || sum == RowSum.Of(stored.Row));

    /// <summary>The tables on disk.</summary>
    public List<TelemetryRow> ReadTables() => Guarded(() =>
    {
        var rows = Database.Query(
            "SELECT t.wall_ms, t.mono_ms, t.clock, b.kernel_boot, b.boot, t.seq, t.encoding, t.payload, t.device, t.name FROM tables t JOIN boots b ON b.id = t.boot_id ORDER BY t.boot_id, t.seq",
            row => Row(row, Message(MessageClass.Tables, row) with { Device = row.GetString(8), Table = row.GetString(9) }, 0, 0));
        var damaged = rows.Where(row => row.Message.Encoding == PayloadEncoding.Gzip && !Gzip.IsSound(row.Message.Payload)).ToList();
        foreach (var row in damaged) Database.Run("DELETE FROM tables WHERE device = ?1 AND name = ?2", row.Message.Device, row.Message.Table);
        if (damaged.Count > 0) _file.NoteDamagedRows(damaged.Count);
        return rows.Except(damaged).ToList();
    });

    /// <summary>Deletes messages by number, in one transaction.</summary>
    public void Delete(Guid boot, IReadOnlyList<SequenceRange> ranges) => Guarded(() =>
    {
        if (BootTable.Find(Database, boot) is not { } bootId) return false;
        InTransaction(() =>
        {
            foreach (var range in ranges)
            {
                var deleted = Database.Query(
                    "DELETE FROM messages WHERE boot_id = ?1 AND seq BETWEEN ?2 AND ?3 RETURNING bytes", static row => row.GetInt64(0), bootId, range.First, range.Last);
                Count(-deleted.Count, -deleted.Sum());
            }
        });
        return true;
    });

    public void DeleteTable(string device, string table) => Guarded(() => Database.Run("DELETE FROM tables WHERE device = ?1 AND name = ?2", device, table));

    /// <summary>When the oldest message on disk was written, and whether that time is known.</summary>
    public ClockStamp? Oldest() => Rows == 0 ? null : Guarded(() => Database.Query(
        "SELECT wall_ms, mono_ms, clock FROM messages ORDER BY id LIMIT 1", static row => (ClockStamp?)new ClockStamp(row.GetInt64(0), row.GetInt64(1), (ClockState)row.GetInt32(2))).FirstOrDefault());

    public void Dispose() => _file.Dispose();

    private void Insert(IReadOnlyList<TelemetryRow> messages, IReadOnlyList<TelemetryRow> tables, List<long> ids)
    {
        foreach (var row in messages)
        {
            Database.Run(
                "INSERT INTO messages(boot_id, seq, lines, first_ms, last_ms, wall_ms, mono_ms, clock, encoding, bytes, payload, sum) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                _bootId, row.Message.Key.Seq, row.Message.Lines, row.FirstMs, row.LastMs, row.Stamp.WallMs, row.Stamp.MonotonicMs, (int)row.Stamp.State,
                (int)row.Message.Encoding, row.Message.Payload.Length, row.Message.Payload.ToArray(), RowSum.Of(row));
            ids.Add(Database.Number("SELECT last_insert_rowid()"));
            Count(1, row.Message.Payload.Length);
        }

        foreach (var row in tables)
        {
            Database.Run(
                "INSERT OR REPLACE INTO tables(device, name, boot_id, seq, wall_ms, mono_ms, clock, encoding, bytes, payload) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                row.Message.Device, row.Message.Table, _bootId, row.Message.Key.Seq, row.Stamp.WallMs, row.Stamp.MonotonicMs, (int)row.Stamp.State,
                (int)row.Message.Encoding, row.Message.Payload.Length, row.Message.Payload.ToArray());
        }
    }

    private TelemetryRow Row(SqliteDataReader row, OutboxMessage message, long firstMs, long lastMs) =>
        new(message, new ClockStamp(row.GetInt64(0), row.GetInt64(1), (ClockState)row.GetInt32(2)), firstMs, lastMs) { ThisKernelBoot = row.GetString(3) == _boot.KernelBoot };

    private static OutboxMessage Message(MessageClass messageClass, SqliteDataReader row) =>
        new(new MessageKey(messageClass, Guid.Parse(row.GetString(4)), row.GetInt64(5)), (PayloadEncoding)row.GetInt32(6), row.GetFieldValue<byte[]>(7));

    private void Count(long rows, long bytes) => (Rows, Bytes) = (Rows + rows, Bytes + bytes);

    /// <summary>The counters stand in the same transaction as the rows.</summary>
    private void InTransaction(Action work)
    {
        var (rows, bytes) = (Rows, Bytes);
        Database.InTransaction(
            () =>
            {
                work();
                if (rows == Rows && bytes == Bytes) return;
                Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES('rows', ?1)", Rows.ToString(CultureInfo.InvariantCulture));
                Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES('bytes', ?1)", Bytes.ToString(CultureInfo.InvariantCulture));
            },
            undo: () => (Rows, Bytes) = (rows, bytes));
    }

    private void Attach()
    {
        Rows = Database.Number("SELECT value FROM meta WHERE name = 'rows'");
        Bytes = Database.Number("SELECT value FROM meta WHERE name = 'bytes'");
        Database.InTransaction(() =>
        {
            // By the index of numbers: one look for each run, however much waits.
            Database.Run("DELETE FROM boots WHERE NOT EXISTS (SELECT 1 FROM messages WHERE boot_id = boots.id) AND NOT EXISTS (SELECT 1 FROM tables WHERE boot_id = boots.id)");
            _bootId = BootTable.Find(Database, _boot.Boot) ?? BootTable.Enter(Database, _boot);
        });
        _attached = true;
        Generation++;
    }

    private T Guarded<T>(Func<T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (!_attached) Attach();
                var done = work();
                if (attempt == 1) _file.Works();
                return done;
            }
            catch (Exception error) when (attempt < 4 && (StoreFile.IsDamage(error) || (!_attached && error is SqliteException)))
            {
                _attached = false;
                _file.Replace(error);
            }
        }
    }
}
