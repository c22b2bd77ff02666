using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Polling;

namespace EdgeNoc.Tests.Cabinet.Page;

public sealed class CabinetPageWorkTests : IAsyncLifetime
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly MemoryEventLog _log = new();
    private readonly List<(string Device, double Minutes)> _pauses = [];
    private SiteWork _work = null!;
    private string[] _devices = ["olt-1"];

    public ValueTask InitializeAsync()
    {
        Start();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _work.DisposeAsync();

    [Fact]
    public void A_maintenance_is_told_with_its_length_and_comment_and_ends_by_itself()
    {
        Assert.Equal(WorkResult.Done, _work.BeginMaintenance(TimeSpan.FromHours(1), "  swap\u0007 a fan  "));
        Assert.Equal(_time.GetUtcNow().AddHours(1), _work.Maintenance!.Until);
        Assert.Equal((60.0, "swap a fan", Severity.Info), (_log.All[^1].Values["minutes"], _log.All[^1].Labels["comment"], _log.All[^1].Severity));
        Assert.Equal(["+site.maintenance site maintenance"], _log.Take());
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(_log.Take());
        _time.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(["-site.maintenance site maintenance"], _log.Take());
        Assert.Null(_work.Maintenance);
    }

    [Fact]
    public void A_second_one_is_refused_and_the_first_can_be_ended()
    {
        Assert.Equal(WorkResult.Nothing, _work.EndMaintenance());
        _work.BeginMaintenance(TimeSpan.FromHours(1), null);
        Assert.Equal(WorkResult.Stands, _work.BeginMaintenance(TimeSpan.FromHours(2), null));
        Assert.Equal(WorkResult.Done, _work.EndMaintenance());
        Assert.Equal(["+site.maintenance site maintenance", "-site.maintenance site maintenance"], _log.Take());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(481)]
    public void No_maintenance_is_longer_than_a_working_day(int minutes) => Assert.Equal(WorkResult.BadLength, _work.BeginMaintenance(TimeSpan.FromMinutes(minutes), null));

    [Fact]
    public async Task A_restart_keeps_the_maintenance_and_the_pauses_and_their_ends()
    {
        _work.BeginMaintenance(TimeSpan.FromHours(1), null);
        _work.Pause("olt-1", TimeSpan.FromMinutes(30));
        _log.Take();
        await _work.DisposeAsync();
        _time.Advance(TimeSpan.FromMinutes(20));
        Start();
        Assert.Equal(_time.GetUtcNow().AddMinutes(40), _work.Maintenance!.Until);
        Assert.Equal(("olt-1", 10.0), _pauses[^1]);
        Assert.Empty(_log.Take());
        Assert.Equal(WorkResult.Stands, _work.Pause("olt-1", TimeSpan.FromMinutes(30)));
        _time.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal(["-site.polling_paused site device/olt-1"], _log.Take());
        _time.Advance(TimeSpan.FromMinutes(30.1));
        Assert.Equal(["-site.maintenance site maintenance"], _log.Take());
    }

    [Fact]
    public async Task A_pause_of_a_device_that_the_config_lost_ends_at_the_start()
    {
        _work.PauseFromOffice("olt-1", TimeSpan.FromHours(8));
        await _work.DisposeAsync();
        _log.Take();
        _devices = [];
        Start();
        Assert.Equal(["-site.polling_paused site device/olt-1"], _log.Take());
    }

    [Fact]
    public async Task A_maintenance_that_ran_out_while_the_agent_was_off_ends_at_its_start()
    {
        _work.BeginMaintenance(TimeSpan.FromHours(1), null);
        await _work.DisposeAsync();
        _log.Take();
        _time.Advance(TimeSpan.FromHours(3));
        Start();
        Assert.Equal(["-site.maintenance site maintenance"], _log.Take());
    }

    [Fact]
    public void A_pause_leaves_one_device_alone_for_half_an_hour_and_the_office_sees_why()
    {
        Assert.Equal(WorkResult.NoSuchDevice, _work.Pause("olt-9", TimeSpan.FromMinutes(30)));
        Assert.Equal(WorkResult.BadLength, _work.Pause("olt-1", TimeSpan.FromMinutes(31)));
        Assert.Equal(WorkResult.Done, _work.Pause("olt-1", TimeSpan.FromMinutes(30)));
        Assert.Equal(WorkResult.Stands, _work.Pause("olt-1", TimeSpan.FromMinutes(30)));
        _time.Advance(TimeSpan.FromMinutes(30.1));
        Assert.Equal([("olt-1", 30.0), ("olt-1", 0)], _pauses);
        Assert.Equal(["+site.polling_paused site device/olt-1", "-site.polling_paused site device/olt-1"], _log.Take());

        _work.Pause("olt-1", TimeSpan.FromMinutes(30));
        Assert.Equal(WorkResult.Done, _work.Resume("olt-1"));
        Assert.Equal(WorkResult.Nothing, _work.Resume("olt-1"));
    }

    [Fact]
    public void What_the_disk_does_not_take_has_not_begun_and_an_end_is_tried_again()
    {
        var full = new FullLog(_log);
        var work = new SiteWork(full, _time, () => TimeQuality.Synced, Pause, new ListLogger());
        full.IsFull = true;
        Assert.Equal(WorkResult.NotStored, work.BeginMaintenance(TimeSpan.FromHours(1), null));
        Assert.Equal(WorkResult.NotStored, work.Pause("olt-1", TimeSpan.FromMinutes(30)));
        Assert.Equal(("olt-1", 0.0), _pauses[^1]);
        Assert.Null(work.Maintenance);
        full.IsFull = false;
        work.Start();
        work.BeginMaintenance(TimeSpan.FromMinutes(1), null);
        full.IsFull = true;
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(work.Maintenance);
        full.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(work.Maintenance);
    }

    private void Start()
    {
        _work = new SiteWork(_log, _time, () => TimeQuality.Synced, Pause, new ListLogger());
        _work.Start();
    }

    private bool Pause(string device, TimeSpan length)
    {
        if (!_devices.Contains(device)) return false;
        _pauses.Add((device, length.TotalMinutes));
        return true;
    }

    private sealed class FullLog(IEventLog log) : IEventLog
    {
        public bool IsFull { get; set; }

        public IReadOnlyList<EntityState> LoadStates() => log.LoadStates();

        public IReadOnlyList<EdgeEvent> LoadRaised() => log.LoadRaised();

        public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
        {
            if (IsFull) throw new EventsNotStoredException(new IOException("disk full"));
            log.Commit(events, states, gone);
        }
    }
}
