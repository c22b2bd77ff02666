using System.Text.Json;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Watch.Figures;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>Announced work is written into the time series, so that no report counts it as downtime.</summary>
public sealed class DashboardsMaintenanceTests
{
    [Theory]
    [InlineData("site=demo-pop device=olt-1", "olt-1")]
    [InlineData("site=demo-pop", "olt-1,router-1,site")]
    [InlineData("site=demo-pop device=olt-1 pon=0/3", "")]
    [InlineData("site=elsewhere", "")]
    public void It_is_told_of_the_devices_that_it_covers_as_a_whole(string matchers, string devices)
    {
        using var story = new Story();
        Status(story, new StatusMessage(AgentState.Online, Story.Boot) { Devices = [new StatusDevice("olt-1", "hioso-epon", "olt"), new StatusDevice("router-1", "mikrotik", "router")] });
        story.Silence(SilenceKind.Maintenance, matchers, 0, 3600);
        Assert.Equal(devices, Told(story));
        story.After(3601);
        Assert.Equal("", Told(story));
    }

    [Fact]
    public void Each_site_is_told_also_while_no_work_runs()
    {
        using var story = new Story();
        Status(story, new StatusMessage(AgentState.Online, Story.Boot) { Devices = [new StatusDevice("olt-1", "hioso-epon", "olt")] });
        Assert.Equal([new MaintenancePoint(Story.Site, "site", Runs: false)], story.Database.Write(db => MaintenanceFigures.Of(db, story.Clock.Now)));
    }

    [Fact]
    public void A_silence_is_no_maintenance()
    {
        using var story = new Story();
        Status(story, new StatusMessage(AgentState.Online, Story.Boot));
        story.Silence(SilenceKind.Silence, "site=demo-pop", 0, 3600);
        Assert.Equal("", Told(story));
    }

    private static void Status(Story story, StatusMessage status) => story.Statuses.Store(
        [new Incoming(new SiteTopic(Story.Site, TopicKind.Status), new MqttMessage("", JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage)), story.Clock.Now)]);

    private static string Told(Story story) => string.Join(',', story.Database.Write(db => MaintenanceFigures.Of(db, story.Clock.Now))
        .Cast<MaintenancePoint>().Where(point => point.Runs).Select(point => point.Device).Order(StringComparer.Ordinal));
}
