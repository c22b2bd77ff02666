using System.Collections.Immutable;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Buzzer;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>Whether it sounds, told as a day at a site.</summary>
public sealed class CabinetBuzzerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly BuzzerTerms Terms = new(BuzzerConfig.DefaultCauses, TimeSpan.FromSeconds(60), new TimeOnly(21, 0), new TimeOnly(7, 0));

    private readonly List<RaisedAlert> _raised = [];
    private ImmutableDictionary<BuzzerCause, BuzzerNote> _book = BuzzerRules.Empty;
    private IReadOnlyList<OpenIncident> _incidents = [];

    [Fact]
    public void A_cause_sounds_for_a_minute_and_no_longer()
    {
        Raise("site.door_open", 10);
        Assert.Equal(new BuzzerState(true, ["site.door_open"], null), At(10));
        Assert.True(At(69.9).Sounding);
        Assert.Equal(new BuzzerState(false, ["site.door_open"], BuzzerSilence.Spent), At(70));
        Clear("site.door_open");
        Assert.Equal(BuzzerState.Idle, At(80));
        Raise("site.door_open", 90);
        Assert.True(At(90).Sounding);
    }

    [Fact]
    public void The_button_silences_what_stands_and_nothing_that_comes()
    {
        Raise("site.mains_lost", 10);
        Assert.True(At(10).Sounding);
        _book = BuzzerRules.Silence(_book);
        Assert.Equal(BuzzerSilence.Silenced, At(20).Why);
        Raise("agent.temp_high", 30);
        Assert.True(At(30).Sounding);
    }

    [Theory]
    [InlineData("20:59", true)]
    [InlineData("21:00", false)]
    [InlineData("00:30", false)]
    [InlineData("06:59", false)]
    [InlineData("07:00", true)]
    [InlineData("12:00", true)]
    public void It_is_silent_from_nine_in_the_evening_to_seven(string local, bool sounds)
    {
        Raise("site.door_open", 10);
        var state = At(10, TimeOnly.Parse(local, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(sounds, state.Sounding);
        Assert.Equal(sounds ? null : BuzzerSilence.QuietHours, state.Why);
    }

    [Fact]
    public void What_began_at_night_and_still_stands_is_heard_in_the_morning()
    {
        Raise("site.door_open", 10);
        Assert.False(At(10, new TimeOnly(3, 0)).Sounding);
        Assert.True(At(14_400, new TimeOnly(7, 0)).Sounding);
        Assert.False(At(14_460, new TimeOnly(7, 1)).Sounding);
    }

    [Fact]
    public void What_nobody_on_the_spot_can_mend_does_not_sound()
    {
        Raise("pon.down", 10);
        Assert.Equal(BuzzerState.Idle, At(10));
        Assert.True(BuzzerRules.Look(_book, Site(11), Terms with { Causes = ["pon.down"] }, new TimeOnly(12, 0), S(11)).State.Sounding);
    }

    [Fact]
    public void A_door_that_is_open_for_maintenance_is_no_alarm()
    {
        Raise("site.door_open", 10);
        _incidents = [new OpenIncident(17, Severity.Medium, "site.door_open", "site", "door", Start, null, Start.AddHours(1))];
        Assert.Equal(BuzzerSilence.Maintenance, At(10).Why);
    }

    [Fact]
    public void A_restart_wakes_nobody_about_what_stood_before()
    {
        Raise("site.mains_lost", -3_600);
        Assert.Equal(BuzzerSilence.Spent, At(5).Why);
        Raise("site.door_open", -30);
        Assert.True(At(6).Sounding);
    }

    [Fact]
    public void Quiet_hours_within_a_day_and_none_at_all()
    {
        var siesta = Terms with { QuietFrom = new TimeOnly(13, 0), QuietUntil = new TimeOnly(15, 0) };
        Assert.True(siesta.IsQuiet(new TimeOnly(14, 0)));
        Assert.False(siesta.IsQuiet(new TimeOnly(3, 0)));
        Assert.False((Terms with { QuietFrom = new TimeOnly(0, 0), QuietUntil = new TimeOnly(0, 0) }).IsQuiet(new TimeOnly(0, 0)));
    }

    private BuzzerState At(double seconds, TimeOnly? local = null)
    {
        (_book, var state) = BuzzerRules.Look(_book, Site(seconds), Terms, local ?? new TimeOnly(12, 0), S(seconds));
        return state;
    }

    private SiteState Site(double seconds) => new()
    {
        Now = Start.AddSeconds(seconds),
        Uptime = S(seconds),
        NetworkUp = true,
        BrokerConnected = true,
        LastAckAge = TimeSpan.Zero,
        DevicesUp = 1,
        DevicesKnown = 1,
        Raised = [.. _raised],
        Incidents = _incidents,
    };

    private void Raise(string kind, double atS) => _raised.Add(new RaisedAlert(kind, "site", kind, Severity.High, Start.AddSeconds(atS)));

    private void Clear(string kind) => _raised.RemoveAll(alert => alert.Kind == kind);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
