using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Stores that a dying card, a power cut or somebody's hand has left in any state: there is always one to work with, and what is gone is said.</summary>
public sealed class DamageTests
{
    private const int Events = 400;

    [Fact]
    public void A_file_of_zeros_is_moved_aside_and_a_new_store_begins()
    {
        using var healthy = Filled();
        var folder = Copy(healthy, (_, bytes) => bytes.AsSpan().Clear());
        using var stores = new EdgeStores(folder);
        foreach (var trouble in stores.Events.TakeTroubles().Concat(stores.Telemetry.TakeTroubles()))
        {
            Assert.Equal((StoreFault.Corrupt, 0L), (trouble.Fault, trouble.Rescued));
            Assert.Equal(new FileInfo(trouble.MovedTo!).Length, trouble.Bytes);
            Assert.Contains("is damaged", trouble.Detail, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(folder, "events.db.corrupt-1")));
        Assert.True(File.Exists(Path.Combine(folder, "telemetry.db.corrupt-1")));
        Assert.Empty(stores.Events.TakeTroubles());
        Works(stores);
    }

    [Fact]
    public void A_page_of_zeros_costs_the_events_on_it_and_no_others()
    {
        using var healthy = Filled();
        var folder = Copy(healthy, (name, bytes) =>
        {
            if (name != "events.db") return;
            // A leaf of a table with row ids (file format, 1.6) that holds events: the third of its kind.
            var leaves = Enumerable.Range(0, bytes.Length / 4096).Where(page => bytes[page * 4096] == 0x0d && bytes.AsSpan(page * 4096, 4096).IndexOf("dying_gasp"u8) >= 0).ToList();
            bytes.AsSpan(leaves[2] * 4096, 4096).Clear();
        });
        using var stores = new EdgeStores(folder);
        var trouble = Assert.Single(stores.Events.TakeTroubles());
        var numbers = Numbers(stores);
        Assert.InRange(numbers.Count, Events - 60, Events - 1);
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal((numbers.Count, Events - numbers.Count), (trouble.Rescued, trouble.Lost!.Value));
        Works(stores);
    }

    [Fact]
    public void Damage_met_while_running_is_answered_without_a_restart()
    {
        var folder = Copy(Filled(), (_, _) => { });
        using var stores = new EdgeStores(folder);
        foreach (var name in new[] { "events.db", "telemetry.db" }) Overwrite(Path.Combine(folder, name));
        Works(stores);
        var troubles = stores.Events.TakeTroubles().Concat(stores.Telemetry.TakeTroubles()).ToList();
        Assert.Equal(["events", "telemetry"], troubles.Select(trouble => trouble.Store));
        Assert.All(troubles, trouble => Assert.Equal(StoreFault.Corrupt, trouble.Fault));
    }

    [Fact]
    public void Whatever_is_done_to_the_files_the_agent_starts_and_what_is_not_there_is_stated()
    {
        using var healthy = Filled();
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Damage(healthy, seed)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_left_alone_and_ram_is_used()
    {
        using var healthy = Filled();
        var folder = Copy(healthy, (_, _) => { });
        foreach (var name in new[] { "events.db", "telemetry.db" })
        {
            using var connection = SqliteStore.Open(Path.Combine(folder, name), "FULL");
            SqliteStore.Execute(connection, "PRAGMA user_version=77; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        var before = File.ReadAllBytes(Path.Combine(folder, "events.db"));
        using (var stores = new EdgeStores(folder))
        {
            foreach (var trouble in stores.Events.TakeTroubles().Concat(stores.Telemetry.TakeTroubles()))
            {
                Assert.Equal(("newer_version", null), (trouble.Reason, trouble.MovedTo));
                Assert.Contains("has schema 77, this version knows up to 3", trouble.Detail, StringComparison.Ordinal);
                Assert.Contains("install the newer version again", trouble.Remedy, StringComparison.Ordinal);
            }

            Assert.True(stores.Events.InRam && stores.Telemetry.InRam);
            Works(stores);
        }

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "events.db")));
    }

    [Fact]
    public void A_store_that_cannot_be_opened_is_said_with_a_remedy_and_ram_is_used()
    {
        var folder = RigDirectory.New("outbox-closed");
        // Root may open anything but a folder.
        Directory.CreateDirectory(Path.Combine(folder, "events.db"));
        Directory.CreateDirectory(Path.Combine(folder, "telemetry.db"));
        using var stores = new EdgeStores(folder);
        Assert.Equal("not_writable", Assert.Single(stores.Events.TakeTroubles()).Reason);
        Assert.Contains("writable for the agent's user", Assert.Single(stores.Telemetry.TakeTroubles()).Remedy, StringComparison.Ordinal);
        Works(stores);
    }

