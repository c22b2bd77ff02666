using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Outbox;

/// <summary>A store that could not be used, and can be used again.</summary>
public sealed class ReturnToDiskTests
{
    [Fact]
    public void What_was_kept_in_ram_goes_behind_what_the_file_held()
    {
        using var before = new EdgeStores();
        Work(before, 1);
        before.Dispose();
        var folder = before.Directory;
        Hide(folder);
        using var stores = new EdgeStores(folder);
        Assert.True(stores.Events.InRam && stores.Telemetry.InRam);
        Work(stores, 2);
        Assert.False(stores.Events.TryReturn());
        Show(folder);
        Assert.True(stores.Events.TryReturn());
        Assert.True(stores.Telemetry.TryReturn());
        Assert.False(stores.Events.InRam || stores.Telemetry.InRam);
        Work(stores, 3);
        using var after = stores.AfterPowerCut();
        Assert.Equal([1L, 2L, 3L], Events(after));
        Assert.Equal([1L, 2L, 3L], Telemetry(after));
        // What this run had raised is what it told the collector; of the run before it knew nothing.
        Assert.Equal([2, 3], after.Events.LoadRaised().Select(alert => (int)alert.Values["number"]));
        Assert.Equal(["onu/0/1:1", "onu/0/1:2", "onu/0/1:3"], after.Events.LoadStates().Select(state => state.Entity).Order());
        Assert.Equal((0, 0), (after.Events.Depth().Bytes, after.Telemetry.TelemetryDepth().Bytes));
    }

    [Fact]
    public void What_is_in_flight_while_it_goes_back_stays_so_and_its_ack_is_believed()
    {
        using var empty = new EdgeStores();
        empty.Dispose();
        Hide(empty.Directory);
        using var stores = new EdgeStores(empty.Directory);
        Work(stores, 1);
        Work(stores, 2);
        var (sentEvents, sent) = (stores.Events.Next()!, stores.Telemetry.TakeBacklog()!);
        Show(empty.Directory);
        Assert.True(stores.Events.TryReturn() && stores.Telemetry.TryReturn());
        Assert.Equal(2L, Assert.Single(EdgeStores.Numbers(stores.Telemetry.TakeBacklog()!.Payload)));
        Assert.Equal(sentEvents.Payload.ToArray(), stores.Events.Next()!.Payload.ToArray());
        stores.Events.Acknowledge(sentEvents.Key.Boot, SequenceRanges.Of([sentEvents.Key.Seq]));
        stores.Telemetry.Acknowledge(sent.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([sent.Key.Seq]));
        Assert.Equal((0, 1), (stores.Events.Depth().Rows, stores.Telemetry.TelemetryDepth().Rows));
    }

