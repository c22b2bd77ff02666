using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Copies what can be read of a damaged store into a new one, around the holes.</summary>
internal sealed class Salvage(SqliteConnection damaged, SqliteDatabase target)
{
    // A row that nobody can read yields to the next; behind a larger hole the steps double, so that a lost megabyte costs twenty questions.
    private const int MostFailures = 2_000;

    /// <summary>Copies one table; returns how many rows came over. Never throws for what is damaged.</summary>
    public long Copy(string table)
    {
        var columns = Columns(table);
        if (columns.Count == 0) return 0;
        var insert = $"INSERT OR IGNORE INTO {table}({string.Join(',', columns)}) VALUES({string.Join(',', columns.Select((_, i) => $"?{i + 1}"))})";
        var copied = 0L;
        target.InTransaction(() => copied = columns[0] == "id" ? CopyById(table, columns, insert) : CopyBothWays(table, columns, insert));
        return copied;
    }

    // An older version wrote fewer of them; where the old file cannot say, those of today are tried.
    private List<string> Columns(string table)
    {
        var today = target.Query($"SELECT name FROM pragma_table_info('{table}')", static row => row.GetString(0));
        try
        {
            var then = new HashSet<string>(StringComparer.Ordinal);
            using var command = Command($"SELECT name FROM pragma_table_info('{table}')");
            using var reader = command.ExecuteReader();
            while (reader.Read()) then.Add(reader.GetString(0));
            return [.. today.Where(then.Contains)];
        }
        catch (SqliteException)
        {
            return today;
        }
    }

    private long CopyById(string table, List<string> columns, string insert)
    {
        var (copied, last, step) = (0L, long.MinValue, 1L);
        var end = Highest(table);
        if (Read($"SELECT {string.Join(',', columns)} FROM {table} ORDER BY id", columns.Count, insert, ref copied, values => last = values[0] is long id ? id : last)) return copied;
        // From the other end too: steps that double may jump over what is sound behind a hole.
        Read($"SELECT {string.Join(',', columns)} FROM {table} ORDER BY id DESC", columns.Count, insert, ref copied, null);
        for (var failures = 0; failures < MostFailures;)
        {
            last = last == long.MinValue ? 0 : last + step;
            if (last > end) return copied;
            var before = copied;
            var done = Read($"SELECT {string.Join(',', columns)} FROM {table} WHERE id > {last} ORDER BY id", columns.Count, insert, ref copied, values => last = values[0] is long id ? id : last);
            if (done) return copied;
            failures++;
            step = copied > before ? 1 : step * 2;
        }

        return copied;
    }

    private long CopyBothWays(string table, List<string> columns, string insert)
    {
        var copied = 0L;
        var key = string.Join(',', columns.Take(table == "meta" ? 1 : table == "alerts" ? 3 : 2).Select(column => column));
        if (Read($"SELECT {string.Join(',', columns)} FROM {table}", columns.Count, insert, ref copied, null)) return copied;
        Read($"SELECT {string.Join(',', columns)} FROM {table} ORDER BY {key.Replace(",", " DESC,", StringComparison.Ordinal)} DESC", columns.Count, insert, ref copied, null);
        return copied;
    }

    private long Highest(string table)
    {
        try
        {
            using var command = Command($"SELECT id FROM {table} ORDER BY id DESC LIMIT 1");
            return command.ExecuteScalar() is long id ? id : 0;
        }
        catch (SqliteException)
        {
            return 1L << 40;
        }
    }

    /// <summary>True when the end was reached.</summary>
    private bool Read(string sql, int columns, string insert, ref long copied, Action<object?[]>? seen)
    {
        var values = new object?[columns];
        try
        {
            using var command = Command(sql);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < columns; i++) values[i] = reader.GetValue(i);
                seen?.Invoke(values);
                copied += target.Run(insert, values);
            }

            return true;
        }
        catch (Exception error) when (error is SqliteException { SqliteErrorCode: not SQLitePCL.raw.SQLITE_FULL } or InvalidOperationException or InvalidCastException)
        {
            return false;
        }
    }

    private SqliteCommand Command(string sql)
    {
        var command = damaged.CreateCommand();
#pragma warning disable CA2100 // The texts are made of the stores' own names.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
