using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The whole cabinet over real stores, in time that the test sets; edges of inputs come from the test instead of a chip.</summary>
public sealed class CabinetWorkTests : IAsyncLifetime
{
    private static readonly InputConfig Input = new(5, ActiveLow: true, LineBias.PullUp, TimeSpan.FromSeconds(1));

    private static readonly List<string> Inputs = ["mains", "door", PanelHardware.Button];

    private readonly EdgeStores _stores = new();
    private readonly ListLogger _log = new();
    private readonly RecordingTarget _target;
    private readonly CabinetConfig _config = new()
    {
        Contacts = new Dictionary<string, ContactConfig>(StringComparer.Ordinal) { ["mains"] = new(Input, AlarmWhenClosed: false), ["door"] = new(Input, AlarmWhenClosed: true) },
    };

    private readonly List<CheckLine> _checkLines = [];
    private CabinetWork _cabinet;
    private SiteState _site;
    private bool _alive = true;
    private int _flushes;
    private volatile ManualResetEventSlim? _wait;
    private volatile bool _isWaiting;

    public CabinetWorkTests()
    {
        _target = new RecordingTarget(_stores.Time);
        _site = new SiteState { Now = default, Uptime = TimeSpan.FromHours(1), NetworkUp = true, BrokerConnected = true, LastAckAge = TimeSpan.Zero, DevicesUp = 2, DevicesKnown = 2, Raised = [], Incidents = [] };
        _cabinet = Cabinet(Inputs);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _cabinet.DisposeAsync();
        _stores.Dispose();
    }

