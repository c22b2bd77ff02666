using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Room: what the file uses, what had to go, what goes back to the disk.</summary>
internal sealed partial class TelemetryStore
{
    // Free pages go back to the disk in steps, so that no alarm waits behind a vacuum: 8 MB each.
    private const int ShrinkStepPages = 2_000;
    private const int WorthShrinkingPages = 1_000;
    private const int PageBytes = 4_096;

    // One transaction drops no more than this, so that an ack never waits long for the lock.
    private const int DropRows = 2_000;
    private const long DropBytes = 8_000_000;

    /// <summary>What happened to the file and was not said yet; the same until <see cref="ForgetTroubles"/>.</summary>
    public IReadOnlyList<StoreTrouble> Troubles() => Guarded(_file.Troubles);

    public void ForgetTroubles(IReadOnlyList<StoreTrouble> said) => Guarded(() =>
    {
        _file.Forget(said);
        return true;
    });

    /// <summary>Back to the disk, where that works again.</summary>
    public bool TryReturn()
    {
        if (!_file.TryReturn()) return false;
        _attached = false;
        return Guarded(() => true);
    }

    /// <summary>What the file uses, and its free pages, in bytes.</summary>
    public (long Used, long Free) Space() => Guarded(() =>
    {
        var free = Database.Number("PRAGMA freelist_count");
        return ((Database.Number("PRAGMA page_count") - free) * PageBytes, free * PageBytes);
    });

    /// <summary>Drops a piece of the oldest, with what must be said about it, in one transaction. What is in flight stays: its ack may be on its way.</summary>
    /// <param name="eviction">How much in all.</param>
    /// <param name="inFlight">Row ids that stay.</param>
    /// <returns>Pages set free in bytes, nearly; 0 when there is nothing (more) to drop.</returns>
    public long Drop(Eviction eviction, IReadOnlySet<long> inFlight) => Guarded(() =>
    {
        var rows = Database.Query(
            "SELECT m.id, b.boot, m.seq, m.lines, m.bytes, m.first_ms, m.last_ms, m.wall_ms FROM messages m JOIN boots b ON b.id = m.boot_id ORDER BY m.id LIMIT ?1",
            static row => (Id: row.GetInt64(0), Boot: Guid.Parse(row.GetString(1)), Seq: row.GetInt64(2), Lines: row.GetInt32(3), Bytes: row.GetInt64(4), FirstMs: row.GetInt64(5), LastMs: row.GetInt64(6), WallMs: row.GetInt64(7)),
            DropRows);
        var wanted = Math.Min(eviction.Bytes, DropBytes);
        var (gone, size) = (new List<long>(), 0L);
        var drops = new List<TelemetryDrop>();
        foreach (var row in rows)
        {
            if (eviction.Cause == "age" ? row.WallMs >= eviction.UntilWallMs || size >= DropBytes : size >= wanted) break;
            if (inFlight.Contains(row.Id)) continue;
            gone.Add(row.Id);
            size += row.Bytes;
            var drop = TelemetryDrop.Of(eviction.Cause, row.Boot, row.Seq, row.Lines, row.Bytes, row.FirstMs, row.LastMs);
            if (drops.Count > 0 && drops[^1].With(drop) is { } merged) drops[^1] = merged;
            else drops.Add(drop);
        }

        if (gone.Count == 0) return 0;
        InTransaction(() =>
        {
            Delete(gone, inFlight);
            Count(-gone.Count, -size);
            foreach (var drop in drops) Note(drop);
        });
        return Math.Max(size, gone.Count * 200L);
    });

    /// <summary>The statements that no event has made yet; from now on they do not change.</summary>
    public IReadOnlyList<TelemetryDrop> CloseDrops() => Guarded(() =>
    {
        if (Database.Number("SELECT COUNT(*) FROM drops") == 0) return [];
        InTransaction(() => Database.Run("UPDATE drops SET closed = 1"));
        return Drops("1");
    });

    /// <summary>An event says it now.</summary>
    public void ForgetDrops(IReadOnlyList<TelemetryDrop> stated) => Guarded(() =>
    {
        InTransaction(() =>
        {
            foreach (var drop in stated) Database.Run("DELETE FROM drops WHERE id = ?1", drop.Id);
        });
        return true;
    });

    /// <summary>Gives a step of free pages back to the disk once a drain has left many. True while there is more to do.</summary>
    /// <param name="all">However few they are: the disk is full.</param>
    public bool Shrink(bool all = false) => Guarded(() =>
    {
        var free = Database.Number("PRAGMA freelist_count");
        if (free == 0 || (!all && (free < WorthShrinkingPages || free * 2 < Database.Number("PRAGMA page_count")))) return false;
        Database.Query($"PRAGMA incremental_vacuum({ShrinkStepPages})", static _ => 0);
        if (free > ShrinkStepPages) return true;
        Database.Query("PRAGMA wal_checkpoint(TRUNCATE)", static _ => 0);
        return false;
    });

    private void Delete(List<long> gone, IReadOnlySet<long> inFlight)
    {
        if (!inFlight.Any(id => id >= gone[0] && id <= gone[^1]))
        {
            Database.Run("DELETE FROM messages WHERE id BETWEEN ?1 AND ?2", gone[0], gone[^1]);
            return;
        }

        foreach (var id in gone) Database.Run("DELETE FROM messages WHERE id = ?1", id);
    }

    private void DropDamaged(StoredMessage stored)
    {
        var (key, row) = (stored.Message.Key, stored.Row);
        var bytes = Database.Number("SELECT bytes FROM messages WHERE id = ?1", stored.RowId);
        InTransaction(() =>
        {
            Database.Run("DELETE FROM messages WHERE id = ?1", stored.RowId);
            Count(-1, -bytes);
            Note(TelemetryDrop.Of("damaged", key.Boot, key.Seq, row.Message.Lines, bytes, row.FirstMs, row.LastMs));
        });
    }

    private void Note(TelemetryDrop drop)
    {
        if (Drops("0").LastOrDefault() is { } last && last.With(drop) is { } merged)
        {
            Database.Run("DELETE FROM drops WHERE id = ?1", last.Id);
            drop = merged;
        }

        Database.Run(
            "INSERT INTO drops(event_id, cause, boot, first_seq, last_seq, messages, lines, bytes, first_ms, last_ms, closed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
            BootTable.Text(drop.EventId), drop.Cause, BootTable.Text(drop.Boot), drop.FirstSeq, drop.LastSeq, drop.Messages, drop.Lines, drop.Bytes, drop.FirstMs, drop.LastMs);
    }

    private List<TelemetryDrop> Drops(string closed) => Database.Query(
        "SELECT id, event_id, cause, boot, first_seq, last_seq, messages, lines, bytes, first_ms, last_ms FROM drops WHERE closed = " + closed + " ORDER BY id",
        static row => new TelemetryDrop(
            row.GetInt64(0), Guid.Parse(row.GetString(1)), row.GetString(2), Guid.Parse(row.GetString(3)), row.GetInt64(4), row.GetInt64(5),
            row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10)));
}
