using System.Data;
using Dapper;

namespace EdgeNoc.Collector.Store;

/// <summary>An open transaction; columns <c>like_this</c> fill properties <c>LikeThis</c>.</summary>
public sealed class Db(IDbConnection connection, IDbTransaction transaction)
{
    public List<T> Query<T>(string sql, object? args = null) => connection.Query<T>(sql, args, transaction).AsList();

    public T? First<T>(string sql, object? args = null) => connection.QueryFirstOrDefault<T>(sql, args, transaction);

    /// <summary>How many rows it changed.</summary>
    public int Execute(string sql, object? args = null) => connection.Execute(sql, args, transaction);

    /// <summary>The same for a text that is made for this one time: Dapper would keep it.</summary>
    public int ExecuteOnce(string sql, object? args = null) => connection.Execute(new CommandDefinition(sql, args, transaction, flags: CommandFlags.NoCache));

    /// <summary>Runs <paramref name="work"/> so that its failure undoes only itself; returns the failure, null when there was none.</summary>
    /// <exception cref="System.Data.Common.DbException">The transaction as a whole is lost: the disk is full, say.</exception>
    public Exception? Attempt(Action work)
    {
        Execute("SAVEPOINT attempt");
        try
        {
            work();
            Execute("RELEASE SAVEPOINT attempt");
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Execute("ROLLBACK TO SAVEPOINT attempt");
            Execute("RELEASE SAVEPOINT attempt");
            return e;
        }
    }

    /// <summary>The next number of a series, from 1, without a gap over restarts: a number that people know is never given twice.</summary>
    public long NextNumber(string series) => NextNumbers(series, 1);

    /// <summary>The first of so many numbers in a row.</summary>
    public long NextNumbers(string series, int count) => connection.ExecuteScalar<long>(
        "INSERT INTO counters (name, value) VALUES (@series, @count) ON CONFLICT (name) DO UPDATE SET value = counters.value + @count RETURNING value",
        new { series, count },
        transaction) - count + 1;
}

/// <summary>Times in the database are milliseconds since 1970, UTC; their columns end in <c>_ms</c>.</summary>
public static class DbTime
{
    public static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
