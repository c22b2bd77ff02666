using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class SlowClockScenarioTests
{
    [Fact]
    public async Task A_POP_whose_clock_is_six_minutes_slow_pages_as_usual_and_the_message_says_so()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "telegram" });
        var pop = office.Sites["kdr-03"];
        pop.Skew = TimeSpan.FromMinutes(-6);
        await pop.StatusAsync(AgentState.Online);
        await pop.SendAsync(SiteEvents.PonDown("0/3"));
        await WaitFor.TrueAsync(() => office.Told().Any(text => text.Contains("PON 0/3", StringComparison.Ordinal)), Office.Patience, "the cut to be told");
        var cut = office.Told().Single(text => text.Contains("PON 0/3", StringComparison.Ordinal));
        Assert.Contains("clock", cut, StringComparison.Ordinal);
        Assert.Contains("6m", cut, StringComparison.Ordinal);
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told(), text => text.Contains("PON 0/3", StringComparison.Ordinal));
        Assert.InRange(office.Told().Count, 1, 2);
    }
}
