using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <param name="Rows">Events or messages that came over.</param>
/// <param name="Lost">Those that did not, by the count that the store kept; null when that could not be read.</param>
internal readonly record struct Rescued(long Rows, long? Lost);

/// <summary>Finds damage and saves what is left.</summary>
internal static class StoreRescue
{
    /// <summary>More than this is not read through at a start: it stays in the file that was moved aside.</summary>
    public const long MaxBytes = 256L << 20;

    private const int Corrupt = SQLitePCL.raw.SQLITE_CORRUPT;

    /// <exception cref="SqliteException">The check found damage.</exception>
    public static void Check(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // Not quick_check: a row that is missing in its index would never be deleted again.
        command.CommandText = "PRAGMA integrity_check(1)";
        var answer = command.ExecuteScalar() as string;
        if (answer != "ok") throw new SqliteException(answer ?? "integrity_check says nothing", Corrupt);
    }

    /// <summary>Copies a file that was moved aside into a new, empty store. Never fails for what the file is like.</summary>
    /// <param name="kind">Which store.</param>
    /// <param name="path">The file that was moved aside.</param>
    /// <param name="target">The new store.</param>
    /// <param name="marked">The highest row id that was ever committed: what the file's log does not show any more is lost too.</param>
    public static Rescued From(StoreKind kind, string path, SqliteDatabase target, long marked)
    {
        try
        {
            using var damaged = SqliteStore.Open(path, "OFF");
            var rescued = Run(kind, damaged, target);
            var behind = Math.Max(0, marked - LastId(kind, damaged, target));
            return rescued with { Lost = rescued.Lost + behind };
        }
        catch (SqliteException)
        {
            return new Rescued(0, null);
        }
    }

    /// <summary>The highest row id that the damaged file knows of.</summary>
    private static long LastId(StoreKind kind, SqliteConnection damaged, SqliteDatabase target)
    {
        try
        {
            using var command = damaged.CreateCommand();
#pragma warning disable CA2100 // The store's own name.
            command.CommandText = $"SELECT seq FROM sqlite_sequence WHERE name = '{kind.Rows}'";
#pragma warning restore CA2100
            if (command.ExecuteScalar() is long id) return id;
        }
        catch (SqliteException)
        {
            // What was rescued says it as well as it can.
        }

        return target.Number("SELECT seq FROM sqlite_sequence WHERE name = ?1", kind.Rows);
    }

    /// <summary>Puts the counters right, where they are not.</summary>
    public static void Recount(StoreKind kind, SqliteDatabase database)
    {
        foreach (var (name, count) in new[] { ("rows", $"SELECT COUNT(*) FROM {kind.Rows}"), ("bytes", $"SELECT COALESCE(SUM(bytes), 0) FROM {kind.Rows}") })
        {
            var counted = database.Number(count);
            if (database.Number("SELECT value FROM meta WHERE name = ?1", name) != counted)
                database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)", name, counted.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Copies what is readable and makes it consistent: rows that name a run nobody knows get one, bodies that are no JSON go.</summary>
    public static Rescued Run(StoreKind kind, SqliteConnection damaged, SqliteDatabase target)
    {
        target.Run("PRAGMA foreign_keys=OFF");
        target.Run("DELETE FROM meta");
        var salvage = new Salvage(damaged, target);
        foreach (var table in kind.Tables) salvage.Copy(table);
        var had = target.Text("SELECT value FROM meta WHERE name = 'rows'");
        target.InTransaction(() =>
        {
            foreach (var sql in Consistency(kind)) target.Run(sql);
            target.Run($"INSERT OR REPLACE INTO meta(name, value) SELECT 'rows', CAST(COUNT(*) AS TEXT) FROM {kind.Rows}");
            target.Run($"INSERT OR REPLACE INTO meta(name, value) SELECT 'bytes', CAST(COALESCE(SUM(bytes), 0) AS TEXT) FROM {kind.Rows}");
        });
        target.Run("PRAGMA foreign_keys=ON");
        var rows = target.Number("SELECT value FROM meta WHERE name = 'rows'");
        return new Rescued(rows, long.TryParse(had, System.Globalization.CultureInfo.InvariantCulture, out var before) ? Math.Max(0, before - rows) : null);
    }

    private static IEnumerable<string> Consistency(StoreKind kind)
    {
        IReadOnlyList<string> tables = kind == StoreKind.Events ? ["events", "alerts", "entity_states"] : ["messages", "tables"];
        foreach (var table in tables)
        {
            yield return $"DELETE FROM {table} WHERE typeof(boot_id) <> 'integer' OR typeof(wall_ms) <> 'integer' OR typeof(mono_ms) <> 'integer' OR clock NOT IN (0, 1, 2)";
        }

        // A UUID is what tells runs apart: hexadecimal digits and dashes of the right length.
        yield return $"UPDATE boots SET boot = lower(hex(randomblob(16))), kernel_boot = '{BootTable.Unknown}' WHERE length(boot) <> 36 OR boot GLOB '*[^0-9a-f-]*' OR replace(boot, '-', '') NOT GLOB '" + string.Concat(Enumerable.Repeat("[0-9a-f]", 32)) + "'";
        foreach (var table in tables) yield return Unknown("boot_id", table);
        if (kind == StoreKind.Events)
        {
            yield return "DELETE FROM events WHERE typeof(body) <> 'text' OR NOT json_valid(body)";
            yield return "DELETE FROM alerts WHERE typeof(body) <> 'text' OR NOT json_valid(body)";
            yield return "DELETE FROM entity_states WHERE typeof(since_ms) <> 'integer'";
            yield return "UPDATE events SET message_boot_id = NULL, message_seq = NULL WHERE typeof(message_boot_id) <> 'integer' OR typeof(message_seq) <> 'integer'";
            yield return Unknown("message_boot_id", "events");
            // After 'last_message_boot' was lost the last number of the last run still in the file is as good.
            yield return "DELETE FROM meta WHERE name IN ('last_message_boot', 'last_message_seq') AND (SELECT COUNT(*) FROM meta WHERE name IN ('last_message_boot', 'last_message_seq')) < 2";
        }
        else
        {
            yield return "DELETE FROM messages WHERE typeof(payload) <> 'blob' OR length(payload) <> bytes OR typeof(seq) <> 'integer' OR encoding NOT IN (0, 1)";
            yield return "DELETE FROM tables WHERE typeof(payload) <> 'blob' OR length(payload) <> bytes OR typeof(seq) <> 'integer' OR encoding NOT IN (0, 1)";
        }
    }

    private static string Unknown(string column, string table) =>
        $"INSERT OR IGNORE INTO boots SELECT id, lower(hex(randomblob(16))), '{BootTable.Unknown}', 0, 0, 2 FROM (SELECT DISTINCT {column} AS id FROM {table} WHERE {column} IS NOT NULL)";
}
