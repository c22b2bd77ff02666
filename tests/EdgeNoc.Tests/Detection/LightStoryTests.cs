using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>The light that arrives at ONUs, over minutes and weeks.</summary>
public sealed class LightStoryTests
{
    private readonly Pop _pop = new(pons: 2, onus: 8);

    [Fact]
    public async Task Weak_light_says_how_many_of_its_pon_share_it()
    {
        await _pop.PollAsync();
        foreach (var line in _pop.On(1).Take(3)) line.RxDbm = -27.4;
        Assert.Empty(await _pop.PollAsync(2));
        Assert.Equal(["+onu.rx_low olt-1 onu/0/1:1", "+onu.rx_low olt-1 onu/0/1:2", "+onu.rx_low olt-1 onu/0/1:3"], await _pop.PollAsync());
        var told = _pop.Last("onu.rx_low");
        Assert.Equal((-27.4, -27, 380, 3, 8), (told.Values["rx_dbm"], told.Values["limit"], told.Values["distance_m"], told.Values["pon_low"], told.Values["pon_total"]));
        Assert.Equal(("0/1", "CLIENT-11003", Severity.Low), (told.Labels["pon"], told.Labels["name"], told.Severity));

        _pop.Restart();
        foreach (var line in _pop.On(1)) line.RxDbm = -26;
        Assert.Empty(await _pop.PollAsync(5));
        foreach (var line in _pop.On(1)) line.RxDbm = -25.5;
        Assert.Equal(3, (await _pop.PollAsync(3)).Count(change => change.StartsWith("-onu.rx_low", StringComparison.Ordinal)));
        Assert.Equal((-25.5, -25.5), (_pop.Last("onu.rx_low").Values["rx_dbm"], _pop.Last("onu.rx_low").Values["limit"]));
        // Eight polls: after a restart it counts from when it was told.
        Assert.Equal(240, _pop.Last("onu.rx_low").Values["down_s"]);
    }

    [Fact]
    public async Task One_that_is_down_keeps_what_stands_and_one_that_is_replaced_does_not()
    {
        _pop.On(1)[4].RxDbm = -28;
        await _pop.PollAsync(3);
        _pop.On(1)[4].Cut();
        await _pop.PollAsync(5);
        Assert.Equal(["onu.down", "onu.rx_low"], _pop.Log.LoadRaised().Select(alert => alert.Kind).Order(StringComparer.Ordinal));
        _pop.Pass(30);
        for (var poll = 0; poll < 2; poll++) await _pop.PollOltAsync("olt-1", onus => onus.Entity == "onu/0/1:5" ? onus with { Mac = "FC:8E:5B:99:99:99", Name = "CLIENT-99999" } : onus);
        Assert.Empty(_pop.Log.LoadRaised());
        Assert.Equal("replaced", _pop.Last("onu.rx_low").Reason);
    }

    [Fact]
    public async Task Light_that_falls_three_db_below_its_own_week_is_told_and_a_restart_keeps_the_week()
    {
        _pop.On(1)[2].RxDbm = -18.5;
        await QuartersAsync(12);
        _pop.Restart();
        await QuartersAsync(1);
        _pop.On(1)[2].RxDbm = -21.6;
        _pop.On(2)[2].RxDbm = -23.9;
        Assert.Equal(["+onu.rx_degrading olt-1 onu/0/1:3"], await _pop.PollAsync(3));
        var told = _pop.Last("onu.rx_degrading");
        Assert.Equal((-21.6, -18.5, 3.1, 3, 2, 1), (told.Values["rx_dbm"], told.Values["median_dbm"], told.Values["drop_db"], told.Values["limit"], told.Values["days"], told.Values["pon_low"]));

        _pop.On(1)[2].RxDbm = -20.8;
        Assert.Empty(await _pop.PollAsync(4));
        _pop.On(1)[2].RxDbm = -20;
        Assert.Equal(["-onu.rx_degrading olt-1 onu/0/1:3"], await _pop.PollAsync(3));
        Assert.Equal(3.1, _pop.Last("onu.rx_degrading").Values["worst"]);
    }

    [Fact]
    public async Task After_a_week_at_the_lower_level_that_is_its_own()
    {
        await QuartersAsync(12);
        _pop.On(1)[2].RxDbm = -25;
        await QuartersAsync(29);
        Assert.Equal((EventState.Cleared, "new_normal"), (_pop.Last("onu.rx_degrading").State, _pop.Last("onu.rx_degrading").Reason));
        await QuartersAsync(12);
        Assert.Equal(1, _pop.Count("onu.rx_degrading"));
    }

    [Fact]
    public async Task A_week_follows_the_onu_and_nobody_inherits_it()
    {
        _pop.On(1)[2].RxDbm = -18.5;
        await QuartersAsync(9);
        Assert.Contains(_pop.Log.LoadStates(), state => state.Entity == "rx/FC:8E:5B:01:01:03");
        for (var poll = 0; poll < 8; poll++)
        {
            _pop.Pass(30);
            await _pop.PollOltAsync("olt-1", onu => onu.Entity switch
            {
                "onu/0/1:3" => onu with { Mac = "FC:8E:5B:99:99:99", RxDbm = -24 },
                "onu/0/2:8" => onu with { Mac = "FC:8E:5B:01:01:03", RxDbm = -24 },
                _ => onu,
            });
        }

        Assert.Equal("onu/0/2:8", Assert.Single(_pop.Log.All, change => change.Kind == "onu.rx_degrading").Entity);
    }

    [Fact]
    public async Task A_quiet_day_writes_four_times_to_the_card()
    {
        await QuartersAsync(2);
        var commits = _pop.Log.Commits;
        await QuartersAsync(4);
        Assert.Equal(4, _pop.Log.Commits - commits);
        Assert.Equal(16, _pop.Log.LoadStates().Count(state => state.Entity.StartsWith("rx/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_hot_onu_is_told()
    {
        _pop.On(1)[0].TempC = 66;
        Assert.Equal(["+onu.temp_high olt-1 onu/0/1:1"], await _pop.PollAsync(3));
        Assert.Equal((66, 65), (_pop.Last("onu.temp_high").Values["temp_c"], _pop.Last("onu.temp_high").Values["limit"]));
    }

    /// <summary>Six hours each, a poll every 15 minutes.</summary>
    private async Task QuartersAsync(int quarters)
    {
        for (var poll = 0; poll < quarters * 24; poll++)
        {
            _pop.Pass(900);
            await _pop.PollOltAsync("olt-1");
        }
    }
}
