using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Damage that SQLite does not see, or passes over without a word.</summary>
public sealed class LostCommitTests
{
    private const int Messages = 30;

    [Theory]
    [InlineData("zeros")]
    [InlineData("noise")]
    [InlineData("cut")]
    public void Commits_behind_damage_in_the_log_are_counted_and_stated_once(string kind)
    {
        using var healthy = Filled(out var sizes);
        using var stores = healthy.AfterPowerCut(folder => Damage(Path.Combine(folder, "telemetry.db-wal"), sizes[9], kind));
        var left = stores.Telemetry.TelemetryDepth().Rows;
        Assert.Equal(10, left);
        var trouble = Assert.Single(stores.Telemetry.TakeTroubles());
        Assert.Equal((StoreFault.LogCut, "log_cut", left, Messages - left), (trouble.Fault, trouble.Reason, trouble.Rescued, trouble.Lost));
        Assert.Equal(stores.Boot.Boot, trouble.Boot);
        // A number that was given once is never given again.
        stores.WriteBatch(99);
        stores.Telemetry.CommitNow();
        Assert.True(LastId(stores) > Messages);
        using var later = stores.AfterPowerCut();
        Assert.Empty(later.Telemetry.TakeTroubles());
    }

    [Fact]
    public void Events_lost_in_a_damaged_log_are_counted_too()
    {
        using var healthy = Filled(out _);
        using var stores = healthy.AfterPowerCut(folder => Damage(Path.Combine(folder, "events.db-wal"), 32, "zeros"));
        var trouble = Assert.Single(stores.Events.TakeTroubles());
        Assert.Equal(("events", StoreFault.LogCut, 0L, (long)Messages), (trouble.Store, trouble.Fault, trouble.Rescued, trouble.Lost));
    }

    [Fact]
    public void A_log_whose_end_only_deleted_costs_nothing_and_says_nothing()
    {
        using var healthy = Filled(out var sizes);
        while (healthy.Telemetry.TakeBacklog() is { } message) healthy.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        using var stores = healthy.AfterPowerCut(folder => Damage(Path.Combine(folder, "telemetry.db-wal"), sizes[^1], "zeros"));
        Assert.Equal(Messages, stores.Telemetry.TelemetryDepth().Rows);
        Assert.Empty(stores.Telemetry.TakeTroubles());
    }

    [Fact]
    public void A_store_that_is_gone_is_stated()
    {
        using var healthy = Filled(out _);
        using var stores = healthy.AfterPowerCut(folder =>
        {
            File.Delete(Path.Combine(folder, "telemetry.db"));
            File.Delete(Path.Combine(folder, "telemetry.db-wal"));
        });
        var trouble = Assert.Single(stores.Telemetry.TakeTroubles());
        Assert.Equal((StoreFault.Missing, (long?)null), (trouble.Fault, trouble.Lost));
    }

    [Fact]
    public void A_mark_that_is_damaged_itself_makes_nothing_up()
    {
        using var healthy = Filled(out _);
        foreach (var mark in new[] { "", "9999", "9999 1", new string('9', 500), "\0\0\0" })
        {
            using var stores = healthy.AfterPowerCut(folder => File.WriteAllText(Path.Combine(folder, "telemetry.db.mark"), mark));
            Assert.Empty(stores.Telemetry.TakeTroubles());
            Assert.Equal(Messages, stores.Telemetry.TelemetryDepth().Rows);
        }
    }

    [Fact]
    public void A_message_that_is_not_what_was_written_is_dropped_with_its_number_and_its_neighbours_go_out()
    {
        using var healthy = Filled(out _);
        using var stores = healthy.AfterPowerCut(folder =>
        {
            using var connection = SqliteStore.Open(Path.Combine(folder, "telemetry.db"), "OFF");
            // What a card does: the page is sound, what stands on it is not.
            SqliteStore.Execute(connection, "PRAGMA foreign_keys=OFF; UPDATE messages SET payload = zeroblob(length(payload)) WHERE id = 7; UPDATE messages SET first_ms = 9000000000000000000 WHERE id = 9; UPDATE messages SET boot_id = 77 WHERE id = 11");
        });
        var numbers = new List<long>();
        while (stores.Telemetry.TakeBacklog() is { } message)
        {
            numbers.AddRange(EdgeStores.Numbers(message.Payload));
            stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        }

        Assert.Equal(Enumerable.Range(1, Messages).Select(number => (long)number).Except([7L, 9L, 11L]), numbers);
        var drops = stores.Telemetry.CloseDrops();
        Assert.All(drops, drop => Assert.Equal("damaged", drop.Cause));
        Assert.Equal(3, drops.Sum(drop => drop.Messages));
        Assert.Equal((0, 0), (stores.Telemetry.TelemetryDepth().Rows, stores.Telemetry.TelemetryDepth().Bytes));
        // The event can be made, whatever the row said.
        Assert.All(drops, drop => Assert.Equal("telemetry", SelfEvents.TelemetryDropped(drop, stores.Clock.Now, TimeQuality.Synced).Labels["class"]));
    }

