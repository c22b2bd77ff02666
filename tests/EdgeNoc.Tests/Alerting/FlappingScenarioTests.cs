using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class FlappingScenarioTests
{
    [Fact]
    public async Task An_ONU_that_flaps_forty_times_is_two_messages_at_most_where_single_ONUs_are_told_at_all()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "telegram", MinSeverity = "low" });
        var pop = office.Sites["kdr-03"];
        await pop.StatusAsync(AgentState.Online);
        for (var flap = 1; flap <= 40; flap++)
        {
            await pop.SendAsync(SiteEvents.Onu(7, Raised));
            if (flap == 3) await pop.SendAsync(SiteEvents.Flapping(7, Raised));
            await pop.SendAsync(SiteEvents.Onu(7, Cleared));
        }

        await office.ToldAsync(1, "0/3:7");
        await pop.SendAsync(SiteEvents.Flapping(7, Cleared));
        await office.ToldAsync(2, "🟢");
        await office.UntilAllIsSaidAsync();
        Assert.Equal(2, office.Told().Count);
        Assert.Equal(80, office.Count("SELECT COUNT(*) FROM events WHERE kind = 'onu.down'"));
    }
}
