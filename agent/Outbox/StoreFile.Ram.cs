using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>While the file cannot be used: RAM, and back to the disk as soon as it can. And what is to be said about either.</summary>
internal sealed partial class StoreFile
{
    // A larger file stays where it is until it can be written again: a month's backlog has no room in RAM.
    private const long RamCopyBytes = 64L << 20;

    private readonly List<StoreTrouble> _troubles = [];
    private bool _mayHaveTroubles = true;
    private bool _ramHoldsFile;

    /// <summary>The file cannot be used: what is stored is lost with this process.</summary>
    public bool InRam { get; private set; }

    /// <summary>What happened and was not said yet, oldest first: the same until <see cref="Forget"/>.</summary>
    public IReadOnlyList<StoreTrouble> Troubles()
    {
        if (!_mayHaveTroubles) return [];
        IReadOnlyList<StoreTrouble> all = [.. TroubleTable.Read(Database, _kind, _path), .. _troubles];
        _mayHaveTroubles = all.Count > 0;
        return all;
    }

    /// <summary>An event says it now, on disk.</summary>
    public void Forget(IReadOnlyList<StoreTrouble> said)
    {
        _troubles.RemoveAll(trouble => said.Any(one => one.EventId == trouble.EventId));
        Database.InTransaction(() => TroubleTable.Forget(Database, said.Where(trouble => trouble.Id > 0)));
    }

    /// <summary>Rows made no sense and were deleted; the file as a whole is sound.</summary>
    public void NoteDamagedRows(int rows) => Say(new StoreTrouble(
        _kind.Name, StoreFault.Corrupt, _path, $"{rows} rows of {_path} cannot be read", "check the health of the card or disk", 0, null, 0, rows));

    /// <summary>Goes back to the disk with all that RAM holds, if that can be used again. What the file held before is kept.</summary>
    /// <returns>True: another database works now, on disk.</returns>
    public bool TryReturn()
    {
        if (!InRam) return false;
        SqliteDatabase? database = null;
        try
        {
            database = OpenOrReplace();
            StoreReturn.Run(_kind, Database, database, _ramHoldsFile);
            (InRam, _ramHoldsFile, _mayHaveTroubles) = (false, false, true);
            Database.Dispose();
            Database = database;
            Committed();
            return true;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or StoreIsNewerException)
        {
            // Not yet.
            database?.Dispose();
            return false;
        }
    }

    private SqliteDatabase OrRam(Func<SqliteDatabase> open)
    {
        try
        {
            return open();
        }
        catch (StoreIsNewerException error)
        {
            return Ram(StoreFault.Newer, error.Message);
        }
        catch (SqliteException error)
        {
            return Ram(FaultOf(error), error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Ram(FaultOf(error), error.Message);
        }
    }

    // SQLite says "disk I/O error" when it cannot make the index of its log, which is what a full disk looks like at a start.
    private StoreFault FaultOf(Exception error) =>
        error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } || DiskReserve.FreeBytes(_path) < DiskReserve.HardlyAny ? StoreFault.DiskFull : StoreFault.NotWritable;

    /// <summary>It can still be read, perhaps; then what it holds comes along, to be sent from RAM.</summary>
    private SqliteDatabase GoOnInRam(SqliteDatabase before, StoreFault fault, string detail)
    {
        // Events are never left behind: what is raised and what was last seen goes with them.
        if (!InRam) _ramHoldsFile = _kind == StoreKind.Events || (File.Exists(_path) && new FileInfo(_path).Length <= RamCopyBytes);
        var wasInRam = InRam;
        var database = Ram(fault, detail);
        before.Forget();
        if (wasInRam || _ramHoldsFile) StoreRescue.Run(_kind, before.Connection, database);
        before.Dispose();
        return database;
    }

    private SqliteDatabase Ram(StoreFault fault, string detail)
    {
        InRam = true;
        var connection = SqliteStore.Open(":memory:", "OFF");
        Migrations.Apply(connection, _kind.Steps);
        Say(new StoreTrouble(
            _kind.Name, fault, _path, $"{_path} cannot be used ({detail}): what belongs there is kept in RAM only, and lost when this process or the power goes",
            fault switch
            {
                StoreFault.Newer => "install the newer version again, or move the file away",
                StoreFault.DiskFull => "make room on the disk; the agent then goes back to it by itself",
                _ => "make it writable for the agent's user (owner, mount options, health of the card); the agent then goes back to it by itself",
            },
            0, null, 0, null));
        return new SqliteDatabase(connection);
    }

    private void Say(StoreTrouble trouble)
    {
        _troubles.Add(trouble with { Boot = _boot });
        _mayHaveTroubles = true;
    }
}
