using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

public sealed class ClockSkewTests
{
    [Theory]
    [InlineData(false, null, 31, true)] // from the future: no delay explains that
    [InlineData(false, null, 29, false)]
    [InlineData(false, null, -900, false)] // perhaps it was only long on its way
    [InlineData(false, -2, -900, false)]
    [InlineData(false, -45, -31, true)]
    [InlineData(true, -31, -21, true)]
    [InlineData(true, -31, -19, false)]
    [InlineData(true, 31, 19, false)]
    public void An_agent_ahead_is_told_at_once_and_one_behind_when_the_next_message_says_so_too(bool stands, int? beforeS, int skewS, bool expected) =>
        Assert.Equal(expected, ClockSkew.Decide(stands, beforeS is { } s ? TimeSpan.FromSeconds(s) : null, TimeSpan.FromSeconds(skewS)));

    [Fact]
    public void Heartbeats_are_compared_too_and_retained_ones_are_not()
    {
        using var story = new Story();
        story.ReceiveStatus(AgentState.Online, retained: true, sent: story.Clock.Now.AddDays(14));
        Assert.Empty(Open(story));
        story.ReceiveStatus(AgentState.Online, sent: story.Clock.Now.AddDays(14));
        Assert.Equal(["agent.clock_skew"], Open(story));
        story.After(60);
        story.ReceiveStatus(AgentState.Online, sent: story.Clock.Now.AddSeconds(-2));
        Assert.Empty(Open(story));
        Assert.Equal([-2_000L], story.Query<long>("SELECT skew_ms FROM sites"));
    }

    private static List<string> Open(Story story) => story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL");
}
