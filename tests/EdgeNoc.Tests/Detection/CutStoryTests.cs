using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>A cable from its cut to its repair, as one POP's agent tells it.</summary>
public sealed class CutStoryTests
{
    private readonly Pop _pop = new();

    [Fact]
    public async Task A_cut_of_28_of_32_is_one_alert_at_the_first_poll_and_its_onus_follow_as_its_children()
    {
        await _pop.PollAsync();
        _pop.On(3).Skip(4).Cut();
        Assert.Equal(["+pon.down olt-1 pon/0/3"], await _pop.PollAsync());

        var told = _pop.Last("pon.down");
        Assert.Equal(("fibre_cut", "0/3", Severity.Critical), (told.Labels["cause"], told.Labels["pon"], told.Severity));
        Assert.Equal((28, 28, 32, 28, 0), (told.Values["down"], told.Values["lost"], told.Values["total"], told.Values["los"], told.Values["power_off"]));
        Assert.Equal((500, 2_120, 440), (told.Values["lost_min_m"], told.Values["lost_max_m"], told.Values["kept_max_m"]));
        Assert.Equal("CLIENT-13005, CLIENT-13006, CLIENT-13007, CLIENT-13008, CLIENT-13009, CLIENT-13010, CLIENT-13011, CLIENT-13012, CLIENT-13013, CLIENT-13014", told.Labels["names"]);
        Assert.Equal(18, told.Values["more"]);

        Assert.Equal(28, (await _pop.PollAsync()).Count(change => change.StartsWith("+onu.down", StringComparison.Ordinal)));
        Assert.All(_pop.Log.All.Where(change => change.Kind == "onu.down"), onu => Assert.Equal("pon/0/3", onu.Labels["parent"]));
        Assert.Empty(await _pop.PollAsync(20));
    }

    [Fact]
    public async Task When_26_of_28_are_back_it_is_over_and_the_two_that_remain_stand_for_themselves()
    {
        await CutAsync(28);
        _pop.On(3).Skip(4).Take(26).Register(_pop.Time.GetUtcNow());
        Assert.Empty(await _pop.PollAsync());
        var events = await _pop.PollAsync();

        Assert.Equal("-pon.down olt-1 pon/0/3", events[0]);
        Assert.Equal(26, events.Count(change => change.StartsWith("-onu.down", StringComparison.Ordinal)));
        var over = _pop.Last("pon.down");
        Assert.Equal((28, 26, 2, "recovered", "fibre_cut"), (over.Values["lost"], over.Values["back"], over.Values["remaining"], over.Reason, over.Labels["cause"]));
        Assert.Equal("CLIENT-13031, CLIENT-13032", over.Labels["names"]);
        // The cut was seen at the second poll, its end at the seventh, and nobody counts the poll that confirmed it.
        Assert.Equal(150, over.Values["down_s"]);

        var left = _pop.Log.All.Where(change => change is { Kind: "onu.down", State: EventState.Raised } && !change.Labels.ContainsKey("parent")).ToList();
        Assert.Equal(["onu/0/3:31", "onu/0/3:32"], left.Select(onu => onu.Entity));
        Assert.Equal(2, _pop.Log.LoadRaised().Count);
        Assert.Empty(await _pop.PollAsync(3));
    }

    [Fact]
    public async Task One_poll_that_shows_them_back_ends_nothing()
    {
        await CutAsync(28);
        _pop.On(3).Register(_pop.Time.GetUtcNow());
        Assert.Empty(await _pop.PollAsync());
        _pop.On(3).Skip(4).Cut();
        Assert.Empty(await _pop.PollAsync(3));
        Assert.Equal(1, _pop.Count("pon.down"));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(7, null)]
    [InlineData(8, "pon.partial")]
    [InlineData(25, "pon.partial")]
    [InlineData(26, "pon.down")]
    [InlineData(32, "pon.down")]
    public async Task A_quarter_is_a_branch_and_four_fifths_are_the_trunk(int lost, string? kind)
    {
        await _pop.PollAsync();
        _pop.On(2).TakeLast(lost).Cut();
        Assert.Equal(kind is null ? [] : [$"+{kind} olt-1 pon/0/2"], await _pop.PollAsync());
        if (kind is not null) Assert.Equal(kind == "pon.down" ? "fibre_cut" : "branch_cut", _pop.Last(kind).Labels["cause"]);
    }

    [Fact]
    public async Task Three_of_eight_are_a_branch_and_two_of_four_are_two_onus()
    {
        var small = new Pop(pons: 2, onus: 8);
        await small.PollAsync();
        small.On(1).Take(3).Cut();
        small.On(2).Take(2).Cut();
        Assert.Equal(["+pon.partial olt-1 pon/0/1"], await small.PollAsync());
    }

