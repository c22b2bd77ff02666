namespace EdgeNoc.Agent.Outbox;

/// <summary>The schema of <c>telemetry.db</c>; README.md tells what each column is for. Steps are only ever added.</summary>
internal static class TelemetrySchema
{
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE boots(
          id INTEGER PRIMARY KEY,
          boot TEXT NOT NULL UNIQUE,
          kernel_boot TEXT NOT NULL,
          started_wall_ms INTEGER NOT NULL,
          started_mono_ms INTEGER NOT NULL,
          started_clock INTEGER NOT NULL
        );
        CREATE TABLE messages(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          seq INTEGER NOT NULL,
          lines INTEGER NOT NULL,
          first_ms INTEGER NOT NULL,
          last_ms INTEGER NOT NULL,
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          encoding INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          payload BLOB NOT NULL
        );
        CREATE INDEX messages_by_number ON messages(boot_id, seq, bytes);
        CREATE TABLE tables(
          device TEXT NOT NULL,
          name TEXT NOT NULL,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          seq INTEGER NOT NULL,
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          encoding INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          payload BLOB NOT NULL,
          PRIMARY KEY(device, name)
        );
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL);
        """,
        // 2: how many rows there are is kept, not counted; and what had to be dropped, until an event has said so.
        """
        INSERT INTO meta(name, value) SELECT 'rows', CAST(COUNT(*) AS TEXT) FROM messages;
        INSERT INTO meta(name, value) SELECT 'bytes', CAST(COALESCE(SUM(bytes), 0) AS TEXT) FROM messages;
        CREATE TABLE drops(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          event_id TEXT NOT NULL,
          cause TEXT NOT NULL,
          boot TEXT NOT NULL,
          first_seq INTEGER NOT NULL,
          last_seq INTEGER NOT NULL,
          messages INTEGER NOT NULL,
          lines INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          first_ms INTEGER NOT NULL,
          last_ms INTEGER NOT NULL,
          closed INTEGER NOT NULL
        );
        """,
        // 3: a checksum of each row (null: written by an older version); what was found wrong with this file and no event has said yet.
        "ALTER TABLE messages ADD COLUMN sum INTEGER;\n" + TroubleTable.Create,
    ];
}
