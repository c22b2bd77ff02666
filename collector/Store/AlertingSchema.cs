namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought people: who is told, when, how, what they answered, and what each of them may do.</summary>
internal static class AlertingSchema
{
    public const string Step =
        """
        ALTER TABLE sites ADD COLUMN title TEXT;            -- what people call it
        ALTER TABLE sites ADD COLUMN time_zone TEXT;        -- IANA name
        ALTER TABLE sites ADD COLUMN language TEXT;         -- id, pt, en
        ALTER TABLE sites ADD COLUMN described_by TEXT;     -- office: set there, the agent's word does not change it; agent; NULL: nobody
        ALTER TABLE sites ADD COLUMN gateway TEXT;          -- host or host:port at the POP: tells a dead agent from a cut uplink
        ALTER TABLE sites ADD COLUMN gateway_answers INTEGER;  -- by the last probe, which runs only while the agent is silent
        ALTER TABLE sites ADD COLUMN gateway_ms BIGINT;

        CREATE TABLE contacts (
            id TEXT PRIMARY KEY, name TEXT NOT NULL,
            language TEXT NOT NULL, time_zone TEXT NOT NULL,
            role TEXT NOT NULL,                -- what replies of this person may do: viewer, operator, admin
            quiet_json TEXT,                   -- quiet hours: {"from":"22:00","to":"06:00","min_severity":"critical"}
            is_vip INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE contact_addresses (       -- in the order in which they are tried
            contact TEXT NOT NULL, position BIGINT NOT NULL,
            channel TEXT NOT NULL, address TEXT NOT NULL,
            PRIMARY KEY (contact, position));
        CREATE INDEX contact_addresses_by_address ON contact_addresses (address);
        CREATE TABLE rotations (
            id TEXT PRIMARY KEY, time_zone TEXT NOT NULL,
            starts_ms BIGINT NOT NULL, shift_s BIGINT NOT NULL, members_json TEXT NOT NULL);
        CREATE TABLE routes (                  -- the first that matches, in order of position, and those after one that says continue
            id TEXT PRIMARY KEY, position BIGINT NOT NULL,
            matchers_json TEXT NOT NULL, active_json TEXT, steps_json TEXT NOT NULL,
            group_wait_s BIGINT, group_interval_s BIGINT, repeat_interval_s BIGINT,
            continues INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE reports (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL,         -- hourly, daily, alive
            contact TEXT NOT NULL, sites_json TEXT, at_local TEXT,
            last_ms BIGINT);

        CREATE TABLE silences (
            id BIGINT PRIMARY KEY,
            kind TEXT NOT NULL,                -- silence, maintenance, mute
            matchers_json TEXT NOT NULL,
            starts_ms BIGINT NOT NULL, ends_ms BIGINT NOT NULL,
            author TEXT NOT NULL, comment TEXT NOT NULL, created_ms BIGINT NOT NULL,
            incident BIGINT,                   -- of a mute
            before_json TEXT,                  -- of a maintenance: how the ONUs were when it began
            active INTEGER NOT NULL DEFAULT 0, -- whether the sites that it concerns know that it runs
            ended_ms BIGINT);                  -- when it was over and dealt with
        CREATE INDEX silences_standing ON silences (ends_ms) WHERE ended_ms IS NULL;

        ALTER TABLE alerts ADD COLUMN inhibited_by BIGINT;  -- the open alert that hides it
        ALTER TABLE alerts ADD COLUMN silenced_by BIGINT;
        ALTER TABLE alerts ADD COLUMN is_child INTEGER NOT NULL DEFAULT 0;     -- within its incident: listed inside, not told by itself
        ALTER TABLE alerts ADD COLUMN ready_ms BIGINT;      -- since when nothing hides it: from then on it waits for company
        ALTER TABLE alerts ADD COLUMN clear_reason TEXT;    -- what its end said: what was known when it was raised stays beside it
        ALTER TABLE alerts ADD COLUMN clear_values_json TEXT;
        ALTER TABLE alerts ADD COLUMN clear_labels_json TEXT;
        CREATE INDEX alerts_open_of_site ON alerts (kind) WHERE cleared_ms IS NULL AND device = 'site';
        CREATE INDEX alerts_past_of_entity ON alerts (site, device, entity, cleared_ms) WHERE cleared_ms IS NOT NULL;
        CREATE TABLE alert_due (               -- sites that the stages have to look at, and when
            site TEXT PRIMARY KEY, due_ms BIGINT NOT NULL);
        CREATE INDEX alert_due_by_time ON alert_due (due_ms);
        INSERT INTO alert_due (site, due_ms)
            SELECT site, 0 FROM alerts WHERE cleared_ms IS NULL OR stage = 'waiting'
            UNION SELECT site, 0 FROM incidents WHERE closed_ms IS NULL
            UNION SELECT site, 0 FROM offline_summaries WHERE stage = 'waiting';
        ALTER TABLE incidents ADD COLUMN cause TEXT;        -- what the first line says: fibre_cut, branch_cut, power …
        ALTER TABLE incidents ADD COLUMN acked_by TEXT;
        ALTER TABLE incidents ADD COLUMN acked_ms BIGINT;
        ALTER TABLE incidents ADD COLUMN route TEXT;
        ALTER TABLE incidents ADD COLUMN step BIGINT NOT NULL DEFAULT 0;       -- of its route's escalation: how many were taken
        ALTER TABLE incidents ADD COLUMN next_ms BIGINT;                       -- when to look at it again: next step, update, repeat
        ALTER TABLE incidents ADD COLUMN maintenance_until_ms BIGINT;
        CREATE TABLE escalations (             -- how far the steps of each route were taken for an incident
            incident BIGINT NOT NULL, route TEXT NOT NULL,
            began_ms BIGINT NOT NULL, step BIGINT NOT NULL,
            PRIMARY KEY (incident, route));
        CREATE TABLE notified (                -- the notification log: what each contact knows of an incident
            incident BIGINT NOT NULL, contact TEXT NOT NULL,
            purpose TEXT NOT NULL,             -- held, escalated: meant for him, not told yet; else what was told last
            at_ms BIGINT NOT NULL,
            firing BIGINT NOT NULL,            -- how many were down; 0: not known
            leaders BIGINT NOT NULL,           -- in how many alerts
            severity TEXT NOT NULL, cause TEXT,
            PRIMARY KEY (incident, contact));
        INSERT INTO notified (incident, contact, purpose, at_ms, firing, leaders, severity, cause)
            SELECT o.incident, o.recipient, 'problem', MAX(o.created_ms),
                   0, (SELECT COUNT(*) FROM alerts a WHERE a.incident = o.incident), i.severity, NULL
            FROM outbox o JOIN incidents i ON i.number = o.incident
            WHERE i.closed_ms IS NULL AND o.purpose = 'problem' GROUP BY o.incident, o.recipient, i.severity;

        ALTER TABLE outbox ADD COLUMN contact TEXT;
        ALTER TABLE outbox ADD COLUMN site TEXT;            -- what a digest names it by, with the first line
        ALTER TABLE outbox ADD COLUMN severity TEXT;
        ALTER TABLE outbox ADD COLUMN receipt TEXT;         -- delivered, read, failed: what the provider told since
        ALTER TABLE outbox ADD COLUMN receipt_ms BIGINT;
        ALTER TABLE outbox ADD COLUMN deadline_ms BIGINT;   -- without a receipt by then the next address or contact is tried
        ALTER TABLE outbox ADD COLUMN fallback_of BIGINT;
        ALTER TABLE outbox ADD COLUMN buttons_json TEXT;
        ALTER TABLE outbox ADD COLUMN cost_micro BIGINT NOT NULL DEFAULT 0;    -- millionths of the currency of its channel
        CREATE INDEX outbox_by_incident ON outbox (incident) WHERE incident IS NOT NULL;
        CREATE INDEX outbox_by_provider_id ON outbox (channel, provider_id) WHERE provider_id IS NOT NULL;
        CREATE INDEX outbox_deadlines ON outbox (deadline_ms) WHERE deadline_ms IS NOT NULL;
        ALTER TABLE outbox ADD COLUMN sent_ms BIGINT;       -- when it last went out, or may have: budgets go by it
        ALTER TABLE outbox ADD COLUMN part_of BIGINT;       -- a later part of that message
        ALTER TABLE outbox ADD COLUMN digest BIGINT;        -- the digest that names it; its state is digested
        ALTER TABLE outbox ADD COLUMN also_id TEXT;         -- another id by which receipts name it
        ALTER TABLE outbox ADD COLUMN as_template INTEGER NOT NULL DEFAULT 0;  -- the provider says that free text may not go
        CREATE INDEX outbox_sent ON outbox (channel, recipient, sent_ms) WHERE sent_ms IS NOT NULL;
        CREATE INDEX outbox_queued ON outbox (channel, recipient) WHERE state = 'queued';
        CREATE INDEX outbox_waiting ON outbox (channel, recipient) WHERE state IN ('queued', 'sending');
        CREATE INDEX outbox_digested ON outbox (digest) WHERE digest IS NOT NULL;
        CREATE INDEX outbox_fallbacks ON outbox (fallback_of) WHERE fallback_of IS NOT NULL;
        CREATE INDEX outbox_by_also_id ON outbox (channel, also_id) WHERE also_id IS NOT NULL;
        CREATE TABLE early_receipts (          -- of messages that are not known yet: the provider may call before its answer is stored
            channel TEXT NOT NULL, provider_id TEXT NOT NULL, state TEXT NOT NULL,
            at_ms BIGINT NOT NULL, received_ms BIGINT NOT NULL, failure TEXT,
            PRIMARY KEY (channel, provider_id, state));
        CREATE INDEX early_receipts_received ON early_receipts (received_ms);
        CREATE TABLE channel_states (          -- what is known of each channel, and what it did so far
            channel TEXT PRIMARY KEY,
            sent BIGINT NOT NULL DEFAULT 0, delivered BIGINT NOT NULL DEFAULT 0, failed BIGINT NOT NULL DEFAULT 0,
            cost_micro BIGINT NOT NULL DEFAULT 0,            -- since the beginning
            month TEXT, month_micro BIGINT NOT NULL DEFAULT 0, month_noted BIGINT NOT NULL DEFAULT 0,  -- this month's, and the share that was noted, in percent
            tried_ms BIGINT,
            failures BIGINT NOT NULL DEFAULT 0, failing_since_ms BIGINT, problem TEXT,                 -- sends that failed in a row
            unconfirmed BIGINT NOT NULL DEFAULT 0, unconfirmed_since_ms BIGINT, unconfirmed_recipient TEXT, unconfirmed_several INTEGER NOT NULL DEFAULT 0,
            session_down_since_ms BIGINT, session_problem TEXT,
            canary_id BIGINT, canary_sent_ms BIGINT, canary_heard_ms BIGINT, canary_lost_since_ms BIGINT);
        ALTER TABLE alerts ADD COLUMN written BIGINT NOT NULL DEFAULT 0;       -- in alert_event: 1 its raise, 2 with its incident, 4 its clear
        UPDATE alerts SET written = 4 WHERE cleared_ms IS NOT NULL;
        CREATE INDEX alerts_unwritten ON alerts (id) WHERE written = 0 OR (written = 1 AND incident IS NOT NULL) OR (written < 4 AND cleared_ms IS NOT NULL);
        CREATE TABLE inbound (                 -- what people wrote or tapped, each once
            channel TEXT NOT NULL, provider_id TEXT NOT NULL,
            at_ms BIGINT NOT NULL, sender TEXT NOT NULL, contact TEXT, content TEXT NOT NULL, outcome TEXT NOT NULL,
            PRIMARY KEY (channel, provider_id));
        CREATE INDEX inbound_by_sender ON inbound (channel, sender, at_ms);
        CREATE TABLE inbound_cursors (         -- of channels that are asked: where to go on
            channel TEXT PRIMARY KEY, next TEXT NOT NULL);

        CREATE INDEX events_notes ON events (kind, received_ms) WHERE kind IN ('onu.new', 'onu.replaced', 'onu.removed');
        CREATE TABLE templates (
            name TEXT NOT NULL, language TEXT NOT NULL, content TEXT NOT NULL,
            author TEXT NOT NULL, at_ms BIGINT NOT NULL,
            failure TEXT, failed_ms BIGINT,    -- the first time that the shipped text went out instead, and why
            PRIMARY KEY (name, language));
        CREATE TABLE external_alerts (         -- of other systems: over at ends_ms unless they are sent again
            site TEXT NOT NULL, device TEXT NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL, ends_ms BIGINT NOT NULL,
            PRIMARY KEY (site, device, entity, kind));
        CREATE TABLE tokens (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL,
            created_ms BIGINT NOT NULL, used_ms BIGINT, revoked_ms BIGINT);
        CREATE TABLE audit (
            id BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL,
            actor TEXT NOT NULL, via TEXT NOT NULL,          -- api, whatsapp, file, verb
            action TEXT NOT NULL, target TEXT NOT NULL, detail_json TEXT, outcome TEXT NOT NULL);
        """;
}
