using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>A cut ends the sessions of its customers and silences what is pinged behind it: one cause, one message.</summary>
public sealed class ConsequenceStoryTests
{
    [Fact]
    public async Task Sessions_and_terminals_behind_a_cut_are_listed_with_it_and_come_back_with_it()
    {
        using var story = new Story();
        story.Receive(1, [story.PonDown("0/3", Raised, 28), .. Onus(story, Raised)]);
        await story.PassForAsync(45);

        // Routers notice a lost line after half a minute and more, pings after two rounds.
        story.Receive(2, Sessions(story, Raised, median: 120, active: 90), Terminal(story, Raised, "CLIENT-007"));
        await story.PassForAsync(600);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        Assert.Equal(2, story.Query<long>("SELECT id FROM alerts WHERE kind IN ('sessions.drop', 'ont.down') AND incident = 1 AND is_child = 1").Count);
        story.Receive(3, [story.PonBack("0/3", 28, 28), .. Onus(story, Cleared)]);
        await story.PassForAsync(60);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        story.Receive(4, Sessions(story, Cleared, median: 120, active: 119), Terminal(story, Cleared, "CLIENT-007"));
        await story.PassForAsync(120);
        Assert.Equal(["problem", "recovery"], story.PurposesTo("628111"));
        Assert.Contains("28/28 back", story.Headlines.Last(), StringComparison.Ordinal);
        Assert.Empty(story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
    }

    [Fact]
    public async Task Sessions_that_stay_away_five_minutes_after_their_ONUs_are_told_by_themselves()
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 28), Sessions(story, Raised, median: 120, active: 90));
        await story.PassForAsync(60);
        story.Receive(2, story.PonBack("0/3", 28, 28));
        await story.PassForAsync(280);
        Assert.Equal(["problem"], story.PurposesTo("628111"));
        await story.PassForAsync(120);
        Assert.Equal(["problem", "recovery", "problem"], story.PurposesTo("628111"));
        Assert.Contains("sessions dropped", story.Headlines.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(120, 70)]
    [InlineData(1000, 700)]
    public async Task More_sessions_than_hang_behind_the_cut_are_something_of_their_own(int median, int active)
    {
        using var story = new Story();
        story.Receive(1, story.PonDown("0/3", Raised, 28), Sessions(story, Raised, median, active));
        await story.PassForAsync(60);
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task Sessions_that_dropped_long_after_the_cut_and_terminals_of_other_names_are_told()
    {
        using var story = new Story();
        story.Receive(1, [story.PonDown("0/3", Raised, 28), .. Onus(story, Raised)]);
        await story.PassForAsync(400, every_s: 30);
        story.Receive(2, Sessions(story, Raised, median: 120, active: 95), Terminal(story, Raised, "Village office"));
        await story.PassForAsync(60);
        Assert.Equal(3, story.Channel.Sent.Count);
    }

    [Fact]
    public async Task With_a_silent_OLT_and_with_the_mains_sessions_are_no_second_message()
    {
        using var story = new Story();
        var olt = story.Unreachable("olt-1", Raised);
        story.Receive(1, olt with { Values = new Dictionary<string, double> { ["onus"] = 256 } }, Sessions(story, Raised, median: 400, active: 160));
        await story.PassForAsync(60);
        Assert.Single(story.Channel.Sent);
        story.ReceiveFrom("pop-2", 1, story.MainsLost(Raised), Sessions(story, Raised, median: 400, active: 20));
        await story.PassForAsync(60);
        Assert.Equal(2, story.Channel.Sent.Count);
    }

    private static IEnumerable<EdgeEvent> Onus(Story story, EventState state) => Enumerable.Range(1, 28).Select(number => story.Onu(number, state));

    private static EdgeEvent Sessions(Story story, EventState state, int median, int active) => story.Event(
        "sessions.drop", state, "router-1", "sessions/pppoe", Severity.High,
        values: new() { ["median"] = median, ["active"] = active, ["drop_pct"] = Math.Round(100.0 * (median - active) / median, 1), ["limit"] = 20 }, labels: new() { ["service"] = "pppoe" });

    private static EdgeEvent Terminal(Story story, EventState state, string name) => story.Event("ont.down", state, "ont-007", "device", Severity.Medium, labels: new() { ["name"] = name });
}
