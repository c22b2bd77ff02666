namespace EdgeNoc.Agent.Outbox;

/// <summary>The schema of <c>events.db</c>; README.md tells what each column is for. Steps are only ever added.</summary>
internal static class EventSchema
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
        CREATE TABLE events(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          severity INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          body TEXT NOT NULL,
          message_boot_id INTEGER REFERENCES boots(id),
          message_seq INTEGER
        );
        CREATE INDEX events_by_message ON events(message_boot_id, message_seq);
        CREATE TABLE alerts(
          device TEXT NOT NULL,
          entity TEXT NOT NULL,
          kind TEXT NOT NULL,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY(device, entity, kind)
        ) WITHOUT ROWID;
        CREATE TABLE entity_states(
          device TEXT NOT NULL,
          entity TEXT NOT NULL,
          state TEXT NOT NULL,
          since_ms INTEGER NOT NULL,
          identity TEXT,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          PRIMARY KEY(device, entity)
        ) WITHOUT ROWID;
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
        // 2: how many rows there are is kept, not counted: a start must not read everything that waits.
        """
        INSERT INTO meta(name, value) SELECT 'rows', CAST(COUNT(*) AS TEXT) FROM events;
        INSERT INTO meta(name, value) SELECT 'bytes', CAST(COALESCE(SUM(bytes), 0) AS TEXT) FROM events;
        """,
        // 3: which times telemetry left with that was written before the time was known; what was found wrong with this file and no event has said yet.
        """
        CREATE TABLE given_times(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          boot TEXT NOT NULL,
          first_seq INTEGER NOT NULL,
          last_seq INTEGER NOT NULL,
          offset_ms INTEGER,
          clock INTEGER NOT NULL
        );
        CREATE INDEX given_times_by_number ON given_times(boot, first_seq);
        """ + TroubleTable.Create,
    ];
}
