namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought sites which the office makes: claims, who a site is, and the passwords of its devices.</summary>
internal static class EnrolmentSchema
{
    public const string Step =
        """
        ALTER TABLE sites ADD COLUMN latitude DOUBLE PRECISION;
        ALTER TABLE sites ADD COLUMN longitude DOUBLE PRECISION;
        ALTER TABLE sites ADD COLUMN config_json TEXT;      -- what the office says of its devices, thresholds …: goes into the agent's config
        ALTER TABLE sites ADD COLUMN secrets_version BIGINT NOT NULL DEFAULT 0;   -- grows with each change of a password of its devices
        ALTER TABLE sites ADD COLUMN secrets_told BIGINT;   -- what its agent says that it has

        CREATE TABLE claims (
            id TEXT PRIMARY KEY, site TEXT NOT NULL,
            hash TEXT NOT NULL,                -- SHA-256 of the secret
            created_ms BIGINT NOT NULL, expires_ms BIGINT NOT NULL, created_by TEXT NOT NULL,
            used_ms BIGINT, used_key TEXT, used_serial TEXT,   -- by whom: the same key may come again
            voided_ms BIGINT);                 -- the office took it back, or made another
        CREATE UNIQUE INDEX claims_by_hash ON claims (hash);
        CREATE INDEX claims_by_site ON claims (site);

        CREATE TABLE identities (              -- which machine a site is
            site TEXT PRIMARY KEY,
            public_key TEXT NOT NULL,          -- P-256, SubjectPublicKeyInfo, base64
            serial TEXT NOT NULL, version TEXT, enrolled_ms BIGINT NOT NULL,
            moved_serial TEXT, moved_ms BIGINT,                -- the card asks from another machine
            move_state TEXT,                   -- pending, approved
            revoked_ms BIGINT,
            broker_due TEXT);                  -- delete: its broker user has to go yet

        CREATE TABLE device_secrets (
            site TEXT NOT NULL, device TEXT NOT NULL,
            box TEXT NOT NULL,                 -- encrypted with the key in the state folder
            mark TEXT NOT NULL,                -- keyed hash: equal passwords have equal ones
            changed_ms BIGINT NOT NULL, changed_by TEXT NOT NULL,
            PRIMARY KEY (site, device));
        CREATE INDEX device_secrets_by_mark ON device_secrets (mark);

        CREATE TABLE site_runs (               -- runs of the agent that spoke lately: two that speak in turn are two agents
            site TEXT NOT NULL, boot TEXT NOT NULL, serial TEXT,
            first_ms BIGINT NOT NULL, last_ms BIGINT NOT NULL,
            PRIMARY KEY (site, boot));
        """;
}