    [Fact]
    public void All_lamps_are_lit_for_three_seconds_at_the_start()
    {
        _cabinet.Start();
        Assert.Equal((PanelMode.LampTest, PanelState.All(LampPattern.Steady)), (_cabinet.Now.Mode, _cabinet.Now.Panel));
        Assert.Equal(Outlets.Lamps, _target.On);
        Pass(3.25);
        Assert.Equal(PanelMode.Live, _cabinet.Now.Mode);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _target.On);
    }

    [Fact]
    public void A_change_at_the_site_is_in_the_lamps_within_a_second()
    {
        Started();
        _site = _site with { Incidents = [new OpenIncident(17, Severity.Critical, "pon.down", "olt-1", "pon/0/3", _stores.Time.GetUtcNow(), null, null)] };
        Pass(0.25);
        Assert.True(_target.On.HasFlag(Outlets.Alarm));
        Assert.Equal(LampPattern.Fast, _cabinet.Now.Panel.Alarm);
    }

    [Fact]
    public void A_hung_agent_is_dark()
    {
        Started();
        _alive = false;
        Pass(0.25);
        Assert.Equal((PanelMode.Hung, Outlets.None), (_cabinet.Now.Mode, _target.On));
        Pass(10);
        Assert.Equal(Outlets.None, _target.On);
        Assert.Contains(_log.Lines, line => line.Contains("has come to a stop", StringComparison.Ordinal));
        _alive = true;
        Pass(0.25);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _target.On);
    }

    [Fact]
    public async Task A_look_that_never_ends_makes_everything_dark_though_the_lamps_could_go_on()
    {
        Started();
        using var never = new ManualResetEventSlim();
        _wait = never;
        var stuck = Task.Run(() => Pass(0.25));
        await WaitFor.TrueAsync(() => Task.FromResult(_isWaiting), TimeSpan.FromSeconds(30), "a look to hang");
        Pass(11);
        await WaitFor.TrueAsync(() => Task.FromResult(_target.On == Outlets.None), TimeSpan.FromSeconds(30), "the guard to see that");
        _wait = null;
        never.Set();
        await stuck;
        Pass(0.25);
        await WaitFor.TrueAsync(() => Task.FromResult(_target.On == (Outlets.Owner | Outlets.Uplink | Outlets.Devices)), TimeSpan.FromSeconds(30), "the lamps to be back");
    }

    [Fact]
    public void Lost_mains_are_an_event_at_once_and_what_waits_is_put_on_disk()
    {
        Started();
        Edge("mains", closed: true);
        Assert.Empty(_stores.AllEvents());
        Edge("mains", closed: false);
        var raised = Assert.Single(_stores.AllEvents());
        Assert.Equal(("site.mains_lost", EventState.Raised, "site", "mains", Severity.High), (raised.Kind, raised.State, raised.Device, raised.Entity, raised.Severity));
        Assert.Equal(1, _flushes);
        Assert.Equal(new ContactState("mains", Alarm: true, _stores.Time.GetUtcNow()), Assert.Single(_cabinet.Now.Contacts));
        Edge("mains", closed: true);
        Pass(29);
        Assert.Single(_stores.AllEvents());
        Pass(2);
        Assert.Equal(EventState.Cleared, _stores.AllEvents()[^1].State);
        Assert.Equal(1, _flushes);
    }

    [Fact]
    public void A_bouncing_contact_is_one_alarm_and_one_line_that_says_where_to_look()
    {
        Started();
        for (var bounce = 0; bounce < 200; bounce++)
        {
            Edge("door", closed: bounce % 2 == 0);
            Pass(0.1);
        }

        Assert.Equal("site.door_open", Assert.Single(_stores.AllEvents()).Kind);
        Assert.Contains("contact door (line 5) changes more than 20 times a minute", Assert.Single(_cabinet.Now.Faults), StringComparison.Ordinal);
        Assert.Single(_log.Lines, line => line.Contains("changes more than 20 times", StringComparison.Ordinal));
        Edge("door", closed: false);
        Pass(120);
        Assert.Empty(_cabinet.Now.Faults);
        Assert.Equal(2, _stores.AllEvents().Count);
    }

    [Fact]
    public async Task A_restart_does_not_tell_again_and_tells_what_changed_meanwhile()
    {
        Started();
        Edge("door", closed: true);
        Pass(1);
        await _cabinet.DisposeAsync();
        _cabinet = Cabinet(Inputs);
        Started();
        Edge("door", closed: true);
        Assert.Single(_stores.AllEvents());
        Edge("door", closed: false);
        Pass(31);
        Assert.Equal(EventState.Cleared, _stores.AllEvents()[^1].State);
    }

    [Fact]
    public async Task A_contact_that_the_config_names_no_more_leaves_no_alert_behind()
    {
        Started();
        Edge("door", closed: true);
        await _cabinet.DisposeAsync();
        _cabinet = new CabinetWork(new CabinetConfig(), PanelHardware.Simulated(), Links(), _log);
        _cabinet.Start();
        Assert.Empty(_stores.Events.LoadRaised());
    }

    [Fact]
    public async Task A_contact_that_cannot_be_read_keeps_its_alert()
    {
        Started();
        Edge("door", closed: true);
        await _cabinet.DisposeAsync();
        _cabinet = Cabinet([]);
        Started();
        Assert.Single(_stores.Events.LoadRaised());
    }

    [Fact]
    public void The_buzzer_beeps_for_an_open_door_until_the_button_is_pressed()
    {
        Started();
        _site = _site with { Raised = [new RaisedAlert("site.door_open", "site", "door", Severity.Medium, _stores.Time.GetUtcNow())] };
        Pass(0.25);
        Assert.True(_cabinet.Now.Buzzer.Sounding);
        Assert.True(_target.On.HasFlag(Outlets.Buzzer));
        Edge(PanelHardware.Button, closed: true);
        Pass(0.2);
        Edge(PanelHardware.Button, closed: false);
        Assert.Equal(BuzzerSilence.Silenced, _cabinet.Now.Buzzer.Why);
        Pass(30);
        Assert.False(_target.On.HasFlag(Outlets.Buzzer));
    }

    [Theory]
    [InlineData(CheckState.Warning, LampPattern.Steady, 1)]
    [InlineData(CheckState.Failed, LampPattern.Fast, 3)]
    public async Task A_long_press_tests_lamps_and_buzzer_and_shows_what_the_full_check_found(CheckState state, LampPattern shown, int beeps)
    {
        _checkLines.AddRange([new CheckLine("clock", CheckState.Ok, "synchronised", null), new CheckLine("olt-1", state, "timeout", "look at its cable")]);
        Started();
        Edge(PanelHardware.Button, closed: true);
        Pass(3);
        Assert.Equal((PanelMode.LampTest, Outlets.Lamps | Outlets.Buzzer), (_cabinet.Now.Mode, _target.On));
        await CheckEndsAsync();
        Pass(1.25);
        Assert.Equal(Outlets.Lamps, _target.On);
        Edge(PanelHardware.Button, closed: false);
        // The check ended during the lamp test: what it found is told when that is over.
        Pass(1);
        var before = Beeps();
        Pass(4);
        Assert.Equal((PanelMode.CheckResult, PanelState.All(shown)), (_cabinet.Now.Mode, _cabinet.Now.Panel));
        Pass(10);
        Assert.Equal(PanelMode.Live, _cabinet.Now.Mode);
        Assert.Contains(_log.Lines, line => line.Contains("olt-1: timeout: look at its cable", StringComparison.Ordinal));
        Assert.Equal(beeps, Beeps() - before);
    }

    [Fact]
    public async Task A_stuck_button_is_said_and_starts_one_test_only()
    {
        Started();
        Edge(PanelHardware.Button, closed: true);
        Pass(31);
        await CheckEndsAsync();
        Assert.Contains("the button has been pressed for longer than anybody would", Assert.Single(_cabinet.Now.Faults), StringComparison.Ordinal);
        Pass(600);
        Assert.Equal(PanelMode.Live, _cabinet.Now.Mode);
        Assert.Single(_log.Lines, line => line.Contains("the button was held", StringComparison.Ordinal));
        Edge(PanelHardware.Button, closed: false);
        Assert.Empty(_cabinet.Now.Faults);
    }

    [Fact]
    public async Task Whoever_waits_for_a_change_gets_it_and_nothing_else()
    {
        Started();
        var seen = _cabinet.Now;
        var next = _cabinet.NextAsync(seen, TestContext.Current.CancellationToken);
        Pass(60);
        Assert.False(next.IsCompleted);
        _site = _site with { DevicesUp = 1 };
        Pass(0.25);
        Assert.Equal(LampPattern.SlowBlink, (await next).Panel.Devices);
        Assert.Equal(LampPattern.SlowBlink, (await _cabinet.NextAsync(seen, TestContext.Current.CancellationToken)).Panel.Devices);
    }

    [Fact]
    public async Task It_leaves_everything_dark()
    {
        Started();
        await _cabinet.DisposeAsync();
        Assert.True(_target.IsDisposed);
        Pass(10);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _target.On);
    }

    [Fact]
    public async Task A_store_that_takes_no_events_gets_them_at_a_later_look()
    {
        await _cabinet.DisposeAsync();
        var full = new FullStore(_stores.Events);
        _cabinet = new CabinetWork(_config, new PanelHardware(new OutputBank([_target]), null, Inputs, []), Links() with { Events = full }, _log);
        Started();
        full.IsFull = true;
        Edge("door", closed: true);
        Pass(5);
        Assert.Empty(_stores.AllEvents());
        full.IsFull = false;
        Pass(0.25);
        Assert.Equal("site.door_open", Assert.Single(_stores.AllEvents()).Kind);
    }

    private Task CheckEndsAsync() => WaitFor.TrueAsync(
        () => Task.FromResult(_log.Lines.Any(line => line.Contains("the check that was asked for at the button", StringComparison.Ordinal))), TimeSpan.FromSeconds(30), "the check to end");

    private int Beeps() => _target.Of(Outlets.Buzzer).Count(edge => edge.On);

    private CabinetWork Cabinet(IReadOnlyList<string> inputs) => new(_config, new PanelHardware(new OutputBank([_target]), null, inputs, []), Links(), _log);

    private CabinetLinks Links() => new()
    {
        Site = () =>
        {
            if (_wait is { } wait)
            {
                _isWaiting = true;
                wait.Wait(TimeSpan.FromSeconds(60));
            }

            return _site with { Now = _stores.Time.GetUtcNow() };
        },
        Alive = () => _alive,
        Events = _stores.Events,
        Clock = _stores.Clock,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
        Flush = () => _flushes++,
        Check = cancellationToken => CheckAsync(),
    };

    private async IAsyncEnumerable<CheckLine> CheckAsync()
    {
        foreach (var line in _checkLines)
        {
            await Task.Yield();
            yield return line;
        }
    }

    private void Started()
    {
        _cabinet.Start();
        Pass(3.25);
    }

    private void Pass(double seconds) => _stores.Time.Advance(TimeSpan.FromSeconds(seconds));

    private void Edge(string input, bool closed) => _cabinet.OnEdge(new GpioEdge(Inputs.IndexOf(input), closed));

    private sealed class FullStore(IEventLog store) : IEventLog
    {
        public bool IsFull { get; set; }

        public IReadOnlyList<EntityState> LoadStates() => store.LoadStates();

        public IReadOnlyList<EdgeEvent> LoadRaised() => store.LoadRaised();

        public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
        {
            if (IsFull) throw new EventsNotStoredException(new IOException("No space left on device"));
            store.Commit(events, states, gone);
        }
    }
}
