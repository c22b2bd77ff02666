using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Metered;

/// <summary>The route and the month's account, in time that the test sets.</summary>
public sealed class UplinkWatchTests : IDisposable
{
    private readonly TestClock _machine = new();
    private readonly Line _line = new();
    private readonly List<string> _changes = [];
    private EdgeStores _stores;
    private UplinkWatch _watch;
    private string? _route = "eth0";

    public UplinkWatchTests()
    {
        _stores = new EdgeStores(machine: _machine);
        _watch = Watch();
    }

    public void Dispose() => _stores.Dispose();

    [Fact]
    public void The_connection_follows_the_default_route_between_free_and_metered_and_a_gap_is_no_move()
    {
        Pass(2);
        _route = null;
        Pass(2);
        _route = "eth0";
        Pass(2);
        _route = "wlan0";
        Pass(2);
        Assert.Empty(_line.Reconnects);
        _route = "wwan0";
        Pass(2);
        Assert.Equal("the default route has moved from wlan0 to wwan0", Assert.Single(_line.Reconnects));
        Assert.Equal(["main", "backup"], _changes);
        _route = "eth0";
        Pass(2);
        Assert.Equal(2, _line.Reconnects.Count);
        // What waited must not leave over the old connection: the lanes open at the next look.
        Assert.Equal(["main", "backup"], _changes);
        Assert.False(_watch.Use.Terms.Open.Backlog);
        Pass(2);
        Assert.Equal(["main", "backup", "main"], _changes);
        Assert.Equal(2, _line.Reconnects.Count);
    }

    [Fact]
    public void A_main_way_that_is_back_for_one_look_only_changes_nothing_but_the_connection()
    {
        _route = "wwan0";
        Pass(4);
        _route = "eth0";
        Pass(2);
        _route = "wwan0";
        Pass(4);
        Assert.Equal(["main", "backup"], _changes);
        Assert.Equal(3, _line.Reconnects.Count);
    }

    [Fact]
    public void A_backup_is_told_after_a_minute_and_its_end_too()
    {
        _route = "wwan0";
        Pass(56);
        _route = "eth0";
        Pass(4);
        _route = "wwan0";
        Pass(58);
        Assert.Empty(Events());
        Pass(2);
        var raised = Assert.Single(Events());
        Assert.Equal(("site.uplink_backup", EventState.Raised, "site", "uplink", Severity.Medium, "wwan0"), (raised.Kind, raised.State, raised.Device, raised.Entity, raised.Severity, raised.Labels["interface"]));
        _route = "eth0";
        Pass(60);
        Assert.Single(Events());
        Pass(2);
        Assert.Equal(EventState.Cleared, Events()[1].State);
    }

    [Fact]
    public void Only_bytes_of_a_metered_way_count_both_directions_and_a_restart_forgets_none()
    {
        _line.Move(sent: 5_000, received: 5_000);
        Pass(2);
        Assert.Equal(0, _watch.Use.Month.Bytes);
        _route = "wwan0";
        Pass(2);
        _line.Move(sent: 700, received: 300);
        Pass(2);
        Assert.Equal(new DataBudget("2026-11", 1_000), _watch.Use.Month);
        Restart();
        _line.Move(sent: 0, received: 11);
        Pass(2);
        Assert.Equal(1_011, _watch.Use.Month.Bytes);
    }

    [Fact]
    public void A_power_cut_forgets_the_bytes_of_five_minutes_at_most()
    {
        _route = "wwan0";
        Pass(2);
        _line.Move(sent: 40, received: 2);
        Pass(UplinkWatch.KeepInterval.TotalSeconds);
        using var after = _stores.AfterPowerCut();
        Assert.Equal("2026-11 42", after.Events.Recall("metered_month"));
    }

    [Fact]
    public void The_budget_warns_at_four_fifths_then_only_events_leave_and_the_next_month_opens_everything()
    {
        _route = "wwan0";
        Pass(2);
        _line.Move(sent: 7_999_999, received: 0);
        Pass(2);
        Assert.DoesNotContain(Events(), one => one.Kind == "agent.data_budget");
        _line.Move(sent: 0, received: 1);
        Pass(2);
        var warned = Assert.Single(Budget());
        Assert.Equal((EventState.Raised, "agent", "nearly_used", 8.0, 10.0, 80.0, "2026-11"), (warned.State, warned.Entity, warned.Reason, warned.Values["used_mb"], warned.Values["budget_mb"], warned.Values["used_pct"], warned.Labels["month"]));
        Assert.True(_watch.Use.Terms.Open.Live);
        _line.Move(sent: 2_000_000, received: 0);
        Pass(2);
        Assert.Equal("exhausted", Budget()[1].Reason);
        Assert.Equal((true, false, false), (_watch.Use.Terms.Open.Events, _watch.Use.Terms.Open.Tables, _watch.Use.Terms.Open.Live));
        // A restart says nothing twice.
        Restart();
        Pass(2);
        Assert.Equal(2, Budget().Count);
        Assert.False(_watch.Use.Terms.Open.Live);
        _stores.Time.SetWallClock(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        Pass(2);
        Assert.Equal(EventState.Cleared, Budget()[2].State);
        Assert.Equal((true, false), (_watch.Use.Terms.Open.Live, _watch.Use.Terms.Open.Backlog));
        Assert.Equal(new DataBudget("2026-12", 0), _watch.Use.Month);
    }

    [Fact]
    public void Without_the_time_no_month_is_over()
    {
        _route = "wwan0";
        Pass(2);
        _line.Move(sent: 9_000_000, received: 0);
        Pass(2);
        _machine.State = ClockState.Unsynced;
        _machine.Reboot(_stores.Time);
        _stores.Time.SetWallClock(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Restart();
        Pass(2);
        Assert.Equal(new DataBudget("2026-11", 9_000_000), _watch.Use.Month);
    }

    private UplinkWatch Watch()
    {
        var config = new AgentConfig
        {
            Site = "kdr-03", Name = "Kediri 03", Sha256 = "", Broker = new BrokerConfig([], null, null, null),
            Uplink = new UplinkConfig { MonthlyBudgetMb = 10 },
        };
        var watch = new UplinkWatch(config, _stores.Events, _stores.Clock, () => _route, NullLogger.Instance);
        watch.Start(_line, () => _changes.Add(watch.Use.Terms.Word));
        return watch;
    }

    private void Restart()
    {
        _watch.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stores = _stores.Restarted();
        _line.Clear();
        _watch = Watch();
    }

    private void Pass(double seconds)
    {
        for (var passed = 0; passed < seconds; passed += 2) _stores.Time.Advance(TimeSpan.FromSeconds(2));
    }

    private List<EdgeEvent> Budget() => [.. Events().Where(one => one.Kind == "agent.data_budget")];

    /// <summary>All that was ever committed, oldest first.</summary>
    private IReadOnlyList<EdgeEvent> Events() => _stores.AllEvents();

    private sealed class Line : IUplinkSession
    {
        public WireTraffic Traffic { get; private set; }

        public List<string> Reconnects { get; } = [];

        public void Reconnect(string why) => Reconnects.Add(why);

        public void Move(long sent, long received) => Traffic += new WireTraffic(sent, received);

        public void Clear() => Traffic = default;
    }
}
