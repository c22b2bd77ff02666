using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>An OLT whose polls fail: dead, or only its management.</summary>
public sealed class SilentOltStoryTests
{
    private readonly Pop _pop = new(olts: 2);

    [Fact]
    public async Task A_web_interface_that_hangs_is_no_olt_that_is_unreachable()
    {
        _pop.AnswersPing = true;
        await _pop.PollAsync();
        Assert.Empty(await _pop.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["+device.mgmt_down olt-1 device"], await _pop.FailAsync(PollErrorKind.Timeout));
        var told = _pop.Last("device.mgmt_down");
        Assert.Equal(("ping", "hioso-epon", "timeout", Severity.Medium), (told.Labels["alive_by"], told.Labels["driver"], told.Reason, told.Severity));
        Assert.Equal((128, 60), (told.Values["onus"], told.Values["silent_s"]));
    }

    [Fact]
    public async Task A_changed_password_is_what_it_is_however_often_it_is_tried()
    {
        await _pop.PollAsync();
        for (var poll = 0; poll < 10; poll++) await _pop.FailAsync(PollErrorKind.AuthFailed);
        Assert.Equal(["device.auth_failed"], _pop.Log.All.Select(change => change.Kind));
        await _pop.PollAsync();
        Assert.Empty(_pop.Log.LoadRaised());
    }

    [Theory]
    [InlineData(true, "device.mgmt_down", "port")]
    [InlineData(false, "device.unreachable", null)]
    [InlineData(null, "device.unreachable", null)]
    public async Task Where_a_ping_gets_no_answer_its_port_may_show_it_alive(bool? answersPort, string kind, string? aliveBy)
    {
        _pop.AnswersPort = answersPort;
        await _pop.PollAsync();
        await _pop.FailAsync(PollErrorKind.Timeout);
        Assert.Equal([$"+{kind} olt-1 device"], await _pop.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(aliveBy, _pop.Last(kind).Labels.GetValueOrDefault("alive_by"));
    }

    [Theory]
    [InlineData(20, "device.mgmt_down")]
    [InlineData(40, "device.unreachable")]
    public async Task A_line_of_its_log_shows_it_alive_when_it_was_sent_after_the_silence_began(double heardAgoS, string kind)
    {
        await _pop.PollAsync();
        await _pop.FailAsync(PollErrorKind.Timeout);
        _pop.Heard.Ago = TimeSpan.FromSeconds(heardAgoS);
        Assert.Equal([$"+{kind} olt-1 device"], await _pop.FailAsync(PollErrorKind.Timeout));
    }

    [Fact]
    public async Task The_sessions_of_its_customers_show_it_alive()
    {
        await FailWithSessionsAsync(200);
        Assert.Equal("sessions", _pop.Last("device.mgmt_down").Labels["alive_by"]);
    }

    [Fact]
    public async Task Where_half_of_the_sessions_are_gone_one_of_two_olts_is_dead()
    {
        await FailWithSessionsAsync(100);
        Assert.Contains(_pop.Log.All, change => change.Kind == "device.unreachable");
        Assert.Contains(_pop.Log.All, change => change.Kind == "sessions.drop");
    }

    [Fact]
    public async Task Below_an_olt_that_is_silent_nothing_begins_and_nothing_ends()
    {
        await _pop.PollAsync();
        _pop.On(1).Cut();
        _pop.On(2)[0].Cut();
        await _pop.PollAsync(2);
        var standing = _pop.Log.LoadRaised().Count;
        _pop.Lines.Cut();
        for (var poll = 0; poll < 5; poll++) await _pop.FailAsync(PollErrorKind.Timeout);
        Assert.Equal(standing + 1, _pop.Log.LoadRaised().Count);
        Assert.Contains(_pop.Log.LoadRaised(), alert => alert is { Kind: "device.unreachable", Severity: Severity.Critical });
    }

    private async Task FailWithSessionsAsync(long afterwards)
    {
        await _pop.PollAsync();
        for (var poll = 0; poll < 10; poll++) await _pop.RouterAsync(Sessions(200));
        await _pop.PollAsync();
        await _pop.FailAsync(PollErrorKind.Timeout);
        for (var poll = 0; poll < 2; poll++) await _pop.RouterAsync(Sessions(afterwards));
        await _pop.FailAsync(PollErrorKind.Timeout);
    }

    private static Reading Sessions(long active) => new() { Sessions = [new SessionsRecord { Service = "pppoe", Active = active }] };
}
