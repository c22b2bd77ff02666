using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>What people and contacts at the cabinet do, as edges that the test makes instead of a chip.</summary>
public sealed class CabinetInputTests : IAsyncLifetime
{
    private readonly CabinetStory _story = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public void Lost_mains_are_an_event_at_once_and_what_waits_is_put_on_disk()
    {
        _story.Started();
        _story.Edge("mains", closed: true);
        Assert.Empty(_story.Stores.AllEvents());
        _story.Edge("mains", closed: false);
        var raised = Assert.Single(_story.Stores.AllEvents());
        Assert.Equal(("site.mains_lost", EventState.Raised, "site", "mains", Severity.High), (raised.Kind, raised.State, raised.Device, raised.Entity, raised.Severity));
        Assert.Equal(1, _story.Flushes);
        Assert.Equal(new ContactState("mains", Alarm: true, _story.Stores.Time.GetUtcNow()), Assert.Single(_story.Cabinet.Now.Contacts));
        _story.Edge("mains", closed: true);
        _story.Pass(29);
        Assert.Single(_story.Stores.AllEvents());
        _story.Pass(2);
        Assert.Equal(EventState.Cleared, _story.Stores.AllEvents()[^1].State);
        Assert.Equal(1, _story.Flushes);
    }

    [Fact]
    public void A_bouncing_contact_is_one_alarm_and_one_line_that_says_where_to_look()
    {
        _story.Started();
        for (var bounce = 0; bounce < 200; bounce++)
        {
            _story.Edge("door", closed: bounce % 2 == 0);
            _story.Pass(0.1);
        }

        Assert.Equal("site.door_open", Assert.Single(_story.Stores.AllEvents()).Kind);
        Assert.Contains("contact door (line 5) changes more than 20 times a minute", Assert.Single(_story.Cabinet.Now.Faults), StringComparison.Ordinal);
        Assert.Single(_story.Log.Lines, line => line.Contains("changes more than 20 times", StringComparison.Ordinal));
        _story.Edge("door", closed: false);
        _story.Pass(120);
        Assert.Empty(_story.Cabinet.Now.Faults);
        Assert.Equal(2, _story.Stores.AllEvents().Count);
    }

    [Fact]
    public async Task A_restart_does_not_tell_again_and_tells_what_changed_meanwhile()
    {
        _story.Started();
        _story.Edge("door", closed: true);
        _story.Pass(1);
        await _story.RestartAsync();
        _story.Started();
        _story.Edge("door", closed: true);
        Assert.Single(_story.Stores.AllEvents());
        _story.Edge("door", closed: false);
        _story.Pass(31);
        Assert.Equal(EventState.Cleared, _story.Stores.AllEvents()[^1].State);
    }

    [Fact]
    public async Task A_contact_that_the_config_names_no_more_leaves_no_alert_behind()
    {
        _story.Started();
        _story.Edge("door", closed: true);
        await _story.RestartWithoutConfigAsync();
        _story.Cabinet.Start();
        Assert.Empty(_story.Stores.Events.LoadRaised());
    }

    [Fact]
    public async Task A_contact_that_cannot_be_read_keeps_its_alert()
    {
        _story.Started();
        _story.Edge("door", closed: true);
        await _story.RestartAsync([]);
        _story.Started();
        Assert.Single(_story.Stores.Events.LoadRaised());
    }

    [Fact]
    public void The_buzzer_beeps_for_an_open_door_until_the_button_is_pressed()
    {
        _story.Started();
        _story.Site = _story.Site with { Raised = [new RaisedAlert("site.door_open", "site", "door", Severity.Medium, _story.Stores.Time.GetUtcNow())] };
        _story.Pass(0.25);
        Assert.True(_story.Cabinet.Now.Buzzer.Sounding);
        Assert.True(_story.Target.On.HasFlag(Outlets.Buzzer));
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(0.2);
        _story.Edge(PanelHardware.Button, closed: false);
        Assert.Equal(BuzzerSilence.Silenced, _story.Cabinet.Now.Buzzer.Why);
        _story.Pass(30);
        Assert.False(_story.Target.On.HasFlag(Outlets.Buzzer));
    }

