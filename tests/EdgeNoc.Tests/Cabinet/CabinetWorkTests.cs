using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>What the lamps show, through all that makes them: looks, patterns, the guard over both; in time that the test sets.</summary>
public sealed class CabinetWorkTests : IAsyncLifetime
{
    private readonly CabinetStory _story = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public void All_lamps_are_lit_for_three_seconds_at_the_start()
    {
        _story.Cabinet.Start();
        Assert.Equal((PanelMode.LampTest, PanelState.All(LampPattern.Steady)), (_story.Cabinet.Now.Mode, _story.Cabinet.Now.Panel));
        Assert.Equal(Outlets.Lamps, _story.Target.On);
        _story.Pass(3.25);
        Assert.Equal(PanelMode.Live, _story.Cabinet.Now.Mode);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _story.Target.On);
    }

    [Fact]
    public void A_change_at_the_site_is_in_the_lamps_within_a_second()
    {
        _story.Started();
        _story.Site = _story.Site with { Incidents = [new OpenIncident(17, Severity.Critical, "pon.down", "olt-1", "pon/0/3", _story.Stores.Time.GetUtcNow(), null, null)] };
        _story.Pass(0.25);
        Assert.True(_story.Target.On.HasFlag(Outlets.Alarm));
        Assert.Equal(LampPattern.Fast, _story.Cabinet.Now.Panel.Alarm);
    }

    [Fact]
    public void A_hung_agent_is_dark()
    {
        _story.Started();
        _story.IsAlive = false;
        _story.Pass(0.25);
        Assert.Equal((PanelMode.Hung, Outlets.None), (_story.Cabinet.Now.Mode, _story.Target.On));
        _story.Pass(10);
        Assert.Equal(Outlets.None, _story.Target.On);
        Assert.Contains(_story.Log.Lines, line => line.Contains("has come to a stop", StringComparison.Ordinal));
        _story.IsAlive = true;
        _story.Pass(0.25);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _story.Target.On);
    }

    [Fact]
    public async Task A_look_that_never_ends_makes_everything_dark_though_the_lamps_could_go_on()
    {
        _story.Started();
        using var never = new ManualResetEventSlim();
        _story.Hang = never;
        var stuck = Task.Run(() => _story.Pass(0.25));
        await WaitFor.TrueAsync(() => Task.FromResult(_story.IsHanging), TimeSpan.FromSeconds(30), "a look to hang");
        _story.Pass(11);
        await WaitFor.TrueAsync(() => Task.FromResult(_story.Target.On == Outlets.None), TimeSpan.FromSeconds(30), "the guard to see that");
        _story.Hang = null;
        never.Set();
        await stuck;
        _story.Pass(0.25);
        await WaitFor.TrueAsync(() => Task.FromResult(_story.Target.On == (Outlets.Owner | Outlets.Uplink | Outlets.Devices)), TimeSpan.FromSeconds(30), "the lamps to be back");
    }

    [Fact]
    public async Task Whoever_waits_for_a_change_gets_it_and_nothing_else()
    {
        _story.Started();
        var seen = _story.Cabinet.Now;
        var next = _story.Cabinet.NextAsync(seen, TestContext.Current.CancellationToken);
        _story.Pass(60);
        Assert.False(next.IsCompleted);
        _story.Site = _story.Site with { DevicesUp = 1 };
        _story.Pass(0.25);
        Assert.Equal(LampPattern.SlowBlink, (await next).Panel.Devices);
        Assert.Equal(LampPattern.SlowBlink, (await _story.Cabinet.NextAsync(seen, TestContext.Current.CancellationToken)).Panel.Devices);
    }

    [Fact]
    public async Task It_leaves_everything_dark()
    {
        _story.Started();
        await _story.Cabinet.DisposeAsync();
        Assert.True(_story.Target.IsDisposed);
        _story.Pass(10);
        Assert.Equal(Outlets.Owner | Outlets.Uplink | Outlets.Devices, _story.Target.On);
    }
}
