using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Common.Sqlite;

/// <summary>Opens SQLite databases on the system's libsqlite3, which the distribution keeps patched.</summary>
public static class SqliteStore
{
    private static readonly Lazy<bool> Provider = new(UseSystemLibrary);

    /// <summary>Opens or creates a database in WAL mode.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="synchronous"><c>FULL</c>: a commit survives a power cut. <c>NORMAL</c>: the last commits may be missing, never torn.</param>
    /// <param name="shrinks">Whether a new file can give pages back to the disk (<c>PRAGMA incremental_vacuum</c>). An existing file stays as it was made.</param>
    /// <exception cref="SqliteException">The file is no database, is locked, or the disk is full or read-only.</exception>
    public static SqliteConnection Open(string path, string synchronous, bool shrinks = false)
    {
        _ = Provider.Value;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            // Only heard before the first page is written, which the change to WAL does.
            if (shrinks) Execute(connection, "PRAGMA auto_vacuum=INCREMENTAL;");
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a database to look at it: the file is not changed.</summary>
    /// <exception cref="SqliteException">It is not there, is no database, or may not be read.</exception>
    public static SqliteConnection OpenToRead(string path)
    {
        _ = Provider.Value;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that return nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static bool UseSystemLibrary()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : 0;
}