    [Fact]
    public async Task What_goes_within_a_minute_goes_together_and_what_goes_over_an_hour_does_not()
    {
        await _pop.PollAsync();
        _pop.On(2).Take(5).Cut();
        Assert.Empty(await _pop.PollAsync());
        _pop.On(2).Take(10).Cut();
        Assert.Contains("+pon.partial olt-1 pon/0/2", await _pop.PollAsync());

        foreach (var line in _pop.On(4))
        {
            line.Cut();
            Assert.DoesNotContain(await _pop.PollAsync(4), change => change.Contains("pon.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_cut_that_doubles_is_told_again_under_the_same_name_and_one_that_takes_the_trunk_becomes_pon_down()
    {
        await _pop.PollAsync();
        _pop.On(1).TakeLast(8).Cut();
        await _pop.PollAsync(2);
        _pop.On(1).TakeLast(15).Cut();
        Assert.DoesNotContain(await _pop.PollAsync(), change => change.Contains("pon.", StringComparison.Ordinal));
        _pop.On(1).TakeLast(16).Cut();
        Assert.Contains("+pon.partial olt-1 pon/0/1", await _pop.PollAsync());
        Assert.Equal((16, 16), (_pop.Last("pon.partial").Values["down"], _pop.Last("pon.partial").Values["lost"]));

        _pop.On(1).Cut();
        var grown = (await _pop.PollAsync()).Where(change => change.Contains("pon.", StringComparison.Ordinal));
        Assert.Equal(["+pon.down olt-1 pon/0/1", "-pon.partial olt-1 pon/0/1"], grown);
        Assert.Equal(("pon.partial", "grew"), (_pop.Last("pon.down").Labels["grew_from"], _pop.Last("pon.partial").Reason));
        Assert.Equal(["pon.down"], _pop.Log.LoadRaised().Select(alert => alert.Kind).Where(kind => kind.StartsWith("pon", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_restart_in_the_middle_tells_nothing_twice_and_forgets_no_end()
    {
        await _pop.PollAsync();
        _pop.On(3).Skip(4).Cut();
        await _pop.PollAsync();
        _pop.Restart();
        Assert.DoesNotContain(await _pop.PollAsync(3), change => change.Contains("pon.", StringComparison.Ordinal));
        Assert.Equal(28, _pop.Count("onu.down"));
        _pop.Restart();
        Assert.Empty(await _pop.PollAsync(3));
        _pop.On(3).Register(_pop.Time.GetUtcNow());
        Assert.Contains("-pon.down olt-1 pon/0/3", await _pop.PollAsync(2));
        Assert.Equal((28, 28, 0), (_pop.Last("pon.down").Values["lost"], _pop.Last("pon.down").Values["back"], _pop.Last("pon.down").Values["remaining"]));
        Assert.Empty(_pop.Log.LoadRaised());
    }

    [Fact]
    public async Task What_went_while_the_agent_was_away_is_found_by_its_first_poll()
    {
        await _pop.PollAsync(2);
        _pop.On(3).Cut();
        _pop.Pass(3_600);
        _pop.Restart();
        Assert.Equal(["+pon.down olt-1 pon/0/3"], await _pop.PollAsync());
    }

    [Fact]
    public async Task Onus_that_the_olt_no_longer_lists_end_nothing_and_raise_nothing()
    {
        await CutAsync(28);
        foreach (var line in _pop.On(3)) line.IsListed = false;
        Assert.Empty(await _pop.PollAsync(5));
        Assert.Contains(_pop.Log.LoadRaised(), alert => alert.Kind == "pon.down");
        foreach (var line in _pop.On(2)) line.IsListed = false;
        Assert.Empty(await _pop.PollAsync(5));
    }

    [Fact]
    public async Task When_the_last_onu_of_a_dead_pon_is_taken_out_of_the_olt_its_alert_ends()
    {
        await CutAsync(32);
        foreach (var line in _pop.On(3)) line.IsListed = false;
        await _pop.PollAsync(2);
        _pop.Pass(25 * 3_600);
        await _pop.PollAsync(4);
        Assert.Equal(32, _pop.Count("onu.removed"));
        Assert.Empty(_pop.Log.LoadRaised());
    }

    [Fact]
    public async Task A_port_that_sends_nothing_is_no_cable()
    {
        await _pop.PollAsync();
        _pop.On(1).Cut();
        _pop.Pass(30);
        await _pop.PollOltAsync("olt-1", [new PonRecord { Pon = "0/1", TxDbm = -31.5, TempC = 41 }]);
        Assert.Equal(("port_fault", -31.5, 41), (_pop.Last("pon.down").Labels["cause"], _pop.Last("pon.down").Values["tx_dbm"], _pop.Last("pon.down").Values["temp_c"]));
    }

    [Fact]
    public async Task Onus_that_were_switched_off_or_restarted_by_the_olt_are_no_cut()
    {
        await _pop.PollAsync();
        _pop.On(1).Cut(OnuReason.Admin);
        _pop.On(2).Cut(OnuReason.OltInit);
        Assert.DoesNotContain(await _pop.PollAsync(2), change => change.Contains("pon.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_olt_that_comes_back_from_a_restart_gets_two_minutes_until_its_onus_have_registered()
    {
        await _pop.PollAsync();
        await _pop.FailAsync(Agent.Devices.PollErrorKind.Timeout);
        await _pop.FailAsync(Agent.Devices.PollErrorKind.Timeout);
        _pop.Lines.Cut();
        Assert.DoesNotContain(await _pop.PollAsync(2), change => change.Contains("pon.", StringComparison.Ordinal));
        _pop.Lines.Where(line => line.Pon != 4).Register(_pop.Time.GetUtcNow());
        Assert.Equal(["+pon.down olt-1 pon/0/4"], (await _pop.PollAsync(4)).Where(change => change.Contains("pon.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_whose_onus_went_on_all_the_time_did_not_restart_and_gets_none()
    {
        await _pop.PollAsync();
        await _pop.FailAsync(Agent.Devices.PollErrorKind.Timeout);
        await _pop.FailAsync(Agent.Devices.PollErrorKind.Timeout);
        _pop.On(4).Cut();
        Assert.Contains("+pon.down olt-1 pon/0/4", await _pop.PollAsync());
    }

    private async Task CutAsync(int onus)
    {
        await _pop.PollAsync();
        _pop.On(3).TakeLast(onus).Cut();
        await _pop.PollAsync(5);
    }
}
