namespace EdgeNoc.Collector.Store;

/// <summary>
/// The schema, as numbered steps that are never changed once released. Only what SQLite and PostgreSQL share:
/// texts, 64-bit integers, <c>ON CONFLICT … DO UPDATE</c>, partial indexes, <c>RETURNING</c>; ids come from <c>counters</c>.
/// </summary>
internal static class Schema
{
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);

        CREATE TABLE sites (
            site TEXT PRIMARY KEY,
            first_seen_ms BIGINT NOT NULL,
            last_seen_ms BIGINT,               -- last live heartbeat; a retained status is none
            state TEXT NOT NULL,               -- unknown, online, offline, stopped
            status_changed_ms BIGINT NOT NULL,
            boot TEXT, version TEXT, config TEXT, clock TEXT, uplink TEXT, reason TEXT,
            started_ms BIGINT,
            devices_json TEXT,
            skew_ms BIGINT);

        CREATE TABLE received (                -- event messages that are stored, in the order in which they came
            site TEXT NOT NULL, boot TEXT NOT NULL, seq BIGINT NOT NULL,
            ordinal BIGINT NOT NULL,
            received_ms BIGINT NOT NULL,
            PRIMARY KEY (site, boot, seq));

        CREATE TABLE events (
            site TEXT NOT NULL, id TEXT NOT NULL,
            ordinal BIGINT NOT NULL,           -- of its message
            boot TEXT NOT NULL, seq BIGINT NOT NULL,
            device TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL,
            state TEXT NOT NULL, severity TEXT NOT NULL,
            at_ms BIGINT NOT NULL, sent_ms BIGINT, received_ms BIGINT NOT NULL,
            reason TEXT, values_json TEXT NOT NULL, labels_json TEXT NOT NULL, time_quality TEXT NOT NULL,
            late INTEGER NOT NULL,             -- too old to page or to heal by itself
            accounted INTEGER NOT NULL,        -- a late one that a reconciliation has dealt with
            PRIMARY KEY (site, id));
        CREATE INDEX events_by_ordinal ON events (site, ordinal);
        CREATE INDEX events_late ON events (site) WHERE late = 1 AND accounted = 0;

        CREATE TABLE refused_events (
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, boot TEXT, seq BIGINT,
            at_ms BIGINT NOT NULL, reason TEXT NOT NULL, content TEXT NOT NULL);

        CREATE TABLE alerts (                  -- one row from each raise to its clear
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, device TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL,
            severity TEXT NOT NULL, reason TEXT, values_json TEXT NOT NULL, labels_json TEXT NOT NULL, time_quality TEXT NOT NULL,
            source TEXT NOT NULL,              -- agent, collector
            raised_ms BIGINT NOT NULL,         -- by whoever raised it
            seen_ms BIGINT NOT NULL,           -- by the collector's clock
            cleared_ms BIGINT, clear_seen_ms BIGINT,
            cleared_by TEXT,                   -- event, reconciliation, collector
            stage TEXT NOT NULL,               -- waiting, told, silent
            incident BIGINT);
        CREATE UNIQUE INDEX alerts_open ON alerts (site, device, entity, kind) WHERE cleared_ms IS NULL;
        CREATE INDEX alerts_told ON alerts (site, device, entity, kind) WHERE incident IS NOT NULL;
        CREATE INDEX alerts_waiting ON alerts (site) WHERE stage = 'waiting';
        CREATE INDEX alerts_by_incident ON alerts (incident);

        CREATE TABLE tables (
            site TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL,
            boot TEXT NOT NULL, seq BIGINT NOT NULL,
            at_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL,
            content_json TEXT NOT NULL,
            PRIMARY KEY (site, device, name));

        CREATE TABLE pending_snapshots (       -- the newest site/alerts of each site that waits for the event it names
            site TEXT PRIMARY KEY,
            boot TEXT, seq BIGINT NOT NULL,    -- of the event message that it includes last; seq 0: none
            at_ms BIGINT NOT NULL, waiting_since_ms BIGINT NOT NULL,
            arrived_ordinal BIGINT NOT NULL,   -- the newest event message when it came
            content_json TEXT NOT NULL);

        CREATE TABLE offline_summaries (
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, seen_ms BIGINT NOT NULL,
            from_ms BIGINT NOT NULL, to_ms BIGINT NOT NULL,
            severity TEXT NOT NULL, counts_json TEXT NOT NULL,
            stage TEXT NOT NULL);              -- waiting, told, silent
        CREATE INDEX offline_summaries_waiting ON offline_summaries (site) WHERE stage = 'waiting';

        CREATE TABLE incidents (
            number BIGINT PRIMARY KEY,
            site TEXT NOT NULL, severity TEXT NOT NULL, kind TEXT NOT NULL, device TEXT NOT NULL, entity TEXT NOT NULL,
            since_ms BIGINT NOT NULL, opened_ms BIGINT NOT NULL, closed_ms BIGINT);
        CREATE INDEX incidents_open ON incidents (site) WHERE closed_ms IS NULL;

        CREATE TABLE decisions (               -- why somebody was told or not
            id BIGINT PRIMARY KEY,
            at_ms BIGINT NOT NULL, site TEXT NOT NULL,
            decision TEXT NOT NULL, detail TEXT,
            alert BIGINT, incident BIGINT, recipient TEXT);
        CREATE INDEX decisions_by_alert ON decisions (alert);
        CREATE INDEX decisions_by_incident ON decisions (incident);

        CREATE TABLE outbox (
            id BIGINT PRIMARY KEY,
            channel TEXT NOT NULL, recipient TEXT NOT NULL,
            thread TEXT NOT NULL,              -- messages of one thread reach a recipient in order
            purpose TEXT NOT NULL,             -- problem, recovery, summary
            incident BIGINT, content TEXT NOT NULL,
            change_ms BIGINT NOT NULL,         -- when the network changed: for the time from change to message
            created_ms BIGINT NOT NULL,
            state TEXT NOT NULL,               -- queued, sending, accepted, failed
            attempts BIGINT NOT NULL, next_attempt_ms BIGINT NOT NULL,
            in_doubt INTEGER NOT NULL,         -- it may have arrived already
            last_reason TEXT, provider_id TEXT, finished_ms BIGINT);
        CREATE INDEX outbox_unsent ON outbox (next_attempt_ms) WHERE state IN ('queued', 'sending');
        CREATE INDEX outbox_by_thread ON outbox (thread, recipient);
        """,
        """
        CREATE TABLE sessions (                -- of subscribers, from the lists that routers give
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, device TEXT NOT NULL,
            service TEXT NOT NULL,             -- ppp, hotspot
            account TEXT NOT NULL, caller_id TEXT NOT NULL,
            number TEXT NOT NULL,              -- the router's own of it, else its address: with account and caller_id it tells sessions apart
            address TEXT,
            began_ms BIGINT NOT NULL,          -- by its uptime, else the first list that had it
            seen_ms BIGINT NOT NULL,           -- the last list that had it, by the agent's clock
            received_ms BIGINT NOT NULL,       -- the same, by the collector's
            ended_ms BIGINT,                   -- the first list that had it no more, or the beginning of its successor
            uptime_s BIGINT, upload_bytes BIGINT, download_bytes BIGINT);  -- by the last list that had it
        CREATE INDEX sessions_open ON sessions (site, device, service) WHERE ended_ms IS NULL;
        CREATE INDEX sessions_ended ON sessions (ended_ms) WHERE ended_ms IS NOT NULL;
        CREATE INDEX sessions_ended_by_site ON sessions (site, ended_ms) WHERE ended_ms IS NOT NULL;
        CREATE INDEX sessions_by_account ON sessions (account);
        CREATE INDEX sessions_by_caller ON sessions (caller_id);

        CREATE TABLE onus (                    -- who is in which slot of an OLT, and who was
            site TEXT NOT NULL, device TEXT NOT NULL, entity TEXT NOT NULL,
            identity TEXT NOT NULL,            -- MAC, else serial, else empty
            pon TEXT, name TEXT, mac TEXT, serial TEXT, status TEXT,
            first_seen_ms BIGINT NOT NULL, last_seen_ms BIGINT NOT NULL,
            gone_ms BIGINT,                    -- the first list of its OLT that had it no more
            PRIMARY KEY (site, device, entity, identity));
        CREATE INDEX onus_by_mac ON onus (mac);
        CREATE INDEX onus_by_serial ON onus (serial);
        CREATE INDEX onus_gone ON onus (site, gone_ms) WHERE gone_ms IS NOT NULL;
        """,
        ReceptionSchema.Step,
        AlertingSchema.Step,
        EnrolmentSchema.Step,
        FleetSchema.Step,
        UpdateSchema.Step,
        PeopleSchema.Step,
        WorkSchema.Step,
        DeskSchema.Step,
        TurnSchema.Step,
        PeakSchema.Step,
    ];
}
