using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Inventory;

/// <summary>How a site is spoken of: its agent says it, the office knows better.</summary>
public sealed class SiteProfileTests
{
    [Fact]
    public void A_site_that_said_nothing_is_its_id_in_English_by_UTC()
    {
        using var story = new Story(onDisk: false);
        Receive(story, new StatusMessage(AgentState.Online, Story.Boot));
        var profile = Profile(story);
        Assert.Equal(("", TimeZoneInfo.Utc, null, null), (profile.Title, profile.Zone, profile.Language, profile.Olts));
        Assert.Equal("en", profile.Style().Language);
    }

    [Fact]
    public void What_its_agent_says_is_how_messages_speak_and_survives_the_will()
    {
        using var story = new Story(onDisk: false);
        Receive(story, new StatusMessage(AgentState.Online, Story.Boot)
        {
            Name = "Kediri 3", TimeZone = "Asia/Makassar", Language = "pt", Devices = [new("olt-1", "hioso-epon", "olt"), new("olt-2", "hioso-epon", "olt"), new("bng", "mikrotik", "router")],
        });
        story.ReceiveStatus(AgentState.Offline);
        var profile = Profile(story);
        Assert.Equal(("Kediri 3", "Asia/Makassar", "pt", 2), (profile.Title, profile.Zone.Id, profile.Style().Language, profile.Olts!.Value));
        Assert.Equal("id", profile.Style("id").Language);
    }

    [Fact]
    public void What_the_office_set_stays()
    {
        using var story = new Story(onDisk: false);
        story.ReceiveStatus(AgentState.Online);
        story.Database.Write(db => db.Execute("UPDATE sites SET title = 'POP Kediri', time_zone = 'Asia/Jakarta', language = 'id', described_by = 'office'"));
        Receive(story, new StatusMessage(AgentState.Online, Story.Boot) { Name = "other", TimeZone = "UTC", Language = "en" });
        Assert.Equal(("POP Kediri", "Asia/Jakarta", "id"), (Profile(story).Title, Profile(story).Zone.Id, Profile(story).Language));
    }

    [Fact]
    public void A_zone_that_this_machine_does_not_know_is_UTC_and_named()
    {
        using var story = new Story(onDisk: false);
        Receive(story, new StatusMessage(AgentState.Online, Story.Boot) { TimeZone = "Mars/Olympus\n*" });
        Assert.Equal(TimeZoneInfo.Utc, Profile(story).Zone);
        Assert.Equal("Mars/Olympus *", Profile(story).Style().UnknownZone);
    }

    private static SiteProfile Profile(Story story) => story.Database.Write(db => SiteProfile.Of(db, Story.Site));

    private static void Receive(Story story, StatusMessage status) => story.Statuses.Store(
        [new Incoming(new SiteTopic(Story.Site, TopicKind.Status), new MqttMessage("", JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage)), story.Clock.Now)]);
}
