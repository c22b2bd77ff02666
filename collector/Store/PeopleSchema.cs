namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought people who sign in: users, their sessions, and tokens that see some sites only.</summary>
internal static class PeopleSchema
{
    public const string Step =
        """
        CREATE TABLE users (
            id TEXT PRIMARY KEY,               -- what he signs in with
            name TEXT NOT NULL,
            role TEXT NOT NULL,                -- viewer, technician, noc, admin
            sites_json TEXT,                   -- the sites that he sees; NULL: all
            password TEXT NOT NULL,            -- salted, slow hash
            language TEXT, theme TEXT, zone TEXT,  -- how he wants the console; NULL: as his browser says
            created_ms BIGINT NOT NULL, disabled_ms BIGINT,
            failures BIGINT NOT NULL DEFAULT 0, locked_until_ms BIGINT);   -- wrong passwords in a row
        CREATE TABLE user_sessions (
            hash TEXT PRIMARY KEY,             -- SHA-256 of what is in the cookie
            id TEXT NOT NULL,                  -- by which it is named
            person TEXT NOT NULL,
            created_ms BIGINT NOT NULL, seen_ms BIGINT NOT NULL, expires_ms BIGINT NOT NULL,
            address TEXT NOT NULL, agent TEXT NOT NULL, zone TEXT);
        CREATE INDEX user_sessions_by_person ON user_sessions (person);
        ALTER TABLE tokens ADD COLUMN sites_json TEXT;      -- the sites that it sees; NULL: all
        CREATE INDEX audit_by_actor ON audit (actor, id);
        CREATE INDEX audit_by_target ON audit (target, id);
        """;
}
