namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought the account of what was received: numbers, gaps between them, and windows that late data touched.</summary>
internal static class ReceptionSchema
{
    public const string Step =
        """
        CREATE TABLE received_streams (        -- how far the numbers of a run of an agent have come, per class
            site TEXT NOT NULL, boot TEXT NOT NULL, class TEXT NOT NULL,
            highest BIGINT NOT NULL,           -- all up to here are stored but those in gaps
            first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL,
            PRIMARY KEY (site, boot, class));

        CREATE TABLE gaps (
            site TEXT NOT NULL, boot TEXT NOT NULL, class TEXT NOT NULL,
            first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL,
            since_ms BIGINT NOT NULL,          -- when a higher number was stored
            state TEXT NOT NULL,               -- open: may still come; missing: the agent has it no more; dropped: the agent says that it dropped it
            PRIMARY KEY (site, boot, class, first_seq));

        CREATE TABLE touched_windows (         -- stretches of time in which late data was stored since they were last computed
            site TEXT NOT NULL, measurement TEXT NOT NULL, window_ms BIGINT NOT NULL,
            mark BIGINT NOT NULL,              -- grows with each touch: who computed an older one has not seen this one
            PRIMARY KEY (site, measurement, window_ms));
        CREATE INDEX touched_windows_by_mark ON touched_windows (mark);
        """;
}
