using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.OltLog;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.OltLog;

/// <summary>Lines and polls of one OLT in turn; the page has no column for a reason.</summary>
public sealed class OnuEvidenceTests
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly OnuEvidence _evidence;

    public OnuEvidenceTests()
    {
        _evidence = new OnuEvidence(downPolls: 2, upPolls: 2, _time);
        Poll(true, true, true);
    }

    [Fact]
    public void A_gasp_tells_why_an_onu_is_down_that_a_poll_finds_down_and_is_believed_as_long_as_it_lasts()
    {
        Assert.True(Say(OnuLogKind.DyingGasp, 2));
        Assert.True(Say(OnuLogKind.Lost, 2));
        Assert.Equal(["up", "power_off dying_gasp", "up"], Poll(true, false, true));
        _time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(["up", "power_off dying_gasp", "up"], Poll(true, false, true));
    }

    [Fact]
    public void A_loss_alone_says_nothing_of_why()
    {
        Assert.True(Say(OnuLogKind.Lost, 2));
        Assert.Equal(["up", "down", "up"], Poll(true, false, true));
    }

    [Fact]
    public void A_line_alone_changes_nothing()
    {
        Say(OnuLogKind.DyingGasp, 1);
        Say(OnuLogKind.Lost, 1);
        Assert.Equal(["up", "up", "up"], Poll(true, true, true));
    }

    [Fact]
    public void The_gasp_of_last_time_is_no_reason_this_time()
    {
        Say(OnuLogKind.DyingGasp, 2);
        Poll(true, false, true);
        Poll(true, true, true);
        Assert.Equal(["up", "down", "up"], Poll(true, false, true));
    }

    [Fact]
    public void A_page_that_lags_behind_the_log_does_not_lose_the_gasp_and_one_that_does_not_does()
    {
        Say(OnuLogKind.DyingGasp, 2);
        _time.Advance(TimeSpan.FromSeconds(3));
        Poll(true, true, true);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("power_off dying_gasp", Poll(true, false, true)[1]);

        Say(OnuLogKind.DyingGasp, 3);
        _time.Advance(TimeSpan.FromSeconds(11));
        Poll(true, false, true);
        Assert.Equal("down", Poll(true, false, false)[2]);
    }

    [Fact]
    public void A_discovery_ends_a_gasp_though_no_poll_saw_it_up()
    {
        Say(OnuLogKind.DyingGasp, 2);
        Poll(true, false, true);
        Say(OnuLogKind.Discovered, 2);
        Assert.Equal("down", Poll(true, false, true)[1]);
    }

    [Fact]
    public void A_gasp_before_a_long_silence_of_the_olt_is_old()
    {
        Say(OnuLogKind.DyingGasp, 2);
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("down", Poll(true, false, true)[1]);
    }

    [Fact]
    public void The_olts_own_better_word_stands()
    {
        Say(OnuLogKind.DyingGasp, 1);
        var reading = new Reading { Onus = [Onu(1, OnuStatus.AuthFailed) with { Reason = OnuReason.AuthRejected }] };
        Assert.Equal(reading.Onus, _evidence.See(reading, out _).Onus);
    }

    [Fact]
    public void Two_polls_in_a_row_confirm_and_a_page_that_never_agrees_is_right_in_the_end()
    {
        Say(OnuLogKind.Lost, 2);
        Assert.Equal([false, true], new[] { IsConfirmed(true, false, true), IsConfirmed(true, false, true) });
        Say(OnuLogKind.Discovered, 2);
        Assert.Equal([false, false, true], new[] { IsConfirmed(true, false, true), IsConfirmed(true, true, true), IsConfirmed(true, true, true) });
        Say(OnuLogKind.Lost, 2);
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => IsConfirmed(true, true, true)));
    }

    [Fact]
    public void A_loss_that_the_log_announced_is_marked_in_the_poll_that_finds_it()
    {
        Say(OnuLogKind.Lost, 2);
        Assert.Null(See([true, true, false], out _).Announced);
        Assert.Equal(["onu/0/1:2"], See([true, false, false], out _).Announced!);
        See([true, false, false], out _);
        Assert.Null(See([true, false, false], out _).Announced);
    }

    [Fact]
    public void Only_onus_of_the_last_poll_are_known_by_mac_and_by_slot_where_one_side_has_no_mac()
    {
        Assert.True(_evidence.Take(new OnuLogLine(OnuLogKind.Lost, "0/1/1:77", "FC:8E:5B:2B:66:02")));
        Assert.True(_evidence.Take(new OnuLogLine(OnuLogKind.Lost, "0/1:2", null)));
        Assert.False(_evidence.Take(new OnuLogLine(OnuLogKind.Lost, "0/1:2", "FC:8E:5B:2B:66:99")));
        Assert.False(_evidence.Take(new OnuLogLine(OnuLogKind.Lost, "0/1:4", null)));
        Poll(true);
        Assert.False(Say(OnuLogKind.Lost, 2));
    }

    [Fact]
    public void Sums_of_pons_follow_and_those_that_are_not_known_stay_unknown()
    {
        Say(OnuLogKind.DyingGasp, 1);
        OnuRecord[] onus = [Onu(1, OnuStatus.Down), Onu(2, OnuStatus.Down)];
        var seen = _evidence.See(new Reading { Onus = onus, Pons = [.. PonRecord.Summarise(onus), new PonRecord { Pon = "0/2", Total = 9 }] }, out _);
        Assert.Equal([(2L, 1L), (9L, (long?)null)], seen.Pons.Select(pon => (pon.Total!.Value, pon.PowerOff)));
    }

    private bool Say(OnuLogKind kind, int number) => _evidence.Take(new OnuLogLine(kind, $"0/1:{number}", $"FC:8E:5B:2B:66:{number:X2}"));

    private IReadOnlyList<string> Poll(params bool[] up) =>
        [.. See(up, out _).Onus.Select(onu => onu.Reason is { } reason ? $"{OnuRecord.Word(onu.Status)} {OnuRecord.Word(reason)}" : OnuRecord.Word(onu.Status))];

    private bool IsConfirmed(params bool[] up)
    {
        See(up, out var isConfirmed);
        return isConfirmed;
    }

    private Reading See(bool[] up, out bool isConfirmed) => _evidence.See(new Reading { Onus = [.. up.Select((isUp, index) => Onu(index + 1, isUp ? OnuStatus.Up : OnuStatus.Down))] }, out isConfirmed);

    private static OnuRecord Onu(int number, OnuStatus status) => new() { Pon = "0/1", Onu = $"{number}", Status = status, Mac = $"FC:8E:5B:2B:66:{number:X2}" };
}
