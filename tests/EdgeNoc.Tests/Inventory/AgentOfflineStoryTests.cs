using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Inventory;

public sealed class AgentOfflineStoryTests
{
    private static readonly Guid NextBoot = Guid.Parse("0192aaaa-0000-7000-8000-000000000002");

    [Fact]
    public async Task A_missed_heartbeat_pages_after_the_hold_and_the_return_is_told()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        await WaitAsync(story, 149);
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts"));
        await WaitAsync(story, 1);
        await WaitAsync(story, 30);
        Assert.Equal(["🔴 #1 DEMO-POP agent: offline, silent since 05:01 UTC"], story.Headlines);
        await WaitAsync(story, 3600);
        story.ReceiveStatus(AgentState.Online);
        await WaitAsync(story, 0);
        await WaitAsync(story, 15);
        Assert.Equal("🟢 #1 DEMO-POP agent restored after 1h 2m, 06:03 UTC", story.Headlines.Last());
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_short_break_and_a_planned_stop_page_nobody()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Offline);
        await WaitAsync(story, 89);
        story.ReceiveStatus(AgentState.Online);
        await WaitAsync(story, 50);
        story.ReceiveStatus(AgentState.Stopped, reason: "update");
        await WaitAsync(story, 7200);
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts"));
        Assert.Equal(["update"], story.Query<string>("SELECT reason FROM sites"));
    }

    [Fact]
    public async Task A_retained_status_is_a_state_and_no_sign_of_life()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        await WaitAsync(story, 150);
        story.ReceiveStatus(AgentState.Online, retained: true);
        await WaitAsync(story, 30);
        Assert.Single(story.Channel.Sent);
        Assert.Single(story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL"));
    }

    [Fact]
    public async Task A_collector_that_was_away_counts_from_its_own_connection()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ConnectedSince = null;
        await WaitAsync(story, 3600);
        story.ConnectedSince = story.Clock.Now;
        await WaitAsync(story, 59);
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts"));
        story.ReceiveStatus(AgentState.Online);
        await WaitAsync(story, 59);
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts"));
    }

    [Fact]
    public async Task The_will_of_a_connection_that_was_replaced_is_ignored()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Online, boot: NextBoot);
        story.ReceiveStatus(AgentState.Offline);
        await WaitAsync(story, 59);
        Assert.Equal(["online"], story.Query<string>("SELECT state FROM sites"));
    }

    [Fact]
    public void Offline_found_on_subscribing_is_dark_since_it_was_last_heard()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.After(3600);
        story.ReceiveStatus(AgentState.Offline, retained: true);
        Assert.Equal([DbTime.Ms(Story.Start)], story.Query<long>("SELECT status_changed_ms FROM sites"));
    }

    [Fact]
    public void A_status_describes_the_agent_and_the_will_leaves_that_alone()
    {
        using var story = new Story();
        var json = """{"state":"online","boot":"0192aaaa-0000-7000-8000-000000000001","version":"1.2.3","clock":"synced","uplink":"main","devices":[{"id":"olt-1","driver":"hioso-epon","kind":"olt"}]}""";
        story.Statuses.Store([new(new SiteTopic(Story.Site, TopicKind.Status), new EdgeNoc.Common.Mqtt.MqttMessage("", System.Text.Encoding.UTF8.GetBytes(json)), story.Clock.Now)]);
        story.ReceiveStatus(AgentState.Offline);
        var site = story.Database.Write(db => SiteStore.Find(db, Story.Site))!;
        Assert.Equal((SiteState.Offline, "1.2.3", "synced", "main"), (site.State, site.Version, site.Clock, site.Uplink));
        Assert.Equal("""[{"id":"olt-1","driver":"hioso-epon","kind":"olt"}]""", site.DevicesJson);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"state\":\"dancing\",\"boot\":\"0192aaaa-0000-7000-8000-000000000001\"}")]
    [InlineData("{\"state\":17,\"boot\":\"0192aaaa-0000-7000-8000-000000000001\"}")]
    public void A_status_that_is_none_is_ignored(string payload)
    {
        using var story = new Story();
        story.Statuses.Store([new(new SiteTopic(Story.Site, TopicKind.Status), new EdgeNoc.Common.Mqtt.MqttMessage("", System.Text.Encoding.UTF8.GetBytes(payload)), story.Clock.Now)]);
        Assert.Empty(story.Query<string>("SELECT site FROM sites"));
    }

    private static async Task WaitAsync(Story story, double seconds)
    {
        story.After(seconds);
        await story.PassAsync();
    }
}
