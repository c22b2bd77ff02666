using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>A box that works and whose management alone is down is nobody's night, and an end wakes nobody whom the beginning would not have woken.</summary>
public sealed class NightStoryTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 20, 21, 50, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_box_whose_management_alone_is_down_is_told_in_the_morning_if_it_still_stands_and_its_escalation_begins_then()
    {
        using var story = At(Midnight);
        story.Contact("first");
        story.Contact("second");
        story.Route("all", "", (0, ["contact:first"]), (900, ["contact:second"]));
        story.Receive(1, Management(story, Raised, "olt-1"), Management(story, Raised, "olt-2"));
        await story.PassForAsync((6 * 3600) - 60, every_s: 300);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(2, story.Decisions().Count(decision => decision == "quiet_hours"));
        story.Receive(2, Management(story, Cleared, "olt-2"));
        await story.RestartAsync();
        await story.PassForAsync(120);
        Assert.Equal(["problem"], story.PurposesTo("first"));
        Assert.Contains("olt-1", story.Headlines.Single(), StringComparison.Ordinal);
        Assert.Empty(story.PurposesTo("second"));
        await story.PassForAsync(900, every_s: 30);
        Assert.Equal(["reminder"], story.PurposesTo("second"));
    }

    [Fact]
    public async Task Neither_its_steps_nor_its_end_wake_anybody_when_it_was_told_in_the_evening()
    {
        using var story = At(Evening);
        story.Contact("first");
        story.Contact("second");
        story.Route("all", "", (0, ["contact:first"]), (900, ["contact:second"]));
        story.Receive(1, Management(story, Raised, "olt-1"));
        await story.PassForAsync(120);
        Assert.Equal(["problem"], story.PurposesTo("first"));
        await story.PassForAsync(3600, every_s: 60);
        story.Receive(2, Management(story, Cleared, "olt-1"));
        await story.RestartAsync();
        await story.PassForAsync(6 * 3600, every_s: 300);
        Assert.Equal(["🟠"], story.Headlines.Select(line => line.Split(' ')[0]));
        await story.PassForAsync(2 * 3600, every_s: 300);
        Assert.Equal(["🟠", "🟢"], story.Headlines.Select(line => line.Split(' ')[0]));
        Assert.Empty(story.PurposesTo("second"));
    }

    [Theory]
    [InlineData("2026-11-20T16:00:00Z", 0)]
    [InlineData("2026-11-20T22:59:00Z", 0)]
    [InlineData("2026-11-20T23:01:00Z", 1)]
    [InlineData("2026-11-20T14:50:00Z", 1)]
    public async Task Its_night_is_that_of_the_site(string utc, int told)
    {
        using var story = At(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture));
        story.ReceiveStatus(AgentState.Online);
        story.Do(db => db.Execute("UPDATE sites SET time_zone = 'Asia/Jakarta'"));
        story.Receive(1, Management(story, Raised, "olt-1"));
        await story.PassForAsync(45);
        Assert.Equal(told, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task Whoever_makes_it_critical_is_woken_and_what_stands_beside_it_is_told()
    {
        using var story = At(Midnight);
        story.Receive(1, Management(story, Raised, "olt-1") with { Severity = Severity.Critical });
        story.Receive(2, Management(story, Raised, "olt-2"), story.Event("device.temp_high", Raised, "olt-2", "device", Severity.High));
        story.Receive(3, story.Event("device.auth_failed", Raised, "olt-3", "device", Severity.High));
        await story.PassForAsync(60);
        Assert.Equal(3, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task The_end_of_what_is_no_emergency_waits_for_its_sleepers_morning_and_for_nobody_else()
    {
        using var story = At(Evening);
        story.Contact("sleeper", new QuietHours("22:00", "06:00"));
        story.Contact("watch");
        story.Route("all", "", (0, ["contact:sleeper", "contact:watch"]));
        story.Receive(1, story.Event("interface.down", Raised, "router", "if/ether1", Severity.High));
        story.Receive(2, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(600, every_s: 30);
        story.Channel.Sent.Clear();
        story.Receive(3, story.Event("interface.down", Cleared, "router", "if/ether1", Severity.High));
        story.Receive(4, story.PonBack("0/3", 28, 28));
        await story.RestartAsync();
        await story.PassForAsync(3600, every_s: 60);
        Assert.Equal(["sleeper PON", "watch PON", "watch router"], Ends(story));
        await story.PassForAsync(8 * 3600, every_s: 300);
        Assert.Equal(["sleeper PON", "sleeper router", "watch PON", "watch router"], Ends(story));
        Assert.Contains(story.Query<string>("SELECT detail FROM decisions WHERE decision = 'recovery_told' AND recipient = 'sleeper' AND detail IS NOT NULL"), detail => detail.Contains("06:00", StringComparison.Ordinal));
    }

    private static Story At(DateTimeOffset now)
    {
        var story = new Story();
        story.Clock.Now = now;
        return story;
    }

    private static EdgeEvent Management(Story story, EventState state, string device) =>
        story.Event("device.mgmt_down", state, device, "device", Severity.Medium, reason: state == Raised ? "timeout" : null, labels: new() { ["alive_by"] = "ping" });

    private static List<string> Ends(Story story) =>
        [.. story.Channel.Sent.Select(sent => $"{sent.Recipient} {(sent.Text.Contains("PON", StringComparison.Ordinal) ? "PON" : "router")}").Order(StringComparer.Ordinal)];
}
