namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought updates: packages, how far each version may go, and what each site runs.</summary>
internal static class UpdateSchema
{
    public const string Step =
        """
        CREATE TABLE update_packages (
            sha256 TEXT PRIMARY KEY,           -- also the name of its file in the state folder
            version TEXT NOT NULL, arch TEXT NOT NULL,
            size BIGINT NOT NULL, installed_size BIGINT NOT NULL,
            min_version TEXT,                  -- the oldest that it can take over from
            added_ms BIGINT NOT NULL, added_by TEXT NOT NULL);
        CREATE UNIQUE INDEX update_packages_by_version ON update_packages (version, arch);

        CREATE TABLE rollouts (
            id BIGINT PRIMARY KEY,
            version TEXT NOT NULL,
            downgrade INTEGER NOT NULL,        -- sites may go back to it
            ring TEXT NOT NULL,                -- bench, first, all: where it is
            state TEXT NOT NULL,               -- running, halted, done
            started_ms BIGINT NOT NULL, started_by TEXT NOT NULL,
            ended_ms BIGINT, reason TEXT);
        CREATE UNIQUE INDEX rollouts_running ON rollouts (state) WHERE state = 'running';

        CREATE TABLE site_updates (
            site TEXT PRIMARY KEY,
            ring TEXT NOT NULL,                -- bench, first, all: where it belongs
            order_number BIGINT NOT NULL,      -- grows with each order; 0: none yet
            order_rollout BIGINT, order_sha256 TEXT,           -- null: the order before is taken back
            order_ms BIGINT,
            running TEXT, arch TEXT,           -- from here on what its agent says
            told BIGINT NOT NULL,              -- the newest order that it has
            wanted TEXT, stage TEXT, waits_for TEXT,
            failed_order BIGINT, failed_version TEXT, failed_stage TEXT, failed_reason TEXT,
            failed_ms BIGINT);                 -- when the collector heard of it
        """;
}
