using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Stores as each released version left them (<c>released/STORE-SCHEMA.sql</c>) are taken over with all that they hold.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Events_keep_their_numbers_order_alerts_and_states(int schema)
    {
        using var stores = new EdgeStores(Released(schema));
        Assert.Empty(stores.Events.TakeTroubles());
        Assert.Equal(5, stores.Events.Depth().Rows);
        Assert.True(stores.Events.Depth().Bytes > 1_000);
        Assert.Equal([1, 2, 3, 4, 5], stores.Events.LoadRaised().Select(alert => (int)alert.Values["number"]));
        Assert.Equal(5, stores.Events.LoadStates().Count(state => state.State == "down" && state.Identity!.StartsWith("00:1A", StringComparison.Ordinal)));
        var snapshot = stores.Events.AlertsSnapshot();
        Assert.Equal((stores.Boot.Boot, 1L), (snapshot.Boot, snapshot.Seq));
        Assert.Equal(("11111111-1111-4111-8111-111111111111", 7L, "1,2"), Next(stores));
        Assert.Equal(("11111111-1111-4111-8111-111111111111", 8L, "3"), Next(stores));
        Assert.Equal((stores.Boot.Boot.ToString(), 1L, "4,5"), Next(stores));
        Assert.False(stores.Events.Any);
        Assert.Equal(0, stores.Events.Depth().Bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Telemetry_and_tables_keep_their_numbers_and_payloads(int schema)
    {
        using var stores = new EdgeStores(Released(schema));
        Assert.Empty(stores.Telemetry.TakeTroubles());
        Assert.Equal(4, stores.Telemetry.TelemetryDepth().Rows);
        Assert.Equal("onus", stores.Telemetry.TakeTable()!.Table);
        for (var number = 1; number <= 4; number++)
        {
            var message = stores.Telemetry.TakeBacklog()!;
            Assert.Equal([(long)number], EdgeStores.Numbers(message.Payload, message.Encoding == PayloadEncoding.Gzip));
            Assert.Equal(number < 4 ? number : 1, message.Key.Seq);
            stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        }

        Assert.Equal((0L, 0L), (stores.Telemetry.TelemetryDepth().Rows, stores.Telemetry.TelemetryDepth().Bytes));
    }

    [Fact]
    public void What_schema_2_had_dropped_is_still_to_be_said()
    {
        using var stores = new EdgeStores(Released(schema: 2));
        var drop = Assert.Single(stores.Telemetry.CloseDrops());
        Assert.Equal(("quota", 1L, 9L, 9L), (drop.Cause, drop.FirstSeq, drop.LastSeq, drop.Messages));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_store_of_an_older_version_that_is_damaged_is_read_as_far_as_it_goes(int schema)
    {
        var folder = Released(schema);
        foreach (var store in new[] { "events", "telemetry" })
        {
            using (var connection = SqliteStore.Open(Path.Combine(folder, $"{store}.db"), "OFF")) SqliteStore.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            // The last page: something is lost, and not all.
            using var file = new FileStream(Path.Combine(folder, $"{store}.db"), FileMode.Open, FileAccess.ReadWrite);
            file.Position = file.Length - 4096;
            file.Write(new byte[4096]);
        }

        using var stores = new EdgeStores(folder);
        foreach (var trouble in stores.Events.TakeTroubles().Concat(stores.Telemetry.TakeTroubles())) Assert.Equal(StoreFault.Corrupt, trouble.Fault);
        Assert.NotEqual(0, stores.Events.Depth().Rows + stores.Telemetry.TelemetryDepth().Rows);
    }

    private static (string Boot, long Seq, string Numbers) Next(EdgeStores stores)
    {
        var message = stores.Events.Next()!;
        var numbers = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!.Select(one => (long)one.Values["number"]);
        stores.Events.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        return (message.Key.Boot.ToString(), message.Key.Seq, string.Join(',', numbers));
    }

    private static string Released(int schema)
    {
        var folder = RigDirectory.New("outbox-released");
        foreach (var store in new[] { "events", "telemetry" })
        {
            using var connection = SqliteStore.Open(Path.Combine(folder, $"{store}.db"), "FULL", shrinks: true);
            // A dump fills tables in the order of their names.
            SqliteStore.Execute(connection, "PRAGMA foreign_keys=OFF");
            SqliteStore.Execute(connection, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Outbox", "released", $"{store}-{schema}.sql")));
        }

        return folder;
    }
}
