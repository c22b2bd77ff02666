-- A collector's database as schema 1 wrote it, with a little of everything that later steps must keep.
BEGIN TRANSACTION;
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
INSERT INTO "alerts" VALUES(5,'kdr-03','olt-1','onu/0/3:17','onu.down','low','timeout','{}','{}','synced','agent',1800,1900,NULL,NULL,NULL,'told',3);
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO "counters" VALUES('event_message',17);
INSERT INTO "counters" VALUES('incident',3);
CREATE TABLE decisions (               -- why somebody was told or not
            id BIGINT PRIMARY KEY,
            at_ms BIGINT NOT NULL, site TEXT NOT NULL,
            decision TEXT NOT NULL, detail TEXT,
            alert BIGINT, incident BIGINT, recipient TEXT);
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
INSERT INTO "events" VALUES('kdr-03','0192e4a0-0000-7000-8000-000000000031',17,'0192e4a0-0000-7000-8000-00000000000a',41,'olt-1','onu/0/3:17','onu.down','raised','low',1800,1850,1900,'timeout','{"rx_dbm":-28.1}','{"pon":"0/3"}','synced',0,0);
CREATE TABLE incidents (
            number BIGINT PRIMARY KEY,
            site TEXT NOT NULL, severity TEXT NOT NULL, kind TEXT NOT NULL, device TEXT NOT NULL, entity TEXT NOT NULL,
            since_ms BIGINT NOT NULL, opened_ms BIGINT NOT NULL, closed_ms BIGINT);
INSERT INTO "incidents" VALUES(3,'kdr-03','low','onu.down','olt-1','onu/0/3:17',1800,1901,NULL);
CREATE TABLE offline_summaries (
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, seen_ms BIGINT NOT NULL,
            from_ms BIGINT NOT NULL, to_ms BIGINT NOT NULL,
            severity TEXT NOT NULL, counts_json TEXT NOT NULL,
            stage TEXT NOT NULL);
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
CREATE TABLE pending_snapshots (       -- the newest site/alerts of each site that waits for the event it names
            site TEXT PRIMARY KEY,
            boot TEXT, seq BIGINT NOT NULL,    -- of the event message that it includes last; seq 0: none
            at_ms BIGINT NOT NULL, waiting_since_ms BIGINT NOT NULL,
            arrived_ordinal BIGINT NOT NULL,   -- the newest event message when it came
            content_json TEXT NOT NULL);
CREATE TABLE received (                -- event messages that are stored, in the order in which they came
            site TEXT NOT NULL, boot TEXT NOT NULL, seq BIGINT NOT NULL,
            ordinal BIGINT NOT NULL,
            received_ms BIGINT NOT NULL,
            PRIMARY KEY (site, boot, seq));
INSERT INTO "received" VALUES('kdr-03','0192e4a0-0000-7000-8000-00000000000a',41,17,1900);
CREATE TABLE refused_events (
            id BIGINT PRIMARY KEY,
            site TEXT NOT NULL, boot TEXT, seq BIGINT,
            at_ms BIGINT NOT NULL, reason TEXT NOT NULL, content TEXT NOT NULL);
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
INSERT INTO "sites" VALUES('kdr-03',1000,2000,'online',1500,'0192e4a0-0000-7000-8000-00000000000a','0.1.0',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE tables (
            site TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL,
            boot TEXT NOT NULL, seq BIGINT NOT NULL,
            at_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL,
            content_json TEXT NOT NULL,
            PRIMARY KEY (site, device, name));
CREATE INDEX events_by_ordinal ON events (site, ordinal);
CREATE INDEX events_late ON events (site) WHERE late = 1 AND accounted = 0;
CREATE UNIQUE INDEX alerts_open ON alerts (site, device, entity, kind) WHERE cleared_ms IS NULL;
CREATE INDEX alerts_told ON alerts (site, device, entity, kind) WHERE incident IS NOT NULL;
CREATE INDEX alerts_waiting ON alerts (site) WHERE stage = 'waiting';
CREATE INDEX alerts_by_incident ON alerts (incident);
CREATE INDEX offline_summaries_waiting ON offline_summaries (site) WHERE stage = 'waiting';
CREATE INDEX incidents_open ON incidents (site) WHERE closed_ms IS NULL;
CREATE INDEX decisions_by_alert ON decisions (alert);
CREATE INDEX decisions_by_incident ON decisions (incident);
CREATE INDEX outbox_unsent ON outbox (next_attempt_ms) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_by_thread ON outbox (thread, recipient);
COMMIT;
PRAGMA user_version=1;