    [Fact]
    public void A_store_that_refuses_writing_while_it_runs_goes_on_in_ram_with_what_it_held()
    {
        using var stores = new EdgeStores();
        for (var number = 1; number <= 5; number++) Work(stores, number);
        stores.Dispose();
        using var file = StoreFile.Open(StoreKind.Telemetry, Path.Combine(stores.Directory, "telemetry.db"), Guid.NewGuid());
        SqliteStore.Execute(file.Database.Connection, "PRAGMA query_only=1");
        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => file.Database.Run("DELETE FROM messages WHERE id = 1"));
        Assert.True(StoreFile.IsDamage(refused));
        file.Replace(refused);
        Assert.True(file.InRam);
        Assert.Equal("not_writable", Assert.Single(file.Troubles()).Reason);
        // Two are acknowledged meanwhile, and one comes.
        file.Database.Run("DELETE FROM messages WHERE id <= 2");
        file.Database.Run("INSERT INTO messages(boot_id, seq, lines, first_ms, last_ms, wall_ms, mono_ms, clock, encoding, bytes, payload) SELECT boot_id, 6, 1, 0, 0, 0, 0, 0, 0, 3, x'313233' FROM messages LIMIT 1");
        Assert.True(file.TryReturn());
        Assert.False(file.InRam);
        Assert.Equal([3L, 4, 5, 6], file.Database.Query("SELECT seq FROM messages ORDER BY id", static row => row.GetInt64(0)));
        Assert.Equal(4, file.Database.Number("SELECT value FROM meta WHERE name = 'rows'"));
    }

    [Fact]
    public void A_full_disk_takes_events_into_the_room_kept_for_them_and_says_so_once()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(RigDirectory.New("outbox-disk"), 96);
        var log = new ListLogger();
        using var stores = new EdgeStores(disk.Path, logger: log);
        stores.Events.Commit([EdgeStores.Event(1)], []);
        stores.Events.KeepReserve(new DriveInfo(disk.Path).AvailableFreeSpace);
        disk.Fill();
        for (var number = 2; number <= 3_000; number++) stores.Events.Commit([EdgeStores.Event(number)], []);
        Assert.Single(log.Lines, line => line.Contains("the room kept for events is used now; make room", StringComparison.Ordinal));
        // And when that is used up too: one line with a remedy, not one for each poll.
        var refused = 0;
        for (var number = 3_001; refused < 200; number++)
        {
            Assert.True(number < 60_000, "a full disk must refuse at last");
            try
            {
                stores.Events.Commit([EdgeStores.Event(number)], []);
            }
            catch (EventsNotStoredException)
            {
                refused++;
                if (refused == 1) disk.Fill();
            }
        }

        Assert.Single(log.Lines, line => line.Contains("events cannot be stored", StringComparison.Ordinal) && line.Contains("make room on the disk", StringComparison.Ordinal));
        stores.WriteBatch(1);
        for (var i = 0; i < 100; i++) Assert.False(stores.Telemetry.CommitNow());
        Assert.Single(log.Lines, line => line.Contains("telemetry cannot be written to disk", StringComparison.Ordinal));
        stores.Time.Advance(FaultLine.Interval);
        Assert.False(stores.Telemetry.CommitNow());
        Assert.Equal(2, log.Lines.Count(line => line.Contains("telemetry cannot be written to disk", StringComparison.Ordinal)));
        disk.Free();
        Assert.True(stores.Telemetry.CommitNow());
        stores.Events.Commit([EdgeStores.Event(70_000)], []);
        Assert.Contains(log.Lines, line => line.Contains("events are stored again", StringComparison.Ordinal));
        Assert.False(stores.Events.InRam || stores.Telemetry.InRam);
    }

    /// <summary>A file that cannot be opened, also not by root: a folder has its name.</summary>
    private static void Hide(string folder)
    {
        foreach (var store in new[] { "events.db", "telemetry.db" })
        {
            File.Move(Path.Combine(folder, store), Path.Combine(folder, $"{store}.hidden"));
            Directory.CreateDirectory(Path.Combine(folder, store));
        }
    }

    private static void Show(string folder)
    {
        foreach (var store in new[] { "events.db", "telemetry.db" })
        {
            Directory.Delete(Path.Combine(folder, store));
            File.Move(Path.Combine(folder, $"{store}.hidden"), Path.Combine(folder, store));
        }
    }

    private static void Work(EdgeStores stores, int number)
    {
        stores.Events.Commit([EdgeStores.Event(number)], [new EntityState("olt-1", $"onu/0/1:{number}", "down", stores.Clock.Now, null)]);
        stores.WriteBatch(number);
        Assert.True(stores.Telemetry.CommitNow());
    }

    private static List<long> Events(EdgeStores stores)
    {
        var numbers = new List<long>();
        while (stores.Events.Next() is { } message)
        {
            numbers.AddRange(JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!.Select(one => (long)one.Values["number"]));
            stores.Events.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        }

        return numbers;
    }

    private static List<long> Telemetry(EdgeStores stores)
    {
        var numbers = new List<long>();
        while (stores.Telemetry.TakeBacklog() is { } message)
        {
            numbers.AddRange(EdgeStores.Numbers(message.Payload));
            stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        }

        return numbers;
    }
}
