using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A store's file through its misfortunes: whatever it is like, there is a database to work with, on disk or in RAM. Not safe for several threads.</summary>
internal sealed class StoreFile : IDisposable
{
    /// <summary>A store up to this size is checked whole at a start; a larger one is believed until a read fails, since a start must not take minutes.</summary>
    public const long CheckedBytes = 64L << 20;

    private readonly StoreKind _kind;
    private readonly string _path;
    private readonly List<StoreTrouble> _troubles = [];
    private SqliteConnection _connection;
    private int _replaced;

    private StoreFile(StoreKind kind, string path)
    {
        (_kind, _path) = (kind, path);
        _connection = OpenOrReplace();
        Database = new SqliteDatabase(_connection);
    }

    public SqliteDatabase Database { get; private set; }

    /// <summary>The file cannot be used: what is stored is lost with this process.</summary>
    public bool InRam { get; private set; }

    /// <summary>Never fails for what the file is like.</summary>
    public static StoreFile Open(StoreKind kind, string path) => new(kind, path);

    /// <summary>What happened since the last call.</summary>
    public IReadOnlyList<StoreTrouble> TakeTroubles()
    {
        if (_troubles.Count == 0) return [];
        IReadOnlyList<StoreTrouble> taken = [.. _troubles];
        _troubles.Clear();
        return taken;
    }

    /// <summary>Whether an error says that the file is damaged, or that no file can be written any more.</summary>
    public static bool IsDamage(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_IOERR
            or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN,
        // Rows whose columns hold what nobody wrote.
        InvalidCastException or FormatException => true,
        _ => false,
    };

    /// <summary>Puts another database in the place of one that failed. What can be read comes along the first time; should it fail again at once, nothing does.</summary>
    public void Replace(Exception error)
    {
        var code = error is SqliteException sqlite ? sqlite.SqliteErrorCode : SQLitePCL.raw.SQLITE_CORRUPT;
        if (InRam || code is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY)
        {
            // It can still be read, perhaps.
            var (connection, before) = (_connection, Database);
            _connection = Ram(code == SQLitePCL.raw.SQLITE_FULL ? StoreFault.DiskFull : StoreFault.NotWritable, error.Message);
            Database = new SqliteDatabase(_connection);
            before.Forget();
            StoreRescue.Run(_kind, connection, Database);
            connection.Dispose();
            return;
        }

        Database.Dispose();
        _connection = OrRam(() => Quarantine(error.Message, rescue: _replaced++ % 2 == 0));
        Database = new SqliteDatabase(_connection);
    }

    /// <summary>Rows made no sense and were deleted; the file as a whole is sound.</summary>
    public void NoteDamagedRows(int rows) => _troubles.Add(new StoreTrouble(
        _kind.Name, StoreFault.Corrupt, _path, $"{rows} rows of {_path} cannot be read", "check the health of the card or disk", 0, null, 0, rows));

    /// <summary>It works: the next misfortune is another one.</summary>
    public void Works() => _replaced = 0;

    public void Dispose() => Database.Dispose();

    private SqliteConnection OpenOrReplace() => OrRam(() =>
    {
        try
        {
            return OpenFile();
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR)
        {
            return Quarantine(error.Message, rescue: true);
        }
    });

    private SqliteConnection OrRam(Func<SqliteConnection> open)
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
            return Ram(error.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL ? StoreFault.DiskFull : StoreFault.NotWritable, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Ram(StoreFault.NotWritable, error.Message);
        }
    }

    private SqliteConnection OpenFile()
    {
        if (File.Exists(_path)) LookFirst();
        var connection = SqliteStore.Open(_path, _kind.Synchronous, shrinks: true);
        try
        {
            SqliteStore.Execute(connection, "PRAGMA journal_size_limit=4194304;");
            Migrations.Apply(connection, _kind.Steps);
            return connection;
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

    private SqliteConnection Quarantine(string detail, bool rescue)
    {
        var moved = QuarantinedFile.Move(_path);
        var connection = OpenFile();
        var rescued = rescue && moved.Bytes <= StoreRescue.MaxBytes ? StoreRescue.From(_kind, moved.Path, connection) : new Rescued(0, null);
        _troubles.Add(new StoreTrouble(
            _kind.Name, StoreFault.Corrupt, _path, $"{_path} is damaged ({detail})", "check the health of the card or disk; the damaged file is kept for a closer look, and may be deleted",
            moved.Bytes, moved.Path, rescued.Rows, rescued.Lost));
        return connection;
    }

    private SqliteConnection Ram(StoreFault fault, string detail)
    {
        InRam = true;
        var connection = SqliteStore.Open(":memory:", "OFF");
        Migrations.Apply(connection, _kind.Steps);
        _troubles.Add(new StoreTrouble(
            _kind.Name, fault, _path, $"{_path} cannot be used ({detail}): {_kind.Name} are kept in RAM only and lost when this process or the power goes",
            fault switch
            {
                StoreFault.Newer => "install the newer version again, or move the file away; then restart the agent",
                StoreFault.DiskFull => "make room on the disk, then restart the agent",
                _ => "make it writable for the agent's user (owner, mount options, health of the card), then restart the agent",
            },
            0, null, 0, null));
        return connection;
    }
}
