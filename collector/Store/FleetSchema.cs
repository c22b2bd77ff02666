namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought configs of sites by version, what their agents say of them, and how full their outboxes are.</summary>
internal static class FleetSchema
{
    public const string Step =
        """
        CREATE TABLE site_configs (            -- what the office says of a site's config, each version of it
            site TEXT NOT NULL, version BIGINT NOT NULL,
            config_json TEXT NOT NULL,         -- as somebody wrote it
            wanted_json TEXT,                  -- as it is sent, with what follows from the site; of the first one made when it is sent
            source TEXT NOT NULL,              -- office, adopted (made at the POP), again (over what was made at the POP)
            made_ms BIGINT NOT NULL, made_by TEXT NOT NULL,
            PRIMARY KEY (site, version));
        INSERT INTO site_configs (site, version, config_json, source, made_ms, made_by)
            SELECT site, 1, config_json, 'office', first_seen_ms, 'office' FROM sites WHERE config_json IS NOT NULL;

        CREATE TABLE site_haves (              -- what an agent says of its config
            site TEXT PRIMARY KEY, at_ms BIGINT NOT NULL, have_json TEXT NOT NULL);

        CREATE TABLE site_outboxes (           -- what an agent said last of what it has yet to send
            site TEXT PRIMARY KEY, at_ms BIGINT NOT NULL, waiting BIGINT, oldest_s BIGINT NOT NULL);
        """;
}
