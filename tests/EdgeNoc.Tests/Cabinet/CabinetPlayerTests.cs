using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>What reaches the lamps, in time that the test sets.</summary>
public sealed class CabinetPlayerTests : IDisposable
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly RecordingTarget _target;
    private readonly OutputBank _bank;
    private readonly PatternPlayer _player;

    public CabinetPlayerTests()
    {
        _target = new RecordingTarget(_time);
        _bank = new OutputBank([_target]);
        _player = new PatternPlayer(_time, _bank);
    }

    public void Dispose()
    {
        _player.Dispose();
        _bank.Dispose();
    }

    [Fact]
    public void Each_lamp_has_its_own_rhythm_to_the_millisecond()
    {
        _player.Show(new PanelState(LampPattern.Steady, LampPattern.SlowBlink, LampPattern.DoubleBlink, LampPattern.Fast), Blinks.Off);
        Pass(3_000);
        Assert.Equal([(0, true)], _target.Of(Outlets.Owner));
        Assert.Equal([(0, true), (750, false), (1_500, true), (2_250, false), (3_000, true)], _target.Of(Outlets.Uplink));
        Assert.Equal([(0, true), (150, false), (300, true), (450, false), (1_500, true), (1_650, false), (1_800, true), (1_950, false), (3_000, true)], _target.Of(Outlets.Devices));
        Assert.Equal(Enumerable.Range(0, 21).Select(edge => (edge * 150L, edge % 2 == 0)), _target.Of(Outlets.Alarm));
        Assert.Empty(_target.Of(Outlets.Buzzer));
    }

    [Fact]
    public void A_change_of_one_lamp_leaves_the_rhythm_of_the_others()
    {
        _player.Show(new PanelState(LampPattern.Off, LampPattern.SlowBlink, LampPattern.Off, LampPattern.Off), Blinks.Off);
        Pass(400);
        _player.Show(new PanelState(LampPattern.Off, LampPattern.SlowBlink, LampPattern.Off, LampPattern.Fast), Blinks.Off);
        Pass(1_200);
        Assert.Equal([(0, true), (750, false), (1_500, true)], _target.Of(Outlets.Uplink));
        Assert.Equal((400, true), _target.Of(Outlets.Alarm)[0]);
        Assert.Equal((550, false), _target.Of(Outlets.Alarm)[1]);
    }

    [Fact]
    public void A_lamp_that_was_steady_shows_its_new_rhythm_at_once()
    {
        _player.Show(PanelState.All(LampPattern.Steady), Blinks.Off);
        Pass(10_000);
        _player.Show(PanelState.All(LampPattern.SlowBlink), Blinks.Off);
        Assert.Equal((10_000, false), _target.Of(Outlets.Owner)[^1]);
    }

    [Fact]
    public void Hours_of_blinking_do_not_drift_and_steady_lamps_still_give_signs_of_life()
    {
        _player.Show(PanelState.All(LampPattern.SlowBlink), Blinks.Off);
        Pass(3_600_000);
        Assert.All(_target.Of(Outlets.Alarm), edge => Assert.Equal(0, edge.AtMs % 750));
        Assert.Equal(4_801, _target.Of(Outlets.Alarm).Count);
        _player.Show(PanelState.All(LampPattern.Steady), Blinks.Off);
        Pass(5_000);
        Assert.True(_time.GetElapsedTime(_player.TickedAt) <= PatternPlayer.Heartbeat);
    }

    [Fact]
    public void The_guards_darkness_stands_over_the_rhythm_and_its_end_gives_it_back()
    {
        _player.Show(PanelState.All(LampPattern.Fast), Blinks.Off);
        Pass(1_000);
        _bank.Dark = true;
        Assert.Equal(Outlets.None, _target.On);
        var before = _target.Switched.Count;
        Pass(1_000);
        Assert.Equal(before, _target.Switched.Count);
        _bank.Dark = false;
        Pass(150);
        Assert.NotEqual(before, _target.Switched.Count);
    }

    [Fact]
    public void What_is_closed_is_left_alone()
    {
        _player.Show(PanelState.All(LampPattern.Fast), Blinks.Beep);
        _player.Dispose();
        _bank.Dispose();
        var before = _target.Switched.Count;
        _player.Show(PanelState.All(LampPattern.Steady), Blinks.Steady);
        _bank.Set(Outlets.Lamps);
        Pass(5_000);
        Assert.Equal(before, _target.Switched.Count);
        Assert.True(_target.IsDisposed);
    }

    private void Pass(int ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));
}
