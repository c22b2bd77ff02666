using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The table <c>troubles</c>, the same in both stores: what was found wrong with the file and no event has said yet, so that a crash in between leaves nothing unsaid.</summary>
internal static class TroubleTable
{
    public const string Create = """
        CREATE TABLE troubles(
          id INTEGER PRIMARY KEY,
          event_id TEXT NOT NULL,
          boot TEXT NOT NULL,
          fault INTEGER NOT NULL,
          detail TEXT NOT NULL,
          remedy TEXT NOT NULL,
          bytes INTEGER NOT NULL,
          moved_to TEXT,
          rescued INTEGER NOT NULL,
          lost INTEGER
        );
        """;

    /// <summary>Once for each file that was moved aside, however often a start is interrupted before it is done with it.</summary>
    public static void Note(SqliteDatabase database, StoreTrouble trouble) => database.Run(
        """
        INSERT INTO troubles(event_id, boot, fault, detail, remedy, bytes, moved_to, rescued, lost)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (SELECT 1 FROM troubles WHERE moved_to = ?7)
        """,
        BootTable.Text(trouble.EventId), BootTable.Text(trouble.Boot), (int)trouble.Fault, trouble.Detail, trouble.Remedy, trouble.Bytes, trouble.MovedTo, trouble.Rescued, trouble.Lost);

    public static List<StoreTrouble> Read(SqliteDatabase database, StoreKind kind, string path) => database.Query(
        "SELECT event_id, boot, fault, detail, remedy, bytes, moved_to, rescued, lost, id FROM troubles ORDER BY id",
        row => new StoreTrouble(
            kind.Name, (StoreFault)row.GetInt32(2), path, row.GetString(3), row.GetString(4), row.GetInt64(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetInt64(8))
        {
            Id = row.GetInt64(9), EventId = Guid.Parse(row.GetString(0)), Boot = Guid.Parse(row.GetString(1)),
        });

    public static void Forget(SqliteDatabase database, IEnumerable<StoreTrouble> said)
    {
        foreach (var trouble in said) database.Run("DELETE FROM troubles WHERE id = ?1", trouble.Id);
    }
}
