using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Cabinet;

public sealed class CabinetPanelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    private static readonly SiteState Well = new()
    {
        Uptime = TimeSpan.FromHours(1),
        NetworkUp = true,
        BrokerConnected = true,
        LastAckAge = TimeSpan.FromSeconds(10),
        DevicesUp = 3,
        DevicesKnown = 3,
        Raised = [],
        Incidents = [],
        Now = Now,
    };

    [Fact]
    public void All_well_is_three_steady_lamps_and_a_dark_alarm() =>
        Assert.Equal(new PanelState(LampPattern.Steady, LampPattern.Steady, LampPattern.Steady, LampPattern.Off), Panel.From(Well));

    [Theory]
    [InlineData(true, true, 120.0, LampPattern.Steady)]
    [InlineData(true, true, 120.1, LampPattern.DoubleBlink)]
    [InlineData(true, true, null, LampPattern.DoubleBlink)]
    [InlineData(true, false, 10.0, LampPattern.SlowBlink)]
    [InlineData(false, false, 10.0, LampPattern.Off)]
    public void The_uplink_lamp_tells_how_far_data_gets(bool network, bool broker, double? ackAgeS, LampPattern expected) =>
        Assert.Equal(expected, Panel.From(Well with { NetworkUp = network, BrokerConnected = broker, LastAckAge = ackAgeS is { } s ? TimeSpan.FromSeconds(s) : null }).Uplink);

    [Theory]
    [InlineData(3, 3, LampPattern.Steady)]
    [InlineData(2, 3, LampPattern.SlowBlink)]
    [InlineData(0, 3, LampPattern.Fast)]
    [InlineData(0, 0, LampPattern.Off)]
    public void The_devices_lamp_counts(int up, int known, LampPattern expected) =>
        Assert.Equal(expected, Panel.From(Well with { DevicesUp = up, DevicesKnown = known }).Devices);

    [Theory]
    [InlineData(Severity.Critical, null, false, LampPattern.Fast)]
    [InlineData(Severity.Critical, "Budi", false, LampPattern.Steady)]
    [InlineData(Severity.Critical, null, true, LampPattern.Off)]
    [InlineData(Severity.High, null, false, LampPattern.SlowBlink)]
    public void The_alarm_lamp_hurries_only_for_a_critical_incident_that_nobody_took(Severity severity, string? by, bool maintenance, LampPattern expected) =>
        Assert.Equal(expected, Panel.From(Well with { Incidents = [Incident(severity, by, maintenance)] }).Alarm);

    [Theory]
    [InlineData(119, LampPattern.Steady)]
    [InlineData(120, LampPattern.SlowBlink)]
    public void The_owner_calls_when_the_office_has_not_noticed_something_serious_for_two_minutes(int ageS, LampPattern expected) =>
        Assert.Equal(expected, Panel.From(Well with { Raised = [Alert(Severity.Critical, ageS)] }).Owner);

    [Fact]
    public void The_owner_need_not_call_about_what_the_office_has_on_its_list()
    {
        var broken = Well with { Raised = [Alert(Severity.Critical, 600)] };
        Assert.Equal(LampPattern.SlowBlink, Panel.From(broken).Owner);
        Assert.Equal(LampPattern.Steady, Panel.From(broken with { Incidents = [Incident(Severity.Critical, null, false)] }).Owner);
        Assert.Equal(LampPattern.Steady, Panel.From(Well with { Raised = [Alert(Severity.Medium, 600)] }).Owner);
    }

    [Theory]
    [InlineData(false, 119.0, 3600, LampPattern.Steady)]
    [InlineData(false, 121.0, 3600, LampPattern.SlowBlink)]
    [InlineData(true, 121.0, 3600, LampPattern.SlowBlink)]
    [InlineData(true, null, 119, LampPattern.Steady)]
    [InlineData(true, null, 120, LampPattern.SlowBlink)]
    public void The_owner_calls_when_the_office_has_heard_nothing_for_two_minutes(bool broker, double? ackAgeS, int uptimeS, LampPattern expected) =>
        Assert.Equal(expected, Panel.From(Well with { BrokerConnected = broker, LastAckAge = ackAgeS is { } s ? TimeSpan.FromSeconds(s) : null, Uptime = TimeSpan.FromSeconds(uptimeS) }).Owner);

    private static OpenIncident Incident(Severity severity, string? by, bool maintenance) =>
        new(17, severity, "pon.down", "olt-1", "pon/0/3", Now.AddMinutes(-5), by, maintenance ? Now.AddHours(1) : null);

    private static RaisedAlert Alert(Severity severity, int ageS) => new("pon.down", "olt-1", "pon/0/3", severity, Now.AddSeconds(-ageS));
}
