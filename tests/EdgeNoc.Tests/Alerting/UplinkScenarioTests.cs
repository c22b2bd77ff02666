using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class UplinkScenarioTests
{
    [Fact]
    public async Task Behind_a_cut_uplink_one_message_says_so_and_on_return_only_what_still_stands_is_told()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "evolution", OfflineHoldS = 2, GroupWaitS = 2 });
        await using var pop = await RealPop.StartAsync(office, pons: 3);
        pop.CutUplink();
        await office.ToldAsync(1, "agent: offline");

        // One fibre is cut and spliced, another one cut, and nobody in the office can know.
        pop.Olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/2"));
        await pop.PagesAsync(4);
        pop.Olt.Model.Apply(new OltAction(OltActionKind.RepairPon, "0/2"));
        await pop.PagesAsync(5);
        pop.Olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/1"));
        await pop.PagesAsync(4);
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told());
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM events WHERE site = 'kdr-03'"));

        pop.MendUplink();
        await WaitFor.TrueAsync(() => office.Told().Count >= 3, Office.Patience, "the agent's return and the cut to be told");
        await pop.PagesAsync(4);
        await office.UntilAllIsSaidAsync();
        Assert.Equal(3, office.Told().Count);
        Assert.Single(office.Headlines(), line => line.Contains("🟢", StringComparison.Ordinal) && line.Contains("agent", StringComparison.Ordinal));
        Assert.Single(office.Headlines(), line => line.Contains("PON 0/1", StringComparison.Ordinal));
        Assert.DoesNotContain(office.Headlines(), line => line.Contains("PON 0/2", StringComparison.Ordinal));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND (entity = 'pon/0/2' OR kind = 'agent.offline')"));
    }

    [Fact]
    public async Task What_is_older_than_five_minutes_when_it_is_sent_pages_once_if_it_still_stands_and_nobody_if_not()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "evolution", OfflineHoldS = 2 });
        var pop = office.Sites["kdr-03"];
        await pop.StatusAsync(AgentState.Online);
        await pop.StatusAsync(AgentState.Offline);
        await office.ToldAsync(1, "agent: offline");

        // Twenty minutes of darkness come in at once.
        var cut = SiteEvents.PonDown("0/1", at: pop.Now.AddMinutes(-17));
        await pop.StatusAsync(AgentState.Online);
        await pop.SendAsync(cut, SiteEvents.PonDown("0/2", at: pop.Now.AddMinutes(-15)), SiteEvents.PonDown("0/2", Cleared, pop.Now.AddMinutes(-8)));
        await pop.SendAlertsAsync(cut);
        await WaitFor.TrueAsync(() => office.Headlines().Any(line => line.Contains("PON 0/1", StringComparison.Ordinal)), Office.Patience, "the cut to be told");
        await office.UntilAllIsSaidAsync();
        var told = office.Headlines().Single(line => line.Contains("PON 0/1", StringComparison.Ordinal));
        Assert.Contains($"since {cut.At.UtcDateTime:HH:mm}", told, StringComparison.Ordinal);
        Assert.Equal(3, office.Told().Count);
        Assert.DoesNotContain(office.Headlines(), line => line.Contains("PON 0/2", StringComparison.Ordinal));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND (entity = 'pon/0/2' OR kind = 'agent.offline')"));
    }
}
