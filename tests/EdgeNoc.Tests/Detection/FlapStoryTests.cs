using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

public sealed class FlapStoryTests
{
    private readonly Pop _pop = new();

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    public async Task One_onu_that_flaps_40_times_an_hour_is_one_alert_of_its_own_and_at_most_one_of_its_loss(int pollS)
    {
        var line = _pop.On(2)[6];
        await _pop.PollAsync();
        for (var second = 0; second < 3_600; second += pollS)
        {
            _pop.Pass(pollS);
            if (second / 45 % 2 == 1) line.Register(_pop.Time.GetUtcNow());
            else line.Cut();
            await _pop.PollOltAsync("olt-1");
        }

        Assert.Equal(1, _pop.Count("onu.flapping"));
        Assert.InRange(_pop.Count("onu.down"), 0, 1);
        Assert.InRange(_pop.Log.All.Count, 1, 4);
        var flapping = _pop.Last("onu.flapping");
        Assert.Equal((line.Entity, line.Name, Severity.Low, 900), (flapping.Entity, flapping.Labels["name"], flapping.Severity, flapping.Values["window_s"]));
        Assert.True(flapping.Values["transitions"] >= 5);

        line.Register(_pop.Time.GetUtcNow());
        _pop.Log.Take();
        Assert.Equal(["-onu.flapping olt-1 onu/0/2:7"], await _pop.PollAsync(40));
        Assert.Empty(_pop.Log.LoadRaised());
    }

    [Fact]
    public async Task One_that_is_down_when_it_is_calm_at_last_is_told_as_down()
    {
        await FlapAsync();
        Assert.Equal(["-onu.flapping olt-1 onu/0/2:7", "+onu.down olt-1 onu/0/2:7"], await _pop.PollAsync(40));
        _pop.On(2)[6].Register(_pop.Time.GetUtcNow());
        Assert.Equal(["-onu.down olt-1 onu/0/2:7"], await _pop.PollAsync(3));
    }

    [Fact]
    public async Task A_restart_does_not_unmute_it()
    {
        await FlapAsync();
        _pop.Restart();
        Assert.Empty(await _pop.PollAsync(10));
        Assert.Equal(["-onu.flapping olt-1 onu/0/2:7", "+onu.down olt-1 onu/0/2:7"], await _pop.PollAsync(30));
    }

    [Fact]
    public async Task Four_changes_are_none_and_a_second_loss_has_to_last_a_minute()
    {
        var line = _pop.On(2)[6];
        await _pop.PollAsync();
        var told = new List<string>();
        foreach (var (isUp, polls) in new[] { (false, 2), (true, 2), (false, 1), (true, 2) })
        {
            if (isUp) line.Register(_pop.Time.GetUtcNow());
            else line.Cut();
            told.AddRange(await _pop.PollAsync(polls));
        }

        Assert.Equal(["+onu.down olt-1 onu/0/2:7", "-onu.down olt-1 onu/0/2:7"], told);
        Assert.Empty(await _pop.PollAsync(40));
        line.Gasp();
        Assert.Equal(["+onu.down olt-1 onu/0/2:7"], await _pop.PollAsync());
    }

    [Fact]
    public async Task A_trunk_that_is_mended_and_breaks_again_makes_no_onu_flap()
    {
        await _pop.PollAsync();
        for (var round = 0; round < 6; round++)
        {
            _pop.On(1).Cut();
            await _pop.PollAsync(2);
            _pop.On(1).Register(_pop.Time.GetUtcNow());
            await _pop.PollAsync(2);
        }

        Assert.Equal(0, _pop.Count("onu.flapping"));
        Assert.Equal(6, _pop.Count("pon.down"));
    }

    [Fact]
    public async Task Where_it_is_switched_off_each_loss_is_told()
    {
        var off = new Dictionary<string, Threshold>(StringComparer.Ordinal) { ["onu.flapping"] = new(IsOff: true) };
        var pop = new Pop(thresholds: new ThresholdSet(off, []));
        await pop.PollAsync();
        for (var round = 0; round < 4; round++)
        {
            pop.On(2)[6].Cut();
            await pop.PollAsync(3);
            pop.On(2)[6].Register(pop.Time.GetUtcNow());
            await pop.PollAsync(3);
        }

        Assert.Equal((0, 4), (pop.Count("onu.flapping"), pop.Count("onu.down")));
    }

    [Fact]
    public async Task A_port_that_comes_and_goes_stands_until_it_is_calm()
    {
        await RouterAsync(up: true, polls: 2);
        for (var round = 0; round < 10; round++)
        {
            await RouterAsync(up: false, polls: 2);
            await RouterAsync(up: true, polls: 2);
        }

        Assert.Equal((3, 2), (_pop.Count("interface.down"), _pop.Count("interface.down", EventState.Cleared)));
        Assert.Equal("true", _pop.Last("interface.down").Labels["flapping"]);
        await RouterAsync(up: true, polls: 31);
        Assert.Equal(3, _pop.Count("interface.down", EventState.Cleared));
    }

    /// <summary>Told as flapping, and down.</summary>
    private async Task FlapAsync()
    {
        await _pop.PollAsync();
        for (var change = 0; change < 7; change++)
        {
            if (change % 2 == 1) _pop.On(2)[6].Register(_pop.Time.GetUtcNow());
            else _pop.On(2)[6].Cut();
            await _pop.PollAsync();
        }

        Assert.Equal(["onu.flapping"], _pop.Log.LoadRaised().Select(alert => alert.Kind));
    }

    private async Task RouterAsync(bool up, int polls)
    {
        for (var poll = 0; poll < polls; poll++) await _pop.RouterAsync(new Reading { Interfaces = [new InterfaceRecord { Interface = "sfp1", Up = up }] });
    }
}
