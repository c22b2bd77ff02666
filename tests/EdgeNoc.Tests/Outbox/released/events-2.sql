BEGIN TRANSACTION;
CREATE TABLE alerts(
          device TEXT NOT NULL,
          entity TEXT NOT NULL,
          kind TEXT NOT NULL,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY(device, entity, kind)
        ) WITHOUT ROWID;
INSERT INTO "alerts" VALUES('olt-1','onu/0/1:1','onu.down',3,1763614800124,100124,0,'{"id":"00000001-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:1","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":1},"labels":{"pon":"0/1"},"time_quality":"synced"}');
INSERT INTO "alerts" VALUES('olt-1','onu/0/1:2','onu.down',3,1763614800125,100125,0,'{"id":"00000002-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:2","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":2},"labels":{"pon":"0/1"},"time_quality":"synced"}');
INSERT INTO "alerts" VALUES('olt-1','onu/0/1:3','onu.down',3,1763614800126,100126,0,'{"id":"00000003-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:3","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":3},"labels":{"pon":"0/1"},"time_quality":"synced"}');
INSERT INTO "alerts" VALUES('olt-1','onu/0/1:4','onu.down',4,1763614800127,100127,2,'{"id":"00000004-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:4","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":4},"labels":{"pon":"0/1"},"time_quality":"estimated"}');
INSERT INTO "alerts" VALUES('olt-1','onu/0/1:5','onu.down',4,1763614800128,100128,2,'{"id":"00000005-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:5","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":5},"labels":{"pon":"0/1"},"time_quality":"estimated"}');
CREATE TABLE boots(
          id INTEGER PRIMARY KEY,
          boot TEXT NOT NULL UNIQUE,
          kernel_boot TEXT NOT NULL,
          started_wall_ms INTEGER NOT NULL,
          started_mono_ms INTEGER NOT NULL,
          started_clock INTEGER NOT NULL
        );
INSERT INTO "boots" VALUES(3,'11111111-1111-4111-8111-111111111111','kernel-1',1763614800000,100000,0);
INSERT INTO "boots" VALUES(4,'22222222-2222-4222-8222-222222222222','kernel-2',1763618400000,3700000,2);
CREATE TABLE entity_states(
          device TEXT NOT NULL,
          entity TEXT NOT NULL,
          state TEXT NOT NULL,
          since_ms INTEGER NOT NULL,
          identity TEXT,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          PRIMARY KEY(device, entity)
        ) WITHOUT ROWID;
INSERT INTO "entity_states" VALUES('olt-1','onu/0/1:1','down',1763614800123,'00:1A:2B:3C:4D:01',3,1763614800124,100124,0);
INSERT INTO "entity_states" VALUES('olt-1','onu/0/1:2','down',1763614800123,'00:1A:2B:3C:4D:02',3,1763614800125,100125,0);
INSERT INTO "entity_states" VALUES('olt-1','onu/0/1:3','down',1763614800123,'00:1A:2B:3C:4D:03',3,1763614800126,100126,0);
INSERT INTO "entity_states" VALUES('olt-1','onu/0/1:4','down',1763614800123,'00:1A:2B:3C:4D:04',4,1763614800127,100127,2);
INSERT INTO "entity_states" VALUES('olt-1','onu/0/1:5','down',1763614800123,'00:1A:2B:3C:4D:05',4,1763614800128,100128,2);
CREATE TABLE events(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          boot_id INTEGER NOT NULL REFERENCES boots(id),
          wall_ms INTEGER NOT NULL,
          mono_ms INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          severity INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          body TEXT NOT NULL,
          message_boot_id INTEGER REFERENCES boots(id),
          message_seq INTEGER
        );
INSERT INTO "events" VALUES(11,3,1763614800124,100124,0,1,258,'{"id":"00000001-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:1","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":1},"labels":{"pon":"0/1"},"time_quality":"synced"}',3,7);
INSERT INTO "events" VALUES(12,3,1763614800125,100125,0,1,258,'{"id":"00000002-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:2","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":2},"labels":{"pon":"0/1"},"time_quality":"synced"}',3,7);
INSERT INTO "events" VALUES(13,3,1763614800126,100126,0,1,258,'{"id":"00000003-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:3","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":3},"labels":{"pon":"0/1"},"time_quality":"synced"}',3,8);
INSERT INTO "events" VALUES(14,4,1763614800127,100127,2,1,261,'{"id":"00000004-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:4","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":4},"labels":{"pon":"0/1"},"time_quality":"estimated"}',NULL,NULL);
INSERT INTO "events" VALUES(15,4,1763614800128,100128,2,1,261,'{"id":"00000005-0000-7000-8000-000000000000","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/1:5","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"number":5},"labels":{"pon":"0/1"},"time_quality":"estimated"}',NULL,NULL);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('bytes','1296');
INSERT INTO "meta" VALUES('last_message_boot','11111111-1111-4111-8111-111111111111');
INSERT INTO "meta" VALUES('last_message_seq','8');
INSERT INTO "meta" VALUES('rows','5');
CREATE INDEX events_by_message ON events(message_boot_id, message_seq);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',15);
COMMIT;
PRAGMA user_version=2;
