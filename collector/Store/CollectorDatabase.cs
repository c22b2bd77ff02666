using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Collector.Store;

/// <summary>The collector's relational state: one file, one connection, one writer at a time.</summary>
/// <remarks>
/// A commit is on the disk when <see cref="Write{T}"/> returns (<c>synchronous=FULL</c>): acks and messages may follow from it.
/// Everything that decides reads and writes inside one transaction, so no decision is ever half made.
/// </remarks>
public sealed class CollectorDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private CollectorDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens or creates the database and brings it to the newest schema.</summary>
    /// <exception cref="SqliteException">No database, locked, disk full or read-only.</exception>
    /// <exception cref="StoreIsNewerException">Written by a newer version.</exception>
    public static CollectorDatabase Open(string path)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        var connection = SqliteStore.Open(path, "FULL");
        try
        {
            Migrations.Apply(connection, Schema.Steps);
            return new CollectorDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Called after each commit, within the lock: a test ends the process there, at every point where it can.</summary>
    internal Action? Committed { get; set; }

    /// <summary>Runs <paramref name="work"/> in one transaction; an exception rolls all of it back.</summary>
    public T Write<T>(Func<Db, T> work)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(new Db(_connection, transaction));
            transaction.Commit();
            Committed?.Invoke();
            return result;
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<Db> work) => Write(db =>
    {
        work(db);
        return true;
    });

    public void Dispose()
    {
        lock (_gate) _connection.Dispose();
    }
}
