using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Common.Sqlite;

/// <summary>A connection with its prepared statements: each text is compiled once. For one thread at a time; the owner holds a lock.</summary>
/// <remarks>Parameters are positional: <c>?1</c> is the first value.</remarks>
public sealed class SqliteDatabase(SqliteConnection connection) : IDisposable
{
    /// <summary>For what a prepared statement cannot do.</summary>
    public SqliteConnection Connection => connection;

    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    /// <exception cref="SqliteException">As for every method here: disk full, read-only or damaged.</exception>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; 0 when there is no row or it is NULL.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    /// <summary>The first column of the first row as text, or null.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() as string;

    /// <summary>All rows. Statements that change rows and return some (<c>RETURNING</c>, <c>incremental_vacuum</c>) are run to their end.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Does all of it or nothing.</summary>
    /// <param name="work">The statements.</param>
    /// <param name="undo">Takes back what <paramref name="work"/> changed outside the database.</param>
    public void InTransaction(Action work, Action? undo = null)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            work();
            Run("COMMIT");
        }
        catch
        {
            RollBack();
            undo?.Invoke();
            throw;
        }
    }

    /// <summary>Lets go of the prepared statements and leaves the connection to whoever owns it.</summary>
    public void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void RollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on a full disk; then there is nothing left to roll back, and the first error is the one that counts.
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of the stores; values only ever go in as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
            _statements[sql] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