    [Fact]
    public void Only_three_damaged_stores_are_kept()
    {
        var folder = RigDirectory.New("outbox-dying");
        for (var life = 1; life <= 5; life++)
        {
            File.WriteAllText(Path.Combine(folder, "events.db"), new string('x', 4_096 + life));
            using var stores = new EdgeStores(folder);
            Assert.Equal($"events.db.corrupt-{life}", Path.GetFileName(Assert.Single(stores.Events.TakeTroubles()).MovedTo));
        }

        Assert.Equal(["events.db.corrupt-3", "events.db.corrupt-4", "events.db.corrupt-5"], Directory.GetFiles(folder, "events.db.corrupt-?").Select(Path.GetFileName).Order());
    }

    private static void Damage(EdgeStores healthy, int seed)
    {
        var random = new Random(seed);
        var folder = Copy(healthy, (_, bytes) =>
        {
            if (bytes.Length == 0) return;
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(bytes.Length);
                var span = bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 9_000)));
                if (random.Next(2) == 0) span.Clear();
                else random.NextBytes(span);
            }
        }, cut: random.Next(3) == 0 ? random : null);
        var wal = new FileInfo(Path.Combine(folder, "events.db-wal"));
        var hadLog = wal.Exists && wal.Length > 0;
        using var stores = new EdgeStores(folder);
        var numbers = Numbers(stores);
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.All(numbers, number => Assert.InRange(number, 1, Events));
        _ = stores.Events.LoadStates();
        while (stores.Telemetry.TakeBacklog() is { } message) stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        Works(stores);
        // A log that ends early is the past and not damage, as SQLite sees it; everything else that is missing is stated.
        if (!hadLog && numbers.Count < Events) Assert.NotEmpty(stores.Events.TakeTroubles());
    }

    private static EdgeStores Filled()
    {
        var stores = new EdgeStores();
        for (var number = 1; number <= Events; number += 4)
        {
            stores.Events.Commit([.. Enumerable.Range(number, 4).Select(n => EdgeStores.Event(n))], [new EntityState("olt-1", $"onu/0/1:{number}", "down", stores.Clock.Now, null)]);
            stores.WriteBatch(number);
        }

        stores.Telemetry.CommitNow();
        return stores;
    }

    /// <summary>The files as a power cut leaves them, changed by a test; checkpointed into the main file, so that damage hits rows.</summary>
    private static string Copy(EdgeStores stores, Action<string, byte[]> change, Random? cut = null)
    {
        var folder = RigDirectory.New("outbox-damage");
        foreach (var name in new[] { "events.db", "telemetry.db" })
        {
            File.Copy(Path.Combine(stores.Directory, name), Path.Combine(folder, name));
            if (File.Exists(Path.Combine(stores.Directory, $"{name}-wal"))) File.Copy(Path.Combine(stores.Directory, $"{name}-wal"), Path.Combine(folder, $"{name}-wal"));
            if (cut is null || cut.Next(2) == 0)
            {
                using var connection = SqliteStore.Open(Path.Combine(folder, name), "FULL");
                SqliteStore.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
            }
        }

        foreach (var path in Directory.GetFiles(folder).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).Order())
        {
            var bytes = File.ReadAllBytes(path);
            change(Path.GetFileName(path), bytes);
            File.WriteAllBytes(path, cut is not null && bytes.Length > 0 ? bytes[..cut.Next(bytes.Length)] : bytes);
        }

        foreach (var index in Directory.GetFiles(folder, "*-shm")) File.Delete(index);
        return folder;
    }

    private static void Overwrite(string path)
    {
        // A change by somebody else makes the store read its pages again.
        using (var other = SqliteStore.Open(path, "OFF")) SqliteStore.Execute(other, "INSERT INTO meta(name, value) VALUES('other', '1')");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var garbage = new byte[file.Length];
        new Random(9).NextBytes(garbage);
        file.Write(garbage);
    }

    private static void Works(EdgeStores stores)
    {
        stores.Events.Commit([EdgeStores.Event(9_001)], [new EntityState("olt-1", "onu/0/1:9001", "down", stores.Clock.Now, null)]);
        Assert.Contains(9_001L, Numbers(stores));
        stores.WriteBatch(9_001);
        Assert.True(stores.Telemetry.CommitNow());
        var seen = new List<long>();
        while (stores.Telemetry.TakeBacklog() is { } message) seen.AddRange(Try(() => EdgeStores.Numbers(message.Payload)) ?? []);
        Assert.Contains(9_001L, seen);
    }

    private static IReadOnlyList<long>? Try(Func<IReadOnlyList<long>> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or ArgumentException)
        {
            // A damaged payload is the collector's to put aside.
            return null;
        }
    }

    private static List<long> Numbers(EdgeStores stores)
    {
        var numbers = new List<long>();
        while (stores.Events.Next() is { } message)
        {
            numbers.AddRange(JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!.Select(one => (long)one.Values["number"]));
            stores.Events.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        }

        return numbers;
    }
}
