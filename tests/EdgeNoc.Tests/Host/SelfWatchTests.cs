using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Host;

/// <summary>What the agent says about itself, in time that the test sets.</summary>
public sealed class SelfWatchTests : IDisposable
{
    private const long Mega = 1 << 20;

    private readonly TestClock _machine = new();
    private EdgeStores _stores;
    private long? _free = 10_000 * Mega;

    public SelfWatchTests() =>
        _stores = new EdgeStores(machine: _machine, sizes: new StoreSizes(256_000_000, new OutboxLimits(4096 * Mega, TimeSpan.FromDays(30), 200 * Mega), () => _free));

    public void Dispose() => _stores.Dispose();

    [Fact]
    public void The_first_start_and_a_clean_stop_say_nothing()
    {
        Watch().StoppedCleanly();
        _stores = _stores.Restarted();
        Watch();
        Assert.Empty(Raised());
    }

    [Fact]
    public void An_unclean_end_is_said_with_its_time_range_and_cleared_after_a_while()
    {
        var first = Watch();
        _stores.Time.Advance(TimeSpan.FromMinutes(3));
        first.Look();
        var alive = _stores.Clock.Now;
        _stores.Time.Advance(TimeSpan.FromHours(2));
        _stores = _stores.Restarted();
        var started = _stores.Clock.Now;
        var watch = Watch();
        var said = Assert.Single(Raised());
        Assert.Equal((SelfEvents.UncleanRestart, "process", Severity.Medium, "site", "agent"), (said.Kind, said.Reason, said.Severity, said.Device, said.Entity));
        Assert.Equal((7_200d, 5d), (said.Values["down_s"], said.Values["missing_s"]));
        Assert.Equal((UtcMillisecondsConverter.ToText(alive), UtcMillisecondsConverter.ToText(started)), (said.Labels["from"], said.Labels["to"]));
        _stores.Time.Advance(SelfWatch.OnceStands);
        watch.Look();
        Assert.Empty(Raised());
    }

    [Fact]
    public void Runs_that_die_before_they_could_say_so_of_the_one_before_are_all_in_one_statement()
    {
        Watch();
        var (alive, dead) = (_stores.Clock.Now, new List<Guid> { _stores.Boot.Boot });
        _machine.State = ClockState.Unsynced;
        for (var life = 1; life <= 2; life++)
        {
            // Without a time nothing is said for a while, and none of these lives so long.
            Next(TimeSpan.FromMinutes(10));
            Watch();
            dead.Add(_stores.Boot.Boot);
            Assert.Empty(Raised());
        }

        // The last of them is killed before it came to look at anything.
        Next(TimeSpan.FromMinutes(10));
        Mark();
        dead.Add(_stores.Boot.Boot);
        _machine.State = ClockState.Synced;
        Next(TimeSpan.FromMinutes(10));
        var watch = Watch();
        var said = Assert.Single(Raised());
        Assert.Equal((4d, 2_400d), (said.Values["ends"], said.Values["down_s"]));
        Assert.Equal(string.Join(',', dead), said.Labels["boots"]);
        Assert.Equal((UtcMillisecondsConverter.ToText(alive), UtcMillisecondsConverter.ToText(_stores.Clock.Now)), (said.Labels["from"], said.Labels["to"]));
        watch.StoppedCleanly();
        _stores = _stores.Restarted();
        Watch();
        Assert.Equal(said.Id, Assert.Single(Raised()).Id);

        void Next(TimeSpan after)
        {
            _stores.Time.Advance(after);
            _stores = _stores.Restarted();
        }
    }

    [Fact]
    public void An_end_that_was_not_said_before_a_clean_stop_is_said_after_it()
    {
        Watch();
        var dead = _stores.Boot.Boot;
        _machine.State = ClockState.Unsynced;
        _stores = _stores.Restarted();
        Watch().StoppedCleanly();
        Assert.Empty(Raised());
        _machine.State = ClockState.Synced;
        _stores = _stores.Restarted();
        Watch();
        Assert.Equal(dead.ToString(), Assert.Single(Raised()).Labels["boots"]);
    }

