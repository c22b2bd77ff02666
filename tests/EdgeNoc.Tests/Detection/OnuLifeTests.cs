using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Polling;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Detection;

public sealed class OnuLifeTests
{
    private readonly Workbench _bench = new(Olt);

    [Fact]
    public async Task A_new_onu_is_told_at_its_second_poll_and_is_followed_from_then_on()
    {
        await _bench.PollAsync(Onu(1));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2)));
        Assert.Equal(["+onu.new olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2)));
        Assert.Equal(["mac=FC:8E:5B:2B:66:02", "name=CLIENT-002", "pon=0/1"], Labels(_bench.Log.All[^1]));
        Assert.Empty(_bench.Log.LoadRaised());
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        Assert.Equal(["+onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down)));
    }

    [Fact]
    public async Task One_that_is_seen_once_only_is_forgotten()
    {
        await _bench.PollAsync(Onu(1));
        await _bench.PollAsync(Onu(1), Onu(2));
        await _bench.PollAsync(Onu(1));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2)));
        await _bench.PollAsync(Onu(1), Onu(2, owner: 7));
        Assert.Equal(["+onu.new olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, owner: 7)));
        Assert.DoesNotContain(_bench.Log.All, change => change.Labels["mac"].EndsWith("02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_before_the_second_poll_loses_no_newcomer_and_after_it_doubles_none()
    {
        await _bench.PollAsync(Onu(1));
        await _bench.PollAsync(Onu(1), Onu(2));
        _bench.Restart();
        await _bench.PollAsync(Onu(1), Onu(2));
        Assert.Equal(["+onu.new olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2)));
        _bench.Restart();
        await _bench.PollAsync(Onu(1), Onu(2));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2)));
    }

    [Fact]
    public async Task Another_one_in_the_slot_ends_the_alert_of_the_one_before_and_inherits_nothing()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        Assert.Single(_bench.Log.LoadRaised());

        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, owner: 7)));
        Assert.Equal(["-onu.down olt-1 onu/0/1:2", "+onu.replaced olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, owner: 7)));
        var (cleared, replaced) = (_bench.Log.All[^2], _bench.Log.All[^1]);
        Assert.Equal(("replaced", "CLIENT-002"), (cleared.Reason, cleared.Labels["name"]));
        Assert.Equal(
            ["mac=FC:8E:5B:2B:66:07", "name=CLIENT-007", "new_mac=FC:8E:5B:2B:66:07", "old_mac=FC:8E:5B:2B:66:02", "pon=0/1"], Labels(replaced));

        // The newcomer was dark from the first sight on: nobody waits for it, and no level of the one before is told as its own.
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down, owner: 7)));
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Loop, owner: 7));
        Assert.Equal(["+onu.loop olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Loop, owner: 7)));
        Assert.Empty(_bench.Log.All[^1].Values);
    }

    [Fact]
    public async Task A_wrong_mac_for_one_poll_is_nobody()
    {
        await _bench.PollAsync(Onu(1));
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(await _bench.PollAsync(Onu(1, owner: 9)));
            Assert.Empty(await _bench.PollAsync(Onu(1)));
        }

        Assert.Equal("FC:8E:5B:2B:66:01", _bench.Log.LoadStates().Single(state => state.Entity == "onu/0/1:1").Identity);
    }

    [Fact]
    public async Task A_page_without_macs_shows_no_other_onus()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        for (var i = 0; i < 3; i++) Assert.Empty(await _bench.PollAsync(Onu(1) with { Mac = null }, Onu(2) with { Mac = "00:00:00:00:00:00", Serial = "ZTEG00000002" }));
        Assert.Equal("FC:8E:5B:2B:66:02", _bench.Log.LoadStates().Single(state => state.Entity == "onu/0/1:2").Identity);
    }

    [Fact]
    public async Task One_that_moves_is_new_there_and_removed_here_and_keeps_its_level()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(5, OnuStatus.Down, owner: 2)));
        Assert.Equal(
            ["+onu.new olt-1 onu/0/1:5", "-onu.down olt-1 onu/0/1:2", "+onu.removed olt-1 onu/0/1:2"],
            await _bench.PollAsync(Onu(1), Onu(5, OnuStatus.Down, owner: 2)));
        Assert.Equal("onu/0/1:2", _bench.Log.All[^3].Labels["moved_from"]);
        Assert.Equal(("moved", "onu/0/1:5"), (_bench.Log.All[^1].Reason, _bench.Log.All[^1].Labels["moved_to"]));
        Assert.DoesNotContain(_bench.Log.LoadStates(), state => state.Entity.EndsWith("onu/0/1:2", StringComparison.Ordinal));

        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1), Onu(5, OnuStatus.AuthFailed, owner: 2));
        Assert.Equal((EventKinds.OnuAuthFailed, -22), (_bench.Log.All[^1].Kind, _bench.Log.All[^1].Values["rx_dbm"]));
    }

    [Fact]
    public async Task Two_that_change_places_are_two_replacements()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        await _bench.PollAsync(Onu(1, owner: 2), Onu(2, owner: 1));
        Assert.Equal(["+onu.replaced olt-1 onu/0/1:1", "+onu.replaced olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1, owner: 2), Onu(2, owner: 1)));
        Assert.Equal(["onu/0/1:1", "onu/0/1:2"], _bench.Log.All.TakeLast(2).Select(change => change.Labels["moved_from"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_is_not_listed_for_a_day_is_removed_with_its_alert()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        for (var i = 0; i < 3; i++) Assert.Empty(await _bench.PollAsync(Onu(1)));
        _bench.Restart();
        _bench.Time.Advance(TimeSpan.FromHours(23));
        Assert.Empty(await _bench.PollAsync(Onu(1)));
        _bench.Restart();
        _bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["-onu.down olt-1 onu/0/1:2", "+onu.removed olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1)));
        Assert.Equal(("removed", "missing"), (_bench.Log.All[^2].Reason, _bench.Log.All[^1].Reason));
        Assert.Equal(["device", "onu/0/1:1", "onus"], _bench.Log.LoadStates().Select(state => state.Entity).Order(StringComparer.Ordinal));
        await _bench.PollAsync(Onu(1), Onu(2));
        Assert.Equal(["+onu.new olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2)));
    }

    [Fact]
    public async Task One_that_comes_back_in_time_goes_on_as_it_was()
    {
        await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.Down));
        for (var i = 0; i < 3; i++) await _bench.PollAsync(Onu(1));
        _bench.Time.Advance(TimeSpan.FromHours(20));
        _bench.Restart();
        await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.Down));
        Assert.Equal(["device", "onu/0/1:1", "onu/0/1:2", "onu/0/1:3", "onus"], _bench.Log.LoadStates().Select(state => state.Entity).Order(StringComparer.Ordinal));

        // The day starts anew, and 3 was dark all along.
        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1));
        _bench.Time.Advance(TimeSpan.FromHours(20));
        Assert.Empty(await _bench.PollAsync(Onu(1)));
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3, OnuStatus.Down));
        Assert.Equal(["+onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down), Onu(3, OnuStatus.Down)));
    }

    [Fact]
    public async Task A_clock_that_leaps_removes_nobody()
    {
        _bench.Quality = TimeQuality.Estimated;
        await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.Down));
        for (var i = 0; i < 3; i++) await _bench.PollAsync(Onu(1));
        _bench.Time.Advance(TimeSpan.FromDays(20_000));
        Assert.Empty(await _bench.PollAsync(Onu(1)));
        _bench.Quality = TimeQuality.Synced;
        Assert.Empty(await _bench.PollAsync(Onu(1)));
        _bench.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(["+onu.removed olt-1 onu/0/1:2", "+onu.removed olt-1 onu/0/1:3"], (await _bench.PollAsync(Onu(1))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pon_that_was_not_read_loses_nobody_and_its_first_list_is_a_baseline()
    {
        Reading Partial(params OnuRecord[] onus) => new() { Onus = onus, CompletePons = new HashSet<string>(["0/1"], StringComparer.Ordinal) };
        await _bench.ReadAsync(Partial(Onu(1)));
        await _bench.ReadAsync(Partial(Onu(1), Onu(2)));
        Assert.Equal(["+onu.new olt-1 onu/0/1:2"], await _bench.ReadAsync(Partial(Onu(1), Onu(2))));
        OnuRecord[] others = [Onu(8, pon: "0/2"), Onu(9, pon: "0/2")];
        for (var i = 0; i < 3; i++) Assert.Empty(await _bench.PollAsync([Onu(1), Onu(2), .. others]));
        for (var i = 0; i < 3; i++) await _bench.ReadAsync(Partial(Onu(1)));
        _bench.Time.Advance(TimeSpan.FromHours(30));
        Assert.Equal(["+onu.removed olt-1 onu/0/1:2"], await _bench.ReadAsync(Partial(Onu(1))));
    }

    [Fact]
    public async Task Failed_polls_and_an_olt_that_has_just_started_say_nothing_about_who_is_there()
    {
        await _bench.PollAsync();
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2)));
        Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2)));
        for (var i = 0; i < 3; i++) await _bench.FailAsync(PollErrorKind.ParseFailed);
        _bench.Time.Advance(TimeSpan.FromDays(3));
        Assert.DoesNotContain("+onu.removed olt-1 onu/0/1:1", await _bench.PollAsync(Onu(2)));
    }

    [Fact]
    public async Task One_that_is_down_for_thirty_days_leaves_the_counts_and_the_alerts()
    {
        await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.PowerOff));
        for (var i = 0; i < 2; i++) await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Los), Onu(3, OnuStatus.PowerOff));
        _bench.Telemetry.Take<PonRecord>();
        await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Los), Onu(3, OnuStatus.PowerOff));
        Assert.Equal((3, 1, 2, 1, 1), Counts());

        _bench.Time.Advance(TimeSpan.FromDays(30));
        _bench.Restart();
        Assert.Equal(["-onu.down olt-1 onu/0/1:2"], await _bench.PollAsync(Onu(1), Onu(2, OnuStatus.Los), Onu(3, OnuStatus.PowerOff)));
        Assert.Equal("abandoned", _bench.Log.All[^1].Reason);
        Assert.Equal((1, 1, 0, 0, 0), Counts());
        Assert.Equal((1, 1), (_bench.Health.PartsUp, _bench.Health.PartsTotal));

        // It is still polled, and counts again once it is back; nobody is told, for nobody waited.
        for (var i = 0; i < 2; i++) Assert.Empty(await _bench.PollAsync(Onu(1), Onu(2), Onu(3, OnuStatus.PowerOff)));
        Assert.Equal((2, 2, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task A_life_that_could_not_be_stored_is_lived_again()
    {
        await _bench.PollAsync(Onu(1), Onu(2));
        await _bench.PollAsync(Onu(1), Onu(2, owner: 7), Onu(3));
        _bench.Log.FailNext = true;
        await Assert.ThrowsAsync<IOException>(() => _bench.PollAsync(Onu(1), Onu(2, owner: 7), Onu(3)));
        Assert.Equal(["+onu.replaced olt-1 onu/0/1:2", "+onu.new olt-1 onu/0/1:3"], await _bench.PollAsync(Onu(1), Onu(2, owner: 7), Onu(3)));
    }

    private (long?, long?, long?, long?, long?) Counts()
    {
        var pon = _bench.Telemetry.Take<PonRecord>()[^1];
        return (pon.Total, pon.Online, pon.Offline, pon.PowerOff, pon.Los);
    }

    private static IEnumerable<string> Labels(EdgeEvent change) => change.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal);
}