    [Theory]
    [InlineData(CheckState.Warning, LampPattern.Steady, 1)]
    [InlineData(CheckState.Failed, LampPattern.Fast, 3)]
    public async Task A_long_press_tests_lamps_and_buzzer_and_shows_what_the_full_check_found(CheckState state, LampPattern shown, int beeps)
    {
        _story.CheckLines.AddRange([new CheckLine("clock", CheckState.Ok, "synchronised", null), new CheckLine("olt-1", state, "timeout", "look at its cable")]);
        _story.Started();
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(3);
        Assert.Equal((PanelMode.LampTest, Outlets.Lamps | Outlets.Buzzer), (_story.Cabinet.Now.Mode, _story.Target.On));
        await _story.CheckEndsAsync();
        _story.Pass(1.25);
        Assert.Equal(Outlets.Lamps, _story.Target.On);
        _story.Edge(PanelHardware.Button, closed: false);
        // The check ended during the lamp test: what it found is told when that is over.
        _story.Pass(1);
        var before = _story.Beeps();
        _story.Pass(4);
        Assert.Equal((PanelMode.CheckResult, PanelState.All(shown)), (_story.Cabinet.Now.Mode, _story.Cabinet.Now.Panel));
        _story.Pass(10);
        Assert.Equal(PanelMode.Live, _story.Cabinet.Now.Mode);
        Assert.Contains(_story.Log.Lines, line => line.Contains("olt-1: timeout: look at its cable", StringComparison.Ordinal));
        Assert.Equal(beeps, _story.Beeps() - before);
    }

    [Fact]
    public async Task Held_on_it_opens_the_page_for_one_phone_and_the_panel_says_so_while_it_is_open()
    {
        _story.Started();
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(9.75);
        Assert.False(_story.Door.IsOpen);
        await _story.CheckEndsAsync();
        var before = _story.Beeps();
        _story.Pass(0.5);
        Assert.Equal((PanelMode.ConfigOpen, PanelState.All(LampPattern.DoubleBlink)), (_story.Cabinet.Now.Mode, _story.Cabinet.Now.Panel));
        _story.Edge(PanelHardware.Button, closed: false);
        _story.Pass(100);
        Assert.Equal((PanelMode.ConfigOpen, 1), (_story.Cabinet.Now.Mode, _story.Beeps() - before));
        Assert.True(_story.Door.TryEnter());
        Assert.False(_story.Door.TryEnter());
        _story.Pass(0.25);
        Assert.Equal(PanelMode.Live, _story.Cabinet.Now.Mode);
    }

    [Fact]
    public async Task What_the_button_opened_shuts_after_two_minutes_and_at_once_when_the_button_was_stuck()
    {
        _story.Started();
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(11);
        await _story.CheckEndsAsync();
        _story.Edge(PanelHardware.Button, closed: false);
        _story.Pass(118);
        Assert.True(_story.Door.IsOpen);
        _story.Pass(3);
        Assert.Equal((false, PanelMode.Live), (_story.Door.IsOpen, _story.Cabinet.Now.Mode));
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(29);
        Assert.True(_story.Door.IsOpen);
        _story.Pass(2);
        Assert.False(_story.Door.TryEnter());
    }

    [Fact]
    public async Task A_stuck_button_is_said_and_starts_one_test_only()
    {
        _story.Started();
        _story.Edge(PanelHardware.Button, closed: true);
        _story.Pass(31);
        await _story.CheckEndsAsync();
        Assert.Contains("the button has been pressed for longer than anybody would", Assert.Single(_story.Cabinet.Now.Faults), StringComparison.Ordinal);
        _story.Pass(600);
        Assert.Equal(PanelMode.Live, _story.Cabinet.Now.Mode);
        Assert.Single(_story.Log.Lines, line => line.Contains("the button was held", StringComparison.Ordinal));
        _story.Edge(PanelHardware.Button, closed: false);
        Assert.Empty(_story.Cabinet.Now.Faults);
    }

    [Fact]
    public async Task A_store_that_takes_no_events_gets_them_at_a_later_look()
    {
        var full = new FullStore(_story.Stores.Events);
        await _story.RestartAsync(events: full);
        _story.Started();
        full.IsFull = true;
        _story.Edge("door", closed: true);
        _story.Pass(5);
        Assert.Empty(_story.Stores.AllEvents());
        full.IsFull = false;
        _story.Pass(0.25);
        Assert.Equal("site.door_open", Assert.Single(_story.Stores.AllEvents()).Kind);
    }

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
