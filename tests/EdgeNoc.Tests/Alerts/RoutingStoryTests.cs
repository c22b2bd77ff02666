using System.Text.Json;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Replies;
using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Who is told, when, and who is left to sleep.</summary>
public sealed class RoutingStoryTests
{
    [Fact]
    public async Task The_first_route_that_matches_is_taken_and_those_after_one_that_continues()
    {
        using var story = new Story();
        foreach (var id in (string[])["audit", "olt", "rest"]) story.Contact(id);
        story.Route(new Route { Id = "all", Steps = [new(0, ["contact:audit"])], Continues = true });
        story.Route("pons", "kind=~pon[.].* site=demo-pop", (0, ["contact:olt"]));
        story.Route("rest", "", (0, ["contact:rest"]));
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        story.Receive(2, story.Event("interface.down", Raised, "router", "if/ether1", Severity.High));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "problem"], story.PurposesTo("audit"));
        Assert.Equal(["problem"], story.PurposesTo("olt"));
        Assert.Equal(["problem"], story.PurposesTo("rest"));
        Assert.Equal(["all,pons", "all,rest"], story.Query<string>("SELECT route FROM incidents ORDER BY number"));
    }

    [Fact]
    public async Task A_single_ONU_goes_only_to_a_route_that_asks_for_it_or_when_it_is_a_VIPs()
    {
        using var story = new Story();
        story.Rules = story.Rules with { MinSeverity = Severity.Medium };
        await story.RestartAsync();
        story.Contact("noc");
        story.Contact("field");
        story.Route("noc", "", (0, ["contact:noc"]));
        story.Receive(1, story.Onu(1, Raised, "0/1"));
        var vip = story.Onu(2, Raised, "0/2");
        story.Receive(2, vip with { Labels = new Dictionary<string, string>(vip.Labels) { ["vip"] = "yes" } });
        await story.PassForAsync(60);
        Assert.Equal(["onu/0/2:2"], story.Query<string>("SELECT entity FROM incidents"));
        Assert.Contains("below_min_severity", story.Decisions());
        story.Route("field", "severity=low", (0, ["contact:field"]));
        story.Receive(3, story.Onu(3, Raised, "0/3"));
        await story.PassForAsync(60);
        Assert.Equal(["problem"], story.PurposesTo("field"));
        Assert.Equal(["problem"], story.PurposesTo("noc"));
    }

    [Fact]
    public async Task A_problem_can_be_answered_with_a_tap_in_the_readers_language_and_its_end_cannot()
    {
        using var story = new Story();
        var problem = story.PonDown("0/3", Raised, 28);
        story.Receive(1, problem);
        await story.PassForAsync(60);
        var offered = JsonSerializer.Deserialize<MessageButton[]>(Assert.Single(story.Query<string>("SELECT buttons_json FROM outbox")), JsonSerializerOptions.Web)!;
        Assert.Equal([new Command.Acknowledge(1), new Command.Detail(1), new Command.Mute(1, TimeSpan.FromHours(1))], offered.Select(button => CommandParser.Parse(button.Title, button.Id)));
        Assert.All(Language.All, language => Assert.All(
            (string[])[language.Replies.AcknowledgeButton, language.Replies.MuteButton, language.Replies.DetailButton], title => Assert.InRange(title.Length, 1, MessageButton.MaxTitleChars)));
        story.Receive(2, story.PonDown("0/3", Cleared, 28));
        await story.PassForAsync(600);
        Assert.Equal(["problem 1", "recovery 0"], story.Query<string>("SELECT purpose || ' ' || CASE WHEN buttons_json IS NULL THEN 0 ELSE 1 END FROM outbox ORDER BY id"));
    }

    [Fact]
    public async Task Steps_are_taken_while_nobody_acknowledges_also_after_a_restart_and_the_end_is_told_to_all_who_were_told()
    {
        using var story = new Story();
        foreach (var id in (string[])["first", "second", "third"]) story.Contact(id);
        story.Route("all", "", (0, ["contact:first"]), (900, ["contact:second", "contact:first"]), (1800, ["contact:third"]));
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(925);
        Assert.Empty(story.PurposesTo("second"));
        await story.RestartAsync();
        await story.PassForAsync(10);
        Assert.Equal(["reminder"], story.PurposesTo("second"));
        story.Do(db => IncidentActions.Acknowledge(db, 1, People.Budi, story.Clock.Now));
        await story.PassForAsync(3600, every_s: 60);
        Assert.Empty(story.PurposesTo("third"));
        story.Do(db => IncidentActions.Unacknowledge(db, 1, People.Budi, story.Clock.Now));
        await story.PassForAsync(5);
        Assert.Equal(["reminder"], story.PurposesTo("third"));
        story.Receive(2, story.PonBack("0/3", 28, 28));
        await story.PassForAsync(60);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("first"));
        Assert.Equal(["reminder", "recovery"], story.PurposesTo("third"));
        Assert.Equal(2, story.Decisions().Count(decision => decision == "escalated"));
    }

    [Fact]
    public async Task Quiet_hours_hold_back_until_morning_what_still_stands_drop_what_is_over_and_let_criticals_pass()
    {
        using var story = new Story();
        story.Clock.Now = new DateTimeOffset(2026, 11, 20, 16, 0, 0, TimeSpan.Zero);

        // 23:00 in Jakarta.
        story.Contact("sleeper", new QuietHours("22:00", "06:00"), "Asia/Jakarta");
        story.Route("all", "", (0, ["contact:sleeper"]));
        story.Receive(1, story.Event("interface.down", Raised, "router", "if/ether1", Severity.High), story.Event("interface.down", Raised, "router-2", "if/ether2", Severity.High));
        story.Receive(2, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        Assert.Equal(["🔴 #3"], story.Headlines.Select(line => line[..5]));
        story.Receive(3, story.Event("interface.down", Cleared, "router", "if/ether1", Severity.High));
        await story.PassForAsync((7 * 3600) - 120, every_s: 300);
        Assert.Equal(["problem"], story.PurposesTo("sleeper").Where(purpose => purpose == "problem"));
        await story.PassForAsync(120);
        Assert.Equal(2, story.PurposesTo("sleeper").Count(purpose => purpose == "problem"));
        Assert.Contains("router-2", story.Headlines.Last(), StringComparison.Ordinal);
        Assert.Equal(2, story.Decisions().Count(decision => decision == "quiet_hours"));
    }

    [Fact]
    public async Task Whoever_is_on_call_is_told_and_a_change_of_shift_tells_nobody_again()
    {
        using var story = new Story();
        story.Contact("ana");
        story.Contact("budi");
        story.Do(db =>
        {
            RotationStore.Put(db, new Rotation("oncall", Story.Start, TimeSpan.FromHours(12), ["ana", "budi"]), "UTC");
            return true;
        });
        story.Route("all", "", (0, ["rotation:oncall"]));
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        story.Do(db => IncidentActions.Acknowledge(db, 1, People.Budi, story.Clock.Now));
        await story.PassForAsync(12 * 3600, every_s: 1800);
        story.Receive(2, story.PonDown("0/4", Raised, 28));
        await story.PassForAsync(60);
        Assert.Equal(["problem"], story.PurposesTo("ana"));
        Assert.Equal(["problem"], story.PurposesTo("budi"));
    }

    [Fact]
    public async Task A_route_for_working_hours_is_not_taken_at_night_and_what_no_route_takes_says_so()
    {
        using var story = new Story();
        story.Clock.Now = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        story.Contact("day");
        story.Route(new Route { Id = "day", Active = [new WeekInterval(["fri"], "09:30", "17:00", "Asia/Jakarta")], Steps = [new(0, ["contact:day"])] });
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(600, every_s: 60);
        Assert.Empty(story.Channel.Sent);
        Assert.Equal(["nobody_to_tell"], story.Decisions());

        // 09:30 in Jakarta.
        await story.PassForAsync(1800, every_s: 60);
        Assert.Equal(["problem"], story.PurposesTo("day"));
    }

    [Fact]
    public async Task A_route_has_its_own_wait_and_its_own_repeat()
    {
        using var story = new Story();
        story.Contact("noc");
        story.Route(new Route
        {
            Id = "critical", Matchers = People.Matching("severity=critical"), Steps = [new(0, ["contact:noc"])], GroupWait = TimeSpan.Zero, RepeatInterval = TimeSpan.FromHours(1),
        });
        story.Route("rest", "", (0, ["contact:noc"]));
        story.Receive(1, story.PonDown("0/3", Raised, 28), story.Event("interface.down", Raised, "router", "if/ether1", Severity.High));
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
        await story.PassForAsync(3700, every_s: 60);
        Assert.Equal(["problem", "problem", "reminder"], story.PurposesTo("noc"));
    }

    [Fact]
    public async Task After_a_restart_nothing_that_was_told_is_told_again()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 28));
        await story.PassForAsync(60);
        for (var start = 0; start < 5; start++)
        {
            await story.RestartAsync();
            await story.PassForAsync(60);
        }

        Assert.Equal(["problem"], story.PurposesTo("628111"));
    }
}