    [Fact]
    public void Rows_whose_run_is_lost_go_out_when_they_have_their_time_and_are_stated_when_not()
    {
        var machine = new TestClock();
        using var healthy = new EdgeStores(machine: machine);
        healthy.WriteBatch(1);
        healthy.Telemetry.CommitNow();
        machine.State = EdgeNoc.Agent.Clock.ClockState.Unsynced;
        using var unsynced = healthy.Restarted();
        unsynced.WriteBatch(2);
        unsynced.Telemetry.CommitNow();
        using var stores = unsynced.AfterPowerCut(folder =>
        {
            using (var connection = SqliteStore.Open(Path.Combine(folder, "telemetry.db"), "OFF"))
                SqliteStore.Execute(connection, "PRAGMA foreign_keys=OFF; DELETE FROM boots; PRAGMA wal_checkpoint(TRUNCATE)");
            // As a rescue finds it that cannot read the page with the runs.
            File.Move(Path.Combine(folder, "telemetry.db"), Path.Combine(folder, "telemetry.db.damaged"));
        });
        Assert.Equal(1L, Assert.Single(EdgeStores.Numbers(stores.Telemetry.TakeBacklog()!.Payload)));
        Assert.Null(stores.Telemetry.TakeBacklog());
        Assert.Equal(("damaged", 1L), stores.Telemetry.CloseDrops().Select(drop => (drop.Cause, drop.Messages)).Single());
    }

    [Fact]
    public void A_rescue_that_a_crash_interrupted_is_done_again_and_stated_once()
    {
        using var healthy = Filled(out _);
        using var interrupted = healthy.AfterPowerCut(folder =>
        {
            using (var connection = SqliteStore.Open(Path.Combine(folder, "telemetry.db"), "OFF")) SqliteStore.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            // Moved aside, and a new one only just begun.
            File.Move(Path.Combine(folder, "telemetry.db"), Path.Combine(folder, "telemetry.db.damaged"));
        });
        Assert.Equal(Messages, interrupted.Telemetry.TelemetryDepth().Rows);
        var trouble = Assert.Single(interrupted.Telemetry.Troubles());
        Assert.Equal((StoreFault.Corrupt, (long)Messages, 0L), (trouble.Fault, trouble.Rescued, trouble.Lost));
        Assert.EndsWith("telemetry.db.corrupt-1", trouble.MovedTo, StringComparison.Ordinal);
        // Once more, as if it had died before the file got its last name.
        interrupted.Dispose();
        File.Move(Path.Combine(interrupted.Directory, "telemetry.db.corrupt-1"), Path.Combine(interrupted.Directory, "telemetry.db.damaged"));
        using var again = new EdgeStores(interrupted.Directory);
        Assert.Equal(Messages, again.Telemetry.TelemetryDepth().Rows);
        Assert.Equal(trouble.EventId, Assert.Single(again.Telemetry.Troubles(), one => one.Fault == StoreFault.Corrupt).EventId);
    }

    private static EdgeStores Filled(out List<long> sizes)
    {
        var stores = new EdgeStores();
        sizes = [];
        for (var number = 1; number <= Messages; number++)
        {
            stores.Events.Commit([EdgeStores.Event(number)], []);
            stores.WriteBatch(number);
            stores.Telemetry.CommitNow();
            sizes.Add(new FileInfo(Path.Combine(stores.Directory, "telemetry.db-wal")).Length);
        }

        return stores;
    }

    private static long LastId(EdgeStores stores)
    {
        using var connection = SqliteStore.OpenToRead(Path.Combine(stores.Directory, "telemetry.db"));
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(id) FROM messages";
        return (long)command.ExecuteScalar()!;
    }

    private static void Damage(string file, long at, string kind)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        if (kind == "cut")
        {
            stream.SetLength(at);
            return;
        }

        var bytes = new byte[2_000];
        if (kind == "noise") new Random(4).NextBytes(bytes);
        stream.Position = at;
        stream.Write(bytes);
    }
}
