using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Detection;

public sealed class OnuDetectionTests
{
    private readonly Workbench _bench = new(Olt);

    [Fact]
    public async Task The_first_poll_is_a_baseline_also_for_what_is_down()
    {
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, OnuReason.Timeout)));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, OnuReason.Timeout)));
        Assert.Equal(["device up", "onu/0/1:1 up", "onu/0/1:2 down", "onus known"], _bench.Log.LoadStates().Select(state => $"{state.Entity} {state.State}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_onu_that_goes_tells_whose_it_is_and_how_it_was()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, OnuReason.Timeout));
        Assert.Equal(["+onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.PowerOff, OnuReason.DyingGasp)));

        var raised = Assert.Single(_bench.Log.LoadRaised());
        Assert.Equal(("dying_gasp", Severity.Low, TimeQuality.Synced, _bench.Time.GetUtcNow()), (raised.Reason, raised.Severity, raised.TimeQuality, raised.At));
        Assert.Equal(["mac=FC:8E:5B:2B:66:02", "name=CLIENT-002", "pon=0/1"], raised.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
        Assert.Equal([("distance_m", 200), ("rx_dbm", -22)], raised.Values.Select(value => (value.Key, value.Value)).OrderBy(value => value.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_onu_that_comes_back_clears_the_same_alert_and_says_for_how_long_it_was_away()
    {
        await _bench.PollAsync(Onu(2));
        await _bench.PollAsync(Onu(2, OnuStatus.Down, OnuReason.Timeout));
        await _bench.PollAsync(Onu(2, OnuStatus.Down, OnuReason.Timeout));
        await _bench.PollAsync(Onu(2));
        Assert.Equal(["-onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(2)));

        var cleared = _bench.Log.All[^1];
        // Gone from the second poll to the fourth; that the fifth confirmed it is no time away.
        Assert.Equal(60, cleared.Values["down_s"]);
        Assert.Equal("CLIENT-002", cleared.Labels["name"]);
        Assert.Empty(_bench.Log.LoadRaised());
    }

    [Fact]
    public async Task A_reason_found_later_raises_nothing_again()
    {
        await _bench.PollAsync(Onu(2));
        await _bench.PollAsync(Onu(2, OnuStatus.Down, OnuReason.Timeout));
        Assert.Single(await _bench.PollAsync(Onu(2, OnuStatus.Down, OnuReason.Timeout)));
        Assert.Empty(await _bench.PollAsync(Onu(2, OnuStatus.PowerOff, OnuReason.DyingGasp)));
        Assert.Empty(await _bench.PollAsync(Onu(2, OnuStatus.PowerOff, OnuReason.DyingGasp)));
        Assert.Equal("power_off", _bench.Log.LoadStates().Single(state => state.Entity == "onu/0/1:2").State);
    }

    [Fact]
    public async Task Another_kind_clears_the_first_and_raises_its_own()
    {
        await _bench.PollAsync(Onu(2));
        await _bench.PollAsync(Onu(2, OnuStatus.Loop, OnuReason.Loop));
        Assert.Equal(["+onu.loop olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(2, OnuStatus.Loop, OnuReason.Loop)));
        await _bench.PollAsync(Onu(2, OnuStatus.AuthFailed, OnuReason.AuthRejected));
        Assert.Equal(["-onu.loop olt-1 onu/0/1:2", "+onu.auth_failed olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(2, OnuStatus.AuthFailed, OnuReason.AuthRejected)));
    }

    [Fact]
    public async Task While_the_olt_does_not_answer_its_onus_are_unknown()
    {
        await _bench.PollAsync(Onu(2));
        await _bench.PollAsync(Onu(2, OnuStatus.Down));
        Assert.Empty(await _bench.FailAsync(PollErrorKind.ParseFailed));
        Assert.Empty(await _bench.PollAsync(Onu(2, OnuStatus.Down)));
        Assert.Single(await _bench.PollAsync(Onu(2, OnuStatus.Down)));
    }

    [Fact]
    public async Task An_onu_that_is_not_on_the_page_or_unknown_to_the_olt_raises_nothing()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        for (var i = 0; i < 4; i++) Assert.Empty(await _bench.PollAsync(Onu(1, OnuStatus.Unknown)));
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        Assert.Empty(await _bench.PollAsync(Onu(1)));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down)));
    }

    [Fact]
    public async Task After_a_restart_what_went_meanwhile_is_raised_and_what_came_back_is_cleared()
    {
        await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.Down));
        await _bench.PollAsync(Onu(1, OnuStatus.Down), Onu(2), Onu(3, OnuStatus.Down));
        Assert.Equal(["+onu.down olt-1 onu/0/1:1"], await _bench.PollAsync(Onu(1, OnuStatus.Down), Onu(2), Onu(3, OnuStatus.Down)));

        _bench.Restart();
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3), Onu(4, OnuStatus.Down)));
        Assert.Equal(["-onu.down olt-1 onu/0/1:1", "+onu.down olt-1 onu/0/1:2", "+onu.new olt-1 onu/0/1:4"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3), Onu(4, OnuStatus.Down)));

        _bench.Restart();
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3), Onu(4, OnuStatus.Down)));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3), Onu(4, OnuStatus.Down)));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_found_again_by_the_next_poll()
    {
        await _bench.PollAsync(Onu(2));
        await _bench.PollAsync(Onu(2, OnuStatus.Down));
        _bench.Log.FailNext = true;
        await Assert.ThrowsAsync<IOException>(() => _bench.PollAsync(Onu(2, OnuStatus.Down)));
        Assert.Equal(["+onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(2, OnuStatus.Down)));
    }

    [Fact]
    public async Task A_quiet_poll_writes_nothing_to_disk()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        var commits = _bench.Log.Commits;
        for (var i = 0; i < 5; i++) await _bench.PollAsync(Onu(1), Onu(2));
        Assert.Equal((1, 1), (commits, _bench.Log.Commits));
    }
}
