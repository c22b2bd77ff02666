using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class PowerScenarioTests
{
    [Fact]
    public async Task A_POP_of_512_ONUs_and_two_OLTs_that_loses_power_is_one_message_and_one_recovery_for_each_recipient()
    {
        string[] people = ["628100000001", "628100000002"];
        await using var office = await Office.StartAsync(new OfficePlan { Recipients = people, OfflineHoldS = 2 });
        var pop = office.Sites["kdr-03"];
        await pop.StatusAsync(AgentState.Online);

        // Street and cabinet go dark; the agent lives on its battery until the OLTs have fallen silent.
        await pop.SendAsync([SiteEvents.PowerOutage("kdr-03", Raised, 512, 512), .. Onus(Raised)]);
        await pop.SendAsync(SiteEvents.MainsLost());
        await pop.SendAsync(SiteEvents.Unreachable("olt-1"));
        await pop.SendAsync(SiteEvents.Unreachable("olt-2"));
        await pop.StatusAsync(AgentState.Offline);
        foreach (var person in people) await office.ToldAsync(1, "KDR-03", person);
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM alerts WHERE kind = 'agent.offline'") == 1, Office.Patience, "the agent to be called silent");
        await office.UntilAllIsSaidAsync();
        Assert.All(people, person => Assert.Single(office.Told(person)));
        Assert.Equal(517, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND site = 'kdr-03'"));

        await pop.StatusAsync(AgentState.Online);
        await pop.SendAsync([SiteEvents.Unreachable("olt-1", Cleared), SiteEvents.Unreachable("olt-2", Cleared), SiteEvents.MainsLost(Cleared)]);
        await pop.SendAsync([SiteEvents.PowerOutage("kdr-03", Cleared, 0, 512), .. Onus(Cleared)]);
        foreach (var person in people) await office.ToldAsync(2, "🟢", person);
        await office.UntilAllIsSaidAsync();
        Assert.All(people, person => Assert.Equal(2, office.Told(person).Count));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND site = 'kdr-03'"));
    }

    private static IEnumerable<EdgeEvent> Onus(EventState state) =>
        SiteEvents.Onus(state, "olt-1", 8, 32, "area/kdr-03").Concat(SiteEvents.Onus(state, "olt-2", 8, 32, "area/kdr-03"));
}
