using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Brings what was kept in RAM back to the disk, behind what the file holds already.</summary>
internal static class StoreReturn
{
    private static readonly string[] Boots = ["boot_id", "message_boot_id"];

    /// <param name="kind">Which store.</param>
    /// <param name="ram">Where it was kept.</param>
    /// <param name="disk">The file, open again.</param>
    /// <param name="ramHoldsFile">RAM began with all that the file held, so that what it has not got any more is done with.</param>
    public static void Run(StoreKind kind, SqliteDatabase ram, SqliteDatabase disk, bool ramHoldsFile) => disk.InTransaction(() =>
    {
        IReadOnlyList<string> tables = [.. kind.Tables.Where(table => table is not ("boots" or "meta"))];
        // What is raised was told to the collector from RAM: an alert that is not there was closed there too.
        foreach (var table in tables.Where(table => ramHoldsFile || table == "alerts")) disk.Run($"DELETE FROM {table}");
        var boots = EnterBoots(ram, disk);
        foreach (var table in tables) Copy(table, ram, disk, boots);
        foreach (var (name, value) in ram.Query("SELECT name, value FROM meta WHERE name NOT IN ('rows', 'bytes')", static row => (row.GetString(0), row.GetString(1))))
            disk.Run("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)", name, value);
        StoreRescue.Recount(kind, disk);
    });

    /// <summary>Which number each run has in the file.</summary>
    private static Dictionary<long, long> EnterBoots(SqliteDatabase ram, SqliteDatabase disk)
    {
        var numbers = new Dictionary<long, long>();
        var known = ram.Query(
            "SELECT id, boot, kernel_boot, started_wall_ms, started_mono_ms, started_clock FROM boots",
            static row => (Id: row.GetInt64(0), Boot: row.GetString(1), Kernel: row.GetString(2), WallMs: row.GetInt64(3), MonoMs: row.GetInt64(4), Clock: row.GetInt64(5)));
        foreach (var boot in known)
        {
            disk.Run(
                "INSERT OR IGNORE INTO boots(boot, kernel_boot, started_wall_ms, started_mono_ms, started_clock) VALUES(?1, ?2, ?3, ?4, ?5)",
                boot.Boot, boot.Kernel, boot.WallMs, boot.MonoMs, boot.Clock);
            numbers[boot.Id] = disk.Number("SELECT id FROM boots WHERE boot = ?1", boot.Boot);
        }

        return numbers;
    }

    private static void Copy(string table, SqliteDatabase ram, SqliteDatabase disk, Dictionary<long, long> boots)
    {
        var all = ram.Query("SELECT name FROM pragma_table_info(?1)", static row => row.GetString(0), table);
        // Row ids are given anew, behind those that the file has given.
        var columns = all.Where(column => column != "id").ToList();
        var insert = $"INSERT OR REPLACE INTO {table}({string.Join(',', columns)}) VALUES({string.Join(',', columns.Select((_, i) => $"?{i + 1}"))})";
        var select = $"SELECT {string.Join(',', columns)} FROM {table}{(all.Contains("id") ? " ORDER BY id" : "")}";
        ram.Query(select, row =>
        {
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = Boots.Contains(columns[i]) && !row.IsDBNull(i) ? boots[row.GetInt64(i)] : row.IsDBNull(i) ? null : row.GetValue(i);
            return disk.Run(insert, values);
        });
    }
}
