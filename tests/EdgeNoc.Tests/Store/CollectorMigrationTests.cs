using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Store;

/// <summary>Databases that released versions wrote are brought up to date with all they hold.</summary>
public sealed class CollectorMigrationTests
{
    [Fact]
    public void A_database_of_schema_1_keeps_its_data_and_gets_the_newer_tables()
    {
        var file = Path.Combine(RigDirectory.New("migration"), "collector.db");
        using (var old = SqliteStore.Open(file, "FULL")) SqliteStore.Execute(old, File.ReadAllText(Fixture("collector-schema-1.sql")));
        for (var start = 0; start < 2; start++)
        {
            using var database = CollectorDatabase.Open(file);
            Assert.Equal(["kdr-03 online 0.1.0"], database.Write(db => db.Query<string>("SELECT site || ' ' || state || ' ' || version FROM sites")));
            Assert.Equal(["41 17 onu/0/3:17 raised"], database.Write(db => db.Query<string>("SELECT seq || ' ' || ordinal || ' ' || entity || ' ' || state FROM events")));
            Assert.Equal([17L], database.Write(db => db.Query<long>("SELECT ordinal FROM received")));
            Assert.Equal(["5 told 3"], database.Write(db => db.Query<string>("SELECT id || ' ' || stage || ' ' || incident FROM alerts WHERE cleared_ms IS NULL")));
            Assert.Equal(18 + start, database.Write(db => db.NextNumber("event_message")));
            Assert.Equal(0, database.Write(db => db.First<long>("SELECT (SELECT COUNT(*) FROM received_streams) + (SELECT COUNT(*) FROM gaps) + (SELECT COUNT(*) FROM touched_windows)")));
        }
    }

    private static string Fixture(string name) => Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Tests", "Store", name);
}
