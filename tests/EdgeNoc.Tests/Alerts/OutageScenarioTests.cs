using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>One cause is one message: what on-call staff get on their phones when something large breaks.</summary>
public sealed class OutageScenarioTests
{
    private static Story New() => new(recipients: ["628111", "628222"]);

    [Fact]
    public async Task A_POP_that_loses_power_with_512_ONUs_and_two_OLTs_is_one_message_and_one_recovery()
    {
        using var story = New();
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, [.. story.Onus(Raised, 8, 32, "dying_gasp"), .. story.Onus(Raised, 8, 32, "dying_gasp", "olt-2"), story.PowerOutage(Raised, 512, 512)]);
        await story.PassForAsync(60);
        story.Receive(2, story.Unreachable("olt-1", Raised));
        await story.PassForAsync(40);
        story.Receive(3, story.Unreachable("olt-2", Raised));
        await story.PassForAsync(50);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(1800, every_s: 60);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal((1, 516), (story.Query<int>("SELECT COUNT(*) FROM incidents").Single(), story.Query<int>("SELECT COUNT(*) FROM alerts WHERE incident = 1").Single()));
        Assert.Equal(["power"], story.Query<string>("SELECT cause FROM incidents"));

        story.ReceiveStatus(AgentState.Online);
        story.Receive(4, [story.Unreachable("olt-1", Cleared), story.Unreachable("olt-2", Cleared), story.PowerOutage(Cleared, 0, 512)]);
        story.Receive(5, [.. story.Onus(Cleared, 8, 32, "dying_gasp"), .. story.Onus(Cleared, 8, 32, "dying_gasp", "olt-2")]);
        await story.PassForAsync(120);
        Assert.All(["628111", "628222"], recipient => Assert.Equal(["problem", "recovery"], story.PurposesTo(recipient)));
    }

    [Fact]
    public async Task What_starts_anew_when_the_power_is_back_is_no_message_of_its_own_and_what_does_so_by_itself_is()
    {
        using var story = New();
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, story.MainsLost(Raised));
        await story.PassForAsync(60);
        story.ReceiveStatus(AgentState.Offline);
        await story.PassForAsync(1800, every_s: 60);

        // The mains is back and the agent starts: it says so of itself, and the boxes follow one by one.
        story.ReceiveStatus(AgentState.Online);
        story.Receive(2, story.Event("agent.unclean_restart", Raised, "site", "agent", Severity.Medium, reason: "power"), story.MainsLost(Cleared));
        story.Receive(3, Reboot(story, Raised, "router-1"));
        await OnlineForAsync(story, 240);
        story.Receive(4, Reboot(story, Raised, "olt-1"));
        await OnlineForAsync(story, 600);
        story.Receive(5, Reboot(story, Cleared, "router-1"), Reboot(story, Cleared, "olt-1"), story.Event("agent.unclean_restart", Cleared, "site", "agent", Severity.Medium));
        await OnlineForAsync(story, 240);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        var recovery = story.Texts.Last();
        Assert.Contains("\nℹ️ router-1: rebooted\n", recovery + "\n", StringComparison.Ordinal);
        Assert.Contains("\nℹ️ agent: restarted without a shutdown (the power went)\n", recovery + "\n", StringComparison.Ordinal);
        Assert.Empty(story.OpenAlerts());

        // An OLT that was unreachable and comes back freshly started: its recovery said enough. Its neighbour started for its own reasons.
        story.Receive(6, story.Unreachable("olt-1", Raised));
        await OnlineForAsync(story, 120);
        story.Receive(7, story.Unreachable("olt-1", Cleared), Reboot(story, Raised, "olt-1"), Reboot(story, Raised, "olt-2"));
        await OnlineForAsync(story, 120);
        Assert.Equal(["problem", "problem", "recovery"], story.PurposesTo("628111").Skip(2).Order());
        Assert.Equal(2, story.Headlines.Count(line => line.Contains("olt-2: rebooted", StringComparison.Ordinal)));
    }

    private static async Task OnlineForAsync(Story story, int seconds)
    {
        for (var passed = 0; passed < seconds; passed += 30)
        {
            story.ReceiveStatus(AgentState.Online);
            await story.PassForAsync(30);
        }
    }

    private static EdgeEvent Reboot(Story story, EventState state, string device) =>
        story.Event("device.rebooted", state, device, "device", Severity.Medium, values: new() { ["uptime_s"] = 45, ["uptime_before_s"] = 864_000 });

    [Fact]
    public async Task A_POP_whose_two_OLTs_fall_silent_together_is_one_incident_of_the_site()
    {
        using var story = New();
        story.Receive(1, story.Unreachable("olt-1", Raised));
        story.After(10);
        story.Receive(2, story.Unreachable("olt-2", Raised));
        await story.PassForAsync(300);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal(["site device"], story.Query<string>("SELECT device || ' ' || entity FROM incidents"));
    }

    [Fact]
    public async Task A_second_OLT_that_falls_silent_a_little_later_widens_the_incident()
    {
        using var story = New();
        story.Receive(1, story.Unreachable("olt-1", Raised));
        await story.PassForAsync(60);
        story.Receive(2, story.Unreachable("olt-2", Raised));
        await story.PassForAsync(400);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
        Assert.Equal(["site device"], story.Query<string>("SELECT device || ' ' || entity FROM incidents"));
        Assert.Contains("widened", story.Decisions());
    }

    [Fact]
    public async Task A_fibre_cut_of_28_of_32_ONUs_is_one_message_and_one_recovery_that_names_the_two_that_remain()
    {
        using var story = New();
        story.Receive(1, [.. Enumerable.Range(1, 28).Select(n => story.Onu(n, Raised, reason: "los")), story.PonDown("0/3", Raised, 28)]);
        story.After(29.9);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        story.After(0.1);
        await story.PassAsync();
        Assert.Equal(2, story.TakeSent().Count);
        await story.PassForAsync(3 * 3600, every_s: 600);
        Assert.Empty(story.TakeSent());

        story.Receive(2, [.. Enumerable.Range(1, 26).Select(n => story.Onu(n, Cleared)), story.PonBack("0/3", 26, 28)]);
        await story.PassForAsync(15);
        Assert.Equal(["628111", "628222"], story.TakeSent().Select(sent => sent.Split(' ')[0]));
        Assert.Equal(2, story.Query<string>("SELECT entity FROM alerts WHERE cleared_ms IS NULL AND stage = 'silent'").Count);

        // The two are single customers now: nobody is woken for them.
        await story.PassForAsync(600);
        story.Receive(3, [.. Enumerable.Range(27, 2).Select(n => story.Onu(n, Cleared))]);
        await story.PassForAsync(600);
        Assert.Empty(story.TakeSent());
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Fact]
    public async Task Thirty_gasps_over_four_PONs_are_one_message_that_says_power()
    {
        using var story = New();
        story.Receive(1, [.. story.Onus(Raised, 4, 8, "dying_gasp").Take(30)]);
        story.After(8);
        story.Receive(2, story.PowerOutage(Raised, 30, 128));
        await story.PassForAsync(600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal(["power area.power_outage"], story.Query<string>("SELECT cause || ' ' || kind FROM incidents"));
    }

    [Fact]
    public async Task Several_PONs_of_an_OLT_hit_at_once_are_one_incident_of_the_OLT()
    {
        using var story = New();
        story.Receive(1, story.PonDown("0/1", Raised, 20, cause: "power_or_cable"), story.PonDown("0/2", Raised, 30, cause: "power_or_cable"));
        await story.PassForAsync(60);
        story.Receive(2, story.PonDown("0/3", Raised, 8, cause: "power_or_cable"));
        await story.PassForAsync(200);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal(["olt-1 device power_or_cable"], story.Query<string>("SELECT device || ' ' || entity || ' ' || cause FROM incidents"));

        // A third PON is news, but not at once.
        await story.PassForAsync(100);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
    }

    [Theory]
    [InlineData(Severity.Low, 2)]
    [InlineData(Severity.Medium, 0)]
    public async Task One_ONU_that_flaps_forty_times_an_hour_is_a_problem_and_a_recovery_at_most(Severity minimum, int messages)
    {
        using var story = new Story();
        story.Rules = story.Rules with { MinSeverity = minimum };
        await story.RestartAsync();
        for (var flap = 0; flap < 40; flap++)
        {
            story.Receive((flap * 3) + 1, story.Onu(7, Raised));
            if (flap == 2) story.Receive((flap * 3) + 2, story.Event("onu.flapping", Raised, "olt-1", "onu/0/3:7", Severity.Low));
            await story.PassForAsync(45);
            story.Receive((flap * 3) + 3, story.Onu(7, Cleared));
            await story.PassForAsync(45);
        }

        story.Receive(999, story.Event("onu.flapping", Cleared, "olt-1", "onu/0/3:7", Severity.Low));
        await story.PassForAsync(1200);
        Assert.Equal(messages, story.Channel.Sent.Count);
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Fact]
    public async Task A_PON_that_is_cut_wholly_after_a_branch_was_is_told_again_at_once_and_ends_once()
    {
        using var story = new Story();
        story.Receive(1, story.Event("pon.partial", Raised, "olt-1", "pon/0/3", Severity.High, values: new() { ["down"] = 10 }, labels: new() { ["cause"] = "branch_cut" }));
        await story.PassForAsync(60);
        story.Receive(2, story.Event("pon.partial", Cleared, "olt-1", "pon/0/3", Severity.High, reason: "grew"), story.PonDown("0/3", Raised, 30));
        await story.PassForAsync(5);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
        story.Receive(3, story.PonBack("0/3", 30, 30));
        await story.PassForAsync(600);
        Assert.Equal(["problem", "update", "recovery"], story.PurposesTo("628111"));
    }

    [Fact]
    public async Task The_same_cut_with_twice_as_many_down_is_told_again_and_with_a_few_more_is_not()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 14, 64));
        await story.PassForAsync(60);
        story.Receive(2, story.PonDown("0/3", Raised, 27, 64));
        await story.PassForAsync(600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        story.Receive(3, story.PonDown("0/3", Raised, 28, 64));
        await story.PassForAsync(600);
        Assert.Equal(["problem", "update"], story.PurposesTo("628111"));
    }

    [Fact]
    public async Task What_an_unreachable_OLT_hides_waits_and_is_told_when_it_still_stands_after_that()
    {
        using var story = new Story();
        story.Receive(1, story.Unreachable("olt-1", Raised));
        await story.PassForAsync(40);
        story.Receive(2, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        story.Receive(3, story.Unreachable("olt-1", Cleared));
        await story.PassForAsync(16, every_s: 1);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "recovery", "problem"], story.PurposesTo("628111"));
        Assert.Equal(["device.unreachable", "pon.down"], story.Query<string>("SELECT kind FROM incidents ORDER BY number"));
    }
}
