using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Alerting;

/// <summary>From the page of an OLT to the phone, with the agent's own judgement of what it sees.</summary>
[Trait("Category", "Slow")]
public sealed class FibreScenarioTests
{
    [Fact]
    public async Task Twenty_eight_of_32_ONUs_behind_a_cut_are_one_message_of_the_first_poll_that_shows_it_and_one_recovery()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "fonnte" });
        await using var pop = await RealPop.StartAsync(office, pons: 3);
        pop.Apply(OltActionKind.LoseOnu, "0/2", 1, 28);
        Assert.Contains("fibre cut? 28/32 down", await office.ToldAsync(1, "PON 0/2"), StringComparison.Ordinal);

        // The event's time is that of the poll: before the second page that showed it was asked for.
        var shown = pop.Olt.Ledger.Pages.Where(page => pop.Olt.Ledger.Slots.Count(slot => slot.Pon == "0/2" && !page.Up[slot.Index]) == 28).Select(page => page.At).ToList();
        var raised = DateTimeOffset.FromUnixTimeMilliseconds(office.Count("SELECT at_ms FROM events WHERE kind = 'pon.down' AND state = 'raised'"));
        Assert.True(shown.Count < 2 || raised <= shown[1], $"raised {raised:O}, shown first {shown[0]:O}, then {shown[1]:O}");
        await pop.PagesAsync(4);
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told());

        pop.Apply(OltActionKind.RestoreOnu, "0/2", 1, 26);
        Assert.Contains("26/28 back, 2 remaining", await office.ToldAsync(2, "🟢"), StringComparison.Ordinal);
        await pop.PagesAsync(4);
        await office.UntilAllIsSaidAsync();
        Assert.Equal(2, office.Told().Count);
    }

    [Fact]
    public async Task Thirty_dying_gasps_over_four_PONs_are_one_message_that_says_power_and_sends_nobody()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "waha" });
        await using var pop = await RealPop.StartAsync(office, pons: 4);
        for (var pon = 1; pon <= 4; pon++) pop.Apply(OltActionKind.GaspOnu, $"0/{pon}", 1, pon <= 2 ? 8 : 7);
        Assert.Contains("power outage, no truck roll", await office.ToldAsync(1, "🔌"), StringComparison.Ordinal);
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM alerts WHERE kind = 'onu.down' AND cleared_ms IS NULL") == 30, Office.Patience, "all thirty to be known");
        await pop.PagesAsync(3);
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told());
    }
}
