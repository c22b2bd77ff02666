using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

public sealed class ReconciliationTests
{
    [Fact]
    public async Task What_still_stands_is_told_once_with_since_when()
    {
        using var story = new Story();
        var night = story.Onu(7, Raised, at: Story.Start.AddHours(-2));
        story.Receive(1, night);
        Assert.Empty(story.OpenAlerts());
        story.ReceiveSnapshot(1, 1, night);
        await story.PassAsync();
        story.After(30);
        await story.PassAsync();
        story.ReceiveSnapshot(2, 1, night);
        story.After(60);
        await story.PassAsync();
        Assert.Equal(["🔴 #1 DEMO-POP olt-1 0/3:7 CLIENT-007: down (timeout), since 03:00 UTC"], story.Headlines);
        Assert.Contains("found_standing", story.Decisions());
    }

    [Fact]
    public async Task What_the_site_no_longer_has_is_closed_and_the_end_is_told()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(7, Raised));
        story.After(30);
        await story.PassAsync();
        story.After(7200);
        story.Receive(2, story.Onu(7, Cleared, at: Story.Start.AddHours(1)));
        Assert.Single(story.OpenAlerts());
        story.ReceiveSnapshot(1, 2);
        await story.PassAsync();
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        var last = story.Texts.Last();
        Assert.StartsWith("🟢 #1 DEMO-POP olt-1 0/3:7 CLIENT-007 restored after 1h 0m, 06:00 UTC", last, StringComparison.Ordinal);
        Assert.Contains("1 cleared while the site was offline", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_waits_for_the_event_that_it_names_but_not_for_ever()
    {
        using var story = new Story();
        var lost = story.Onu(1, Raised);
        story.ReceiveSnapshot(1, 5, lost);
        story.After(600);
        await story.PassAsync();
        Assert.Empty(story.OpenAlerts());

        // The agent repeats its snapshot every ten minutes, which must not start the wait anew.
        story.ReceiveSnapshot(2, 5, lost);
        story.After(299);
        await story.PassAsync();
        Assert.Empty(story.OpenAlerts());
        story.After(1);
        await story.PassAsync();
        Assert.Single(story.OpenAlerts());
    }

    [Fact]
    public async Task A_snapshot_does_not_undo_what_newer_events_said()
    {
        using var story = new Story();
        var first = story.Onu(1, Raised);
        story.Receive(1, first);
        story.Receive(2, story.Onu(1, Cleared));
        story.Receive(3, story.Onu(2, Raised));
        story.ReceiveSnapshot(1, 1, first);
        await story.PassAsync();
        Assert.Equal(["onu/0/3:2"], story.OpenAlerts().Select(alert => alert.Entity));
    }

    [Fact]
    public async Task An_older_snapshot_is_ignored_and_acknowledged()
    {
        using var story = new Story();
        var onu = story.Onu(1, Raised);
        story.Receive(1, onu);
        story.ReceiveSnapshot(2, 1, onu);
        await story.PassAsync();
        story.ReceiveSnapshot(1, 0);
        await story.PassAsync();
        Assert.Single(story.OpenAlerts());
        Assert.Equal([2, 1], story.Acks.Where(ack => ack.Id.Class == EdgeNoc.Collector.Ingest.MessageClass.Tables).Select(ack => ack.Id.Seq));
    }

    [Fact]
    public async Task What_came_and_went_rides_with_the_message_that_the_site_is_back()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Offline);
        story.After(90);
        await story.PassAsync();
        story.After(30);
        await story.PassAsync();
        Assert.Equal("🔴 #1 DEMO-POP agent: offline, silent since 05:00 UTC", story.Headlines.Single());

        story.After(7200);
        story.ReceiveStatus(AgentState.Online);
        story.Receive(
            1, story.Clock.Now,
            Enumerable.Range(1, 3).SelectMany(n => new[] { story.Onu(n, Raised, at: Story.Start.AddMinutes(10)), story.Onu(n, Cleared, at: Story.Start.AddMinutes(100)) }));
        story.ReceiveSnapshot(1, 1);
        await story.PassAsync();
        story.After(15);
        await story.PassAsync();
        story.After(120);
        await story.PassAsync();
        Assert.Equal(2, story.Channel.Sent.Count);
        Assert.StartsWith("🟢 #1 DEMO-POP agent restored after 2h 2m, 07:02 UTC", story.Texts.Last(), StringComparison.Ordinal);
        Assert.EndsWith("ℹ️ while offline 05:10–06:40 UTC: 3 ONUs went down and came back", story.Texts.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.Medium, 0, "offline_summary_untold")]
    [InlineData(Severity.High, 1, "offline_summary_told")]
    public async Task Alone_it_is_a_message_only_when_it_was_grave(Severity severity, int messages, string decision)
    {
        using var story = new Story();
        var at = Story.Start.AddHours(-3);
        story.Receive(
            1,
            story.Event("interface.down", Raised, "router", "if/ether1", severity, at),
            story.Event("interface.down", Cleared, "router", "if/ether1", severity, at.AddMinutes(9)));
        story.ReceiveSnapshot(1, 1);
        await story.PassAsync();
        story.After(30);
        await story.PassAsync();
        Assert.Equal(messages, story.Channel.Sent.Count);
        Assert.Equal([decision], story.Decisions());
        if (messages > 0) Assert.Equal("ℹ️ DEMO-POP: while offline 02:00–02:09 UTC: 1 interface went down and came back", story.Texts.Single());
    }

    [Fact]
    public async Task The_collectors_own_alerts_are_none_of_the_snapshots_business()
    {
        using var story = new Story();
        story.Receive(1, story.Clock.Now.AddSeconds(60), []);
        story.ReceiveSnapshot(1, 0);
        await story.PassAsync();
        Assert.Equal(["agent.clock_skew"], story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL"));
    }
}
