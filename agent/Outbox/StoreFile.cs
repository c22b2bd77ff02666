using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A store's file through its misfortunes: whatever it is like, there is a database to work with, on disk or in RAM. Not safe for several threads.</summary>
internal sealed partial class StoreFile : IDisposable
{
    /// <summary>A store up to this size is checked whole at a start; a larger one is believed until a read fails, since a start must not take minutes.</summary>
    public const long CheckedBytes = 64L << 20;

    private readonly StoreKind _kind;
    private readonly string _path;
    private readonly Guid _boot;
    private readonly QuarantinedFile _quarantine;
    private readonly CommitMark _mark;
    private int _replaced;

    private StoreFile(StoreKind kind, string path, Guid boot)
    {
        (_kind, _path, _boot) = (kind, path, boot);
        (_quarantine, _mark) = (new QuarantinedFile(path), new CommitMark(path));
        Database = OrRam(OpenOrReplace);
    }

    public SqliteDatabase Database { get; private set; }

    /// <summary>Never fails for what the file is like.</summary>
    /// <param name="kind">Which store.</param>
    /// <param name="path">The file.</param>
    /// <param name="boot">This run, which stands in what is said about the file.</param>
    public static StoreFile Open(StoreKind kind, string path, Guid boot) => new(kind, path, boot);

    /// <summary>Whether an error says that the file is damaged, or that no file can be written any more.</summary>
    public static bool IsDamage(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_IOERR
            or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN,
        // Rows whose columns hold what nobody wrote.
        InvalidCastException or FormatException => true,
        ArgumentOutOfRangeException { ParamName: "milliseconds" } => true,
        _ => false,
    };

    /// <summary>Puts another database in the place of one that failed. What can be read comes along the first time; should it fail again at once, nothing does.</summary>
    public void Replace(Exception error)
    {
        var code = error is SqliteException sqlite ? sqlite.SqliteErrorCode : SQLitePCL.raw.SQLITE_CORRUPT;
        if (InRam || code is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY)
        {
            Database = GoOnInRam(Database, FaultOf(error), error.Message);
            return;
        }

        Database.Dispose();
        Database = OrRam(() => Quarantine(error.Message, rescue: _replaced++ % 2 == 0));
    }

    /// <summary>Rows were committed: remembered apart from the file, so that their loss would be seen.</summary>
    public void Committed()
    {
        if (!InRam) _mark.Write(LastId(Database));
    }

    /// <summary>It works: the next misfortune is another one.</summary>
    public void Works() => _replaced = 0;

    public void Dispose()
    {
        Database.Dispose();
        _mark.Dispose();
    }

    private SqliteDatabase OpenOrReplace()
    {
        try
        {
            // Nothing where something was: somebody moved it away, or the file system did.
            var gone = !File.Exists(_path) && !_quarantine.Exists ? _mark.Read() : 0;
            return Opened(database =>
            {
                if (_quarantine.Exists) TakeOver(database, "an earlier start was interrupted while reading it", rescue: true);
                else LookForLostCommits(database, gone);
            });
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR)
        {
            return Quarantine(error.Message, rescue: true);
        }
    }

    private SqliteDatabase OpenFile()
    {
        if (File.Exists(_path)) LookFirst();
        var connection = SqliteStore.Open(_path, _kind.Synchronous, shrinks: true);
        try
        {
            SqliteStore.Execute(connection, "PRAGMA journal_size_limit=4194304;");
            Migrations.Apply(connection, _kind.Steps);
            var database = new SqliteDatabase(connection);
            // A log that ends early may take the counters back to another moment than the rows.
            if (new FileInfo(_path).Length <= CheckedBytes) StoreRescue.Recount(_kind, database);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Before anything is written into it: it may be somebody else's, or damaged.
    private void LookFirst()
    {
        // SQLite takes an empty file for a new database; ours is written to before anything else is done.
        if (new FileInfo(_path).Length == 0) throw new SqliteException("the file is empty", SQLitePCL.raw.SQLITE_NOTADB);
        using var connection = SqliteStore.OpenToRead(_path);
        if (new FileInfo(_path).Length <= CheckedBytes) StoreRescue.Check(connection);
        Migrations.RefuseNewer(connection, _kind.Steps);
    }

    private SqliteDatabase Quarantine(string detail, bool rescue)
    {
        _quarantine.SetAside();
        return Opened(database => TakeOver(database, detail, rescue));
    }

    /// <summary>The database after some work on it; when that fails nothing stays open.</summary>
    private SqliteDatabase Opened(Action<SqliteDatabase> work)
    {
        var database = OpenFile();
        try
        {
            work(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Takes over what can be read of the file that was set aside, and notes what cannot in the same file, before that one gets its last name.</summary>
    private void TakeOver(SqliteDatabase database, string detail, bool rescue)
    {
        var (bytes, keptAs) = (_quarantine.Bytes, _quarantine.KeptAs);
        var rescued = rescue && bytes <= StoreRescue.MaxBytes ? StoreRescue.From(_kind, _quarantine.Path, database, _mark.Read()) : new Rescued(0, null);
        Note(database, new StoreTrouble(
            _kind.Name, StoreFault.Corrupt, _path, $"{_path} is damaged ({detail})", "check the health of the card or disk; the damaged file is kept for a closer look, and may be deleted",
            bytes, keptAs, rescued.Rows, rescued.Lost));
        _quarantine.Keep();
    }

    private void LookForLostCommits(SqliteDatabase database, long gone)
    {
        var (marked, has) = (_mark.Read(), LastId(database));
        if (marked <= has) return;
        var trouble = gone > 0
            ? new StoreTrouble(_kind.Name, StoreFault.Missing, _path, $"{_path} is gone, and what it held with it", "if nobody moved it away, check the health of the card or disk", 0, null, 0, null)
            : new StoreTrouble(
                _kind.Name, StoreFault.LogCut, _path, $"the log of {_path} is damaged: what was committed last is lost", "check the health of the card or disk", 0, null,
                database.Number($"SELECT COUNT(*) FROM {_kind.Rows}"), marked - has);
        Note(database, trouble);
    }

    /// <summary>Together with the numbers that are gone for good, so that the same loss is not found a second time.</summary>
    private void Note(SqliteDatabase database, StoreTrouble trouble)
    {
        var highest = Math.Max(_mark.Read(), LastId(database));
        database.InTransaction(() =>
        {
            TroubleTable.Note(database, trouble with { Boot = _boot });
            if (database.Run("UPDATE sqlite_sequence SET seq = ?1 WHERE name = ?2", highest, _kind.Rows) == 0)
                database.Run("INSERT INTO sqlite_sequence(name, seq) VALUES(?2, ?1)", highest, _kind.Rows);
        });
        _mayHaveTroubles = true;
    }

    private long LastId(SqliteDatabase database) => database.Number("SELECT seq FROM sqlite_sequence WHERE name = ?1", _kind.Rows);
}
