namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought what people in the office arrange: what they removed and may want back, groups of customers, and where things stand on the map.</summary>
internal static class DeskSchema
{
    public const string Step =
        """
        CREATE TABLE removed_entries (
            id BIGINT PRIMARY KEY,
            kind TEXT NOT NULL,                -- site, device, ont, group, contact, rotation, route, report
            site TEXT,                         -- NULL: of no site
            name TEXT NOT NULL,
            content_json TEXT NOT NULL,        -- all that is needed to put it back
            removed_ms BIGINT NOT NULL, removed_by TEXT NOT NULL);
        CREATE INDEX removed_entries_by_time ON removed_entries (removed_ms);

        CREATE TABLE customer_groups (         -- of PPP accounts and ONUs
            id TEXT PRIMARY KEY,
            category TEXT NOT NULL, subcategory TEXT NOT NULL, name TEXT NOT NULL,
            site TEXT NOT NULL,
            of_what TEXT NOT NULL,             -- onus, accounts
            is_splitter INTEGER NOT NULL,      -- its members hang on one splitter: messages name it
            rule TEXT);                        -- what also belongs to it: device, pon, name with *; NULL: only the list
        CREATE INDEX customer_groups_by_site ON customer_groups (site);
        CREATE TABLE customer_group_members (
            group_id TEXT NOT NULL, device TEXT NOT NULL,
            member TEXT NOT NULL,              -- an ONU's MAC or serial, else its position; an account's name
            PRIMARY KEY (group_id, device, member));

        CREATE TABLE map_places (              -- where the office says that something stands
            site TEXT NOT NULL, device TEXT NOT NULL,
            entity TEXT NOT NULL,              -- device, or onu/0/3:17
            latitude DOUBLE PRECISION, longitude DOUBLE PRECISION,
            category TEXT,
            PRIMARY KEY (site, device, entity));
        """;
}