    [Fact]
    public void Hundreds_of_ends_are_counted_and_the_newest_named()
    {
        _machine.State = ClockState.Unsynced;
        Mark();
        for (var life = 0; life < 300; life++)
        {
            _stores = _stores.Restarted();
            Mark();
        }

        _machine.State = ClockState.Synced;
        _stores = _stores.Restarted();
        Watch();
        var said = Assert.Single(Raised());
        Assert.Equal((301d, UncleanEnds.Named), (said.Values["ends"], said.Labels["boots"].Split(',').Length));
    }

    [Fact]
    public void A_run_on_a_full_disk_is_known_to_the_next_one_too()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(RigDirectory.New("alive-disk"), 16);
        var (path, first) = (Path.Combine(disk.Path, "alive.json"), _stores.Boot);
        _ = new AliveMark(path, first, _stores.Clock);
        disk.Fill();
        _stores = _stores.Restarted();
        var second = _stores.Boot;
        Assert.True(new AliveMark(path, second, _stores.Clock).IsWritten);
        _stores = _stores.Restarted();
        Assert.Equal([first.Boot, second.Boot], new AliveMark(path, _stores.Boot, _stores.Clock).Unsaid!.Boots);
    }

    [Fact]
    public void A_first_mark_that_failed_is_made_as_soon_as_there_is_room()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(RigDirectory.New("alive-disk"), 16);
        disk.Fill();
        var mark = new AliveMark(Path.Combine(disk.Path, "alive.json"), _stores.Boot, _stores.Clock);
        var watch = new SelfWatch(_stores.Events, _stores.Telemetry, _stores.Clock, mark, NullLogger.Instance);
        watch.Look();
        Assert.False(mark.IsWritten);
        disk.Free();
        watch.Look();
        Assert.True(mark.IsWritten);
    }

    [Fact]
    public void What_is_wrong_with_a_store_is_said_though_the_run_that_found_it_died_at_once()
    {
        var folder = _stores.Directory;
        _stores.Dispose();
        File.WriteAllText(Path.Combine(folder, "telemetry.db"), new string('x', 5_000));
        using (var finder = new EdgeStores(folder, machine: _machine)) _stores = finder.Restarted();
        Watch();
        var said = Raised().Single(alert => alert.Kind == SelfEvents.StoreCorrupt);
        Assert.Equal(("corrupt", 5_000d), (said.Reason, said.Values["bytes"]));
        Assert.NotEqual(_stores.Boot.Boot.ToString(), said.Labels["boot"]);
        _stores = _stores.Restarted();
        Watch();
        Assert.Equal(said.Id, Raised().Single(alert => alert.Kind == SelfEvents.StoreCorrupt).Id);
    }

    [Fact]
    public void After_a_power_cut_it_waits_for_the_time()
    {
        Watch();
        _stores.Time.Advance(TimeSpan.FromHours(1));
        _machine.Reboot(_stores.Time);
        _machine.State = ClockState.Unsynced;
        _stores.Time.SetWallClock(_stores.Time.GetUtcNow().AddHours(-1));
        _stores = _stores.Restarted();
        var watch = Watch();
        Assert.Empty(Raised());
        _stores.Time.Advance(TimeSpan.FromSeconds(20));
        _stores.Clock.Hear(_stores.Clock.Now.AddHours(1));
        watch.Look();
        var said = Assert.Single(Raised());
        Assert.Equal(("power", 3_600d, TimeQuality.Estimated), (said.Reason, said.Values["down_s"], said.TimeQuality));
    }

    [Fact]
    public void A_mark_that_a_power_cut_left_empty_is_an_unclean_end_without_a_beginning()
    {
        File.WriteAllText(Path.Combine(_stores.Directory, "alive.json"), "");
        Watch();
        var said = Assert.Single(Raised());
        Assert.Equal("power", said.Reason);
        Assert.DoesNotContain("down_s", said.Values.Keys);
        Assert.DoesNotContain("from", said.Labels.Keys);
    }

    [Fact]
    public void A_low_disk_is_raised_before_anything_is_dropped_and_cleared_with_a_margin()
    {
        var watch = Watch();
        _free = 299 * Mega;
        watch.Look();
        Assert.Equal(SelfEvents.DiskLow, Assert.Single(Raised()).Kind);
        _free = 399 * Mega;
        watch.Look();
        Assert.Single(Raised());
        _free = 401 * Mega;
        watch.Look();
        Assert.Empty(Raised());
    }

    [Fact]
    public void Dropped_telemetry_is_said_at_once_then_every_ten_minutes_and_cleared_when_it_is_over()
    {
        var watch = Watch();
        Drop(1);
        watch.Look();
        Assert.Equal(("1-1", "disk_low", 1d), Said());
        Drop(2);
        _stores.Time.Advance(TimeSpan.FromMinutes(5));
        Drop(3);
        watch.Look();
        Assert.Equal("1-1", Said().Seqs);
        _stores.Time.Advance(TimeSpan.FromMinutes(5));
        watch.Look();
        Assert.Equal(("2-3", "disk_low", 2d), Said());
        _stores.Time.Advance(SelfWatch.DropCalm);
        watch.Look();
        Assert.Empty(Raised());
        Assert.Empty(_stores.Telemetry.CloseDrops());

        (string Seqs, string? Reason, double Messages) Said()
        {
            var said = Assert.Single(Raised());
            return (said.Labels["seqs"], said.Reason, said.Values["messages"]);
        }
    }

    [Fact]
    public void A_damaged_store_is_said_with_what_was_rescued()
    {
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        var folder = _stores.Directory;
        _stores.Dispose();
        File.WriteAllText(Path.Combine(folder, "telemetry.db"), new string('x', 5_000));
        _stores = new EdgeStores(folder, machine: _machine);
        var watch = Watch();
        var said = Raised().Single(alert => alert.Kind == SelfEvents.StoreCorrupt);
        Assert.Equal(("corrupt", "telemetry", 5_000d), (said.Reason, said.Labels["class"], said.Values["bytes"]));
        Assert.EndsWith("telemetry.db.corrupt-1", said.Labels["moved_to"], StringComparison.Ordinal);
        _stores.Time.Advance(SelfWatch.OnceStands);
        watch.Look();
        Assert.DoesNotContain(Raised(), alert => alert.Kind == SelfEvents.StoreCorrupt);
    }

    [Fact]
    public void A_clock_that_nobody_sets_is_said_after_ten_minutes_and_cleared_when_it_is_set()
    {
        _machine.State = ClockState.Unsynced;
        _stores = _stores.Restarted();
        var watch = Watch();
        _stores.Time.Advance(SelfWatch.ClockPatience - TimeSpan.FromSeconds(1));
        watch.Look();
        Assert.Empty(Raised());
        _stores.Time.Advance(TimeSpan.FromSeconds(1));
        watch.Look();
        Assert.Equal((SelfEvents.ClockUnsynced, "no_ntp"), Raised().Select(alert => (alert.Kind, alert.Reason)).Single());
        _machine.State = ClockState.Synced;
        _stores.Time.Advance(TimeSpan.FromSeconds(2));
        watch.Look();
        Assert.Empty(Raised());
    }

    private SelfWatch Watch()
    {
        var watch = new SelfWatch(_stores.Events, _stores.Telemetry, _stores.Clock, Mark(), NullLogger.Instance);
        watch.Look();
        return watch;
    }

    private AliveMark Mark() => new(Path.Combine(_stores.Directory, "alive.json"), _stores.Boot, _stores.Clock);

    private IReadOnlyList<EdgeEvent> Raised() => [.. _stores.Events.LoadRaised().Where(alert => alert.Device == "site")];

    private void Drop(long number)
    {
        _stores.WriteBatch(number);
        _stores.Telemetry.CommitNow(lastChance: true);
        var before = _free;
        _free = 0;
        _stores.Telemetry.MakeRoom();
        _free = before;
    }
}
