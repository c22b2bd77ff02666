using EdgeNoc.Collector.Alerts;
using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Sites that fall silent: one of them, many of them, and the office itself.</summary>
public sealed class SilentSiteTests
{
    private static string Name(int number) => $"pop-{number:000}";

    [Fact]
    public async Task An_uplink_cut_for_twenty_minutes_is_one_message_and_its_end_and_nothing_about_ONUs()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        await story.PassForAsync(60);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(1200);
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveSnapshot(1, 0);
        await story.PassForAsync(120);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_PON_cut_inside_an_outage_and_still_dark_pages_once_on_return(bool statusFirst)
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(1200, every_s: 30);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        var cut = story.PonDown("0/3", Raised, 28, at: Story.Start.AddMinutes(3));
        if (statusFirst) story.ReceiveStatus(AgentState.Online);
        story.Receive(1, story.Clock.Now, [cut]);
        story.ReceiveSnapshot(1, 1, cut);
        await story.PassForAsync(5);
        if (!statusFirst) story.ReceiveStatus(AgentState.Online);
        await story.PassForAsync(120);
        Assert.Equal(["problem", "problem", "recovery"], story.PurposesTo("628111").Order());
        Assert.Single(story.Headlines, line => line.Contains("PON", StringComparison.Ordinal) && line.Contains("since 05:03", StringComparison.Ordinal));
        story.ReceiveStatus(AgentState.Online);
        story.Receive(2, story.PonBack("0/3", 28, 28));
        await story.PassForAsync(60);
        Assert.Equal(4, story.Channel.Sent.Count);
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Fact]
    public async Task A_PON_cut_and_repaired_inside_an_outage_pages_nobody_and_leaves_nothing_open()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(1200, every_s: 30);
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, story.Clock.Now, [story.PonDown("0/3", Raised, 28, at: Story.Start.AddMinutes(3)), story.PonBack("0/3", 28, 28) with { At = Story.Start.AddMinutes(9) }]);
        story.ReceiveSnapshot(1, 1);
        await story.PassForAsync(120);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        Assert.Empty(story.OpenAlerts());
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Fact]
    public async Task A_site_that_goes_dark_long_after_its_mains_says_so()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, story.MainsLost(Raised));
        await story.PassForAsync(60);
        for (var minute = 0; minute < 46; minute++)
        {
            story.ReceiveStatus(AgentState.Online);
            await story.PassForAsync(60, every_s: 30);
        }

        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(200);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
        var offline = story.Query<Alert>("SELECT * FROM alerts WHERE kind = 'agent.offline'").Single();
        Assert.Equal((2820.0, "cut", "2026-11-20T05:00:00.000Z"), (offline.Values["mains_s"], offline.Labels["was"], offline.Labels["last_mains_lost"]));
    }

    [Theory]
    [InlineData(true, "answers")]
    [InlineData(false, "silent")]
    public async Task What_the_gateway_of_a_silent_site_says_is_in_the_alert_also_when_it_comes_late(bool answers, string label)
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(91);
        story.Do(db => db.Execute("UPDATE sites SET gateway_answers = @answers", new { answers = answers ? 1 : 0 }));
        await story.PassForAsync(60);
        Assert.Equal(label, story.Query<Alert>("SELECT * FROM alerts WHERE kind = 'agent.offline'").Single().Labels["gateway"]);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
    }

    [Fact]
    public async Task A_planned_stop_pages_nobody()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online);
        story.ReceiveStatus(AgentState.Stopped, reason: "update");
        await story.PassForAsync(3600, every_s: 60);
        Assert.Empty(story.Channel.Sent);
    }

    [Fact]
    public async Task A_hundred_sites_that_lose_power_within_a_minute_are_a_hundred_incidents_each_with_what_a_digest_needs()
    {
        using var story = new Story();
        for (var number = 1; number <= 100; number++)
        {
            story.ReceiveStatus(AgentState.Online, site: Name(number));
            story.ReceiveFrom(Name(number), 1, story.MainsLost(Raised));
            story.After(0.6);
            if (number % 10 == 0) await story.PassAsync();
        }

        await story.PassForAsync(60);

        // Their batteries end; nobody is told twice, and the office is not called cut off.
        for (var number = 1; number <= 100; number++) story.ReceiveStatus(AgentState.Offline, site: Name(number));
        await story.PassForAsync(280);
        Assert.Equal(Enumerable.Range(1, 100).Select(Name), story.Query<string>("SELECT site FROM outbox WHERE recipient = '628111' AND severity = 'high' AND contact = '628111' ORDER BY site"));
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts WHERE kind = 'noc.isolated'"));
    }

    [Fact]
    public async Task A_hundred_sites_silent_because_the_broker_died_are_one_incident_and_no_storm_when_it_returns()
    {
        using var story = new Story();
        for (var number = 1; number <= 100; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
        await story.PassForAsync(30);
        story.ConnectedSince = null;
        await story.PassForAsync(600);
        Assert.Equal(["noc.isolated"], story.Query<string>("SELECT kind FROM incidents"));
        Assert.StartsWith("🔴 #1 NOC isolated? the collector hears no broker", story.Headlines.Single(), StringComparison.Ordinal);
        story.ConnectedSince = story.Clock.Now;
        for (var number = 1; number <= 98; number++)
        {
            story.ReceiveStatus(AgentState.Online, site: Name(number));
            await story.PassForAsync(0.5, every_s: 0.5);
        }

        for (var minute = 0; minute < 5; minute++)
        {
            for (var number = 1; number <= 98; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
            await story.PassForAsync(60);
        }

        // Two did not come back: these are told as ever.
        Assert.Equal(["noc.isolated", "agent.offline", "agent.offline"], story.Query<string>("SELECT kind FROM incidents ORDER BY number"));
        Assert.Equal(["pop-099", "pop-100"], story.Query<string>("SELECT site FROM incidents WHERE closed_ms IS NULL ORDER BY site"));
        Assert.Equal(["problem", "problem", "problem", "recovery"], story.PurposesTo("628111").Order());
    }

    [Fact]
    public async Task What_the_office_says_of_itself_is_told_by_the_clock_of_each_reader()
    {
        using var story = new Story();
        story.Contact("jakarta", zone: "Asia/Jakarta");
        story.Contact("recife", zone: "America/Recife", language: "pt");
        story.Route("all", "", (0, ["contact:jakarta", "contact:recife"]));
        for (var number = 1; number <= 3; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
        await story.PassForAsync(30);
        story.ConnectedSince = null;
        await story.PassForAsync(300);
        Assert.Equal(
            ["jakarta 🔴 #1 NOC isolated? the collector hears no broker, 12:00 WIB", "recife 🔴 #1 NOC isolado? o coletor não ouve o broker, 02:00 BRT"],
            story.TakeSent().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Forty_of_a_hundred_sites_silent_within_two_minutes_are_one_incident_that_hides_each()
    {
        using var story = new Story();
        for (var number = 1; number <= 100; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
        for (var number = 1; number <= 40; number++)
        {
            story.ReceiveStatus(AgentState.Offline, site: Name(number));
            await story.PassForAsync(2.9, every_s: 2.9);
        }

        for (var minute = 0; minute < 10; minute++)
        {
            for (var number = 41; number <= 100; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
            await story.PassForAsync(60, every_s: 20);
        }

        Assert.Equal(["noc.isolated"], story.Query<string>("SELECT kind FROM incidents"));
        Assert.Equal(40, story.Query<long>("SELECT id FROM alerts WHERE kind = 'agent.offline' AND incident = 1 AND is_child = 1").Count);
        Assert.Equal(["problem"], story.PurposesTo("628111"));

        // All but one return.
        for (var minute = 0; minute < 10; minute++)
        {
            for (var number = 2; number <= 100; number++) story.ReceiveStatus(AgentState.Online, site: Name(number));
            await story.PassForAsync(60, every_s: 20);
        }

        Assert.Equal(["problem", "problem", "recovery"], story.PurposesTo("628111").Order());
        Assert.Equal(["pop-001"], story.Query<string>("SELECT site FROM incidents WHERE closed_ms IS NULL"));
    }
}
