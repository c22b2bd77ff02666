namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought work on incidents: notes, who is to look after one, and what each person has read of the feed.</summary>
internal static class WorkSchema
{
    public const string Step =
        """
        ALTER TABLE incidents ADD COLUMN assigned_to TEXT;  -- who is to look after it: a user
        ALTER TABLE incidents ADD COLUMN assigned_name TEXT;
        ALTER TABLE incidents ADD COLUMN assigned_ms BIGINT;
        ALTER TABLE incidents ADD COLUMN touched_ms BIGINT; -- when somebody last did something with it
        CREATE TABLE incident_notes (          -- what people wrote, and to whom it was given; kept as long as the incident
            id BIGINT PRIMARY KEY,
            incident BIGINT NOT NULL, at_ms BIGINT NOT NULL,
            author TEXT NOT NULL, via TEXT NOT NULL,
            kind TEXT NOT NULL,                -- note, assigned, unassigned
            content TEXT NOT NULL);
        CREATE INDEX incident_notes_by_incident ON incident_notes (incident);
        CREATE INDEX incident_notes_by_time ON incident_notes (at_ms);
        CREATE INDEX incidents_by_opening ON incidents (opened_ms);
        CREATE INDEX incidents_by_place ON incidents (site, device, entity, kind, opened_ms);
        CREATE INDEX incidents_by_end ON incidents (closed_ms) WHERE closed_ms IS NOT NULL;
        CREATE INDEX incidents_by_ack ON incidents (acked_ms) WHERE acked_ms IS NOT NULL;
        CREATE INDEX incidents_by_assignment ON incidents (assigned_ms) WHERE assigned_ms IS NOT NULL;
        CREATE INDEX alerts_by_raise ON alerts (raised_ms);
        CREATE INDEX alerts_by_clear ON alerts (cleared_ms) WHERE cleared_ms IS NOT NULL;
        CREATE TABLE feed_marks (              -- how far somebody has read the feed, and from when on it is shown to him
            person TEXT PRIMARY KEY, read_ms BIGINT NOT NULL, cleared_ms BIGINT NOT NULL);
        CREATE TABLE feed_read (               -- single items that somebody has read
            person TEXT NOT NULL, item TEXT NOT NULL, at_ms BIGINT NOT NULL,
            PRIMARY KEY (person, item));
        """;
}
