using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Stores as each released version left them (<c>released/STORE-SCHEMA.sql</c>) are taken over with all that they hold.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void Events_of_schema_1_keep_their_numbers_order_alerts_and_states()
    {
        using var stores = new EdgeStores(Released());
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

    [Fact]
    public void Telemetry_and_tables_of_schema_1_keep_their_numbers_and_payloads()
    {
        using var stores = new EdgeStores(Released());
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

    private static (string Boot, long Seq, string Numbers) Next(EdgeStores stores)
    {
        var message = stores.Events.Next()!;
        var numbers = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!.Select(one => (long)one.Values["number"]);
        stores.Events.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        return (message.Key.Boot.ToString(), message.Key.Seq, string.Join(',', numbers));
    }

    private static string Released()
    {
        var folder = RigDirectory.New("outbox-released");
        foreach (var store in new[] { "events", "telemetry" })
        {
            using var connection = SqliteStore.Open(Path.Combine(folder, $"{store}.db"), "FULL", shrinks: true);
            // A dump fills tables in the order of their names.
            SqliteStore.Execute(connection, "PRAGMA foreign_keys=OFF");
            SqliteStore.Execute(connection, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Outbox", "released", $"{store}-1.sql")));
        }

        return folder;
    }
}
