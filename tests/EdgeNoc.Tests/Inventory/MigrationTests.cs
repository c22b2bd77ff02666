using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Inventory;

public sealed class MigrationTests
{
    [Fact]
    public void A_database_of_the_first_release_keeps_what_it_has()
    {
        var path = Path.Combine(RigDirectory.New("migration"), "collector.db");
        using (var old = SqliteStore.Open(path, "FULL"))
        {
            Migrations.Apply(old, [Schema.Steps[0]]);
            SqliteStore.Execute(old, """
                INSERT INTO counters (name, value) VALUES ('alert', 17);
                INSERT INTO sites (site, first_seen_ms, state, status_changed_ms) VALUES ('kdr-03', 1001, 'online', 1002);
                INSERT INTO tables (site, device, name, boot, seq, at_ms, received_ms, content_json) VALUES ('kdr-03', 'olt-1', 'onus', 'boot-1', 9, 1003, 1004, '{"rows":[]}');
                INSERT INTO alerts (id, site, device, entity, kind, severity, values_json, labels_json, time_quality, source, raised_ms, seen_ms, stage)
                VALUES (17, 'kdr-03', 'olt-1', 'onu/0/1:3', 'onu.down', 'low', '{}', '{}', 'synced', 'agent', 1005, 1006, 'told');
                """);
        }

        for (var start = 1; start <= 2; start++)
        {
            using var database = CollectorDatabase.Open(path);
            Assert.Equal(["kdr-03 17 9"], database.Write(db => db.Query<string>(
                "SELECT s.site || ' ' || a.id || ' ' || t.seq FROM sites s JOIN alerts a ON a.site = s.site JOIN tables t ON t.site = s.site WHERE a.cleared_ms IS NULL")));
            Assert.Equal(17 + start, database.Write(db => db.NextNumber("alert")));
            Assert.Equal([0L, 0L], database.Write(db => db.Query<long>("SELECT COUNT(*) FROM sessions UNION ALL SELECT COUNT(*) FROM onus")));
        }
    }

    [Theory]
    [InlineData(0, "307c799cef0b33a9986c89b208b64d899baeb6f2da6987710a687653f185ddcc")]
    public void A_released_step_is_never_changed(int step, string sha256) =>
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Schema.Steps[step]))));

    [Fact]
    public void A_row_of_numbers_is_given_once()
    {
        using var story = new Story(onDisk: false);
        Assert.Equal([1L, 2, 12, 13], story.Database.Write(db => new[] { db.NextNumber("a"), db.NextNumbers("a", 10), db.NextNumber("a"), db.NextNumber("a") }));
    }
}
