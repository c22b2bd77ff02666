using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>Power that goes in a village, in a street, in a house; and what looks like it.</summary>
public sealed class PowerStoryTests
{
    [Fact]
    public async Task A_pop_of_512_onus_on_two_olts_without_power_is_one_alert_of_its_area()
    {
        var pop = new Pop(olts: 2, pons: 8);
        await pop.PollAsync();
        pop.Lines.Gasp();
        var events = await pop.PollAsync();

        // The first OLT tells it, the second one doubles it: the same alert with newer facts.
        Assert.Equal(["+area.power_outage site area/kdr-03", "+area.power_outage site area/kdr-03"], events.Where(change => !change.Contains("onu.", StringComparison.Ordinal)));
        Assert.Equal("+area.power_outage site area/kdr-03", events[0]);
        Assert.Equal(512, pop.Count("onu.down"));
        Assert.All(pop.Log.All.Where(change => change.Kind == "onu.down"), onu => Assert.Equal(("dying_gasp", "area/kdr-03"), (onu.Reason, onu.Labels["parent"])));
        var told = pop.Last("area.power_outage");
        Assert.Equal(("power", "Kediri 03", Severity.Medium), (told.Labels["cause"], told.Labels["area"], told.Severity));
        Assert.Equal((512, 512, 512, 512, 0, 16, 2), (told.Values["down"], told.Values["lost"], told.Values["total"], told.Values["power_off"], told.Values["los"], told.Values["pons"], told.Values["olts"]));
        Assert.StartsWith("olt-1 0/1, olt-1 0/2", told.Labels["places"], StringComparison.Ordinal);
        Assert.Empty(await pop.PollAsync(20));

        pop.Lines.Skip(10).Register(pop.Time.GetUtcNow());
        await pop.PollAsync(4);
        var over = pop.Last("area.power_outage");
        Assert.Equal((EventState.Cleared, 512, 502, 10), (over.State, over.Values["lost"], over.Values["back"], over.Values["remaining"]));
        Assert.Equal(10, pop.Log.LoadRaised().Count(alert => alert.Kind == "onu.down" && !alert.Labels.ContainsKey("parent")));
    }

    [Fact]
    public async Task Thirty_gasps_over_four_pons_are_a_power_cut_and_nothing_of_a_fibre()
    {
        var pop = new Pop(pons: 8, onus: 64);
        await pop.PollAsync();
        foreach (var pon in new[] { 1, 2, 5, 7 }) pop.On(pon).Take(pon == 1 ? 9 : 7).Gasp();
        var events = await pop.PollAsync();
        Assert.Equal("+area.power_outage site area/kdr-03", events[0]);
        Assert.Equal(30, events.Count(change => change.StartsWith("+onu.down", StringComparison.Ordinal)));
        Assert.Equal(31, events.Count);
        Assert.Equal((30, 4, "power"), (pop.Last("area.power_outage").Values["down"], pop.Last("area.power_outage").Values["pons"], pop.Last("area.power_outage").Labels["cause"]));
    }

    [Fact]
    public async Task Four_gasps_and_gasps_of_an_evening_are_customers()
    {
        var pop = new Pop(pons: 4, onus: 64);
        await pop.PollAsync();
        pop.On(1).Take(4).Gasp();
        Assert.DoesNotContain(await pop.PollAsync(2), change => change.Contains("area", StringComparison.Ordinal));
        for (var house = 0; house < 30; house++)
        {
            pop.On(1 + (house % 4))[10 + (house / 4)].Gasp();
            Assert.DoesNotContain(await pop.PollAsync(4), change => change.Contains("area", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Those_beside_many_gasps_whose_own_was_lost_belong_to_the_power_too()
    {
        var pop = new Pop(pons: 1);
        await pop.PollAsync();
        pop.On(1).Take(22).Gasp();
        pop.On(1).Skip(22).Take(9).Cut();
        Assert.DoesNotContain(await pop.PollAsync(2), change => change.Contains("pon.", StringComparison.Ordinal));
        var told = pop.Last("area.power_outage");
        Assert.Equal((31, 22, 9, "power"), (told.Values["down"], told.Values["power_off"], told.Values["los"], told.Labels["cause"]));
        Assert.All(pop.Log.LoadRaised().Where(alert => alert.Kind == "onu.down"), onu => Assert.Equal("area/kdr-03", onu.Labels["parent"]));
    }

    [Fact]
    public async Task Half_of_each_is_mixed_and_says_both_numbers()
    {
        var pop = new Pop(pons: 1);
        await pop.PollAsync();
        pop.On(1).Take(12).Gasp();
        pop.On(1).Skip(12).Take(14).Cut();
        Assert.Contains("+pon.partial olt-1 pon/0/1", await pop.PollAsync());
        var told = pop.Last("pon.partial");
        Assert.Equal(("mixed", 12, 14, 26), (told.Labels["cause"], told.Values["power_off"], told.Values["los"], told.Values["down"]));
    }

    [Fact]
    public async Task Several_pons_hit_at_once_without_a_gasp_may_be_power_or_cable()
    {
        var pop = new Pop(olts: 2);
        await pop.PollAsync();
        pop.On(1).Concat(pop.On(2)).Concat(pop.On(4, olt: 2)).Cut();
        await pop.PollAsync(2);
        var standing = pop.Log.LoadRaised().Where(alert => alert.Kind == "pon.down").ToList();
        Assert.Equal(3, standing.Count);
        Assert.All(standing, alert => Assert.Equal(("power_or_cable", 0, true), (alert.Labels["cause"], alert.Values["can_gasp"], alert.Values["pons"] >= 2)));
        Assert.DoesNotContain(pop.Log.All, change => change.Kind == "area.power_outage");
    }

    [Fact]
    public async Task The_silence_of_those_that_gasped_before_proves_a_cable_also_after_a_restart()
    {
        var pop = new Pop();
        await pop.PollAsync();
        pop.On(1).Concat(pop.On(2)).Gasp();
        await pop.PollAsync(3);
        pop.Lines.Register(pop.Time.GetUtcNow());
        await pop.PollAsync(60);
        pop.Restart();

        pop.On(1).Concat(pop.On(2)).Cut();
        await pop.PollAsync(2);
        var standing = pop.Log.LoadRaised().Where(alert => alert.Kind == "pon.down").ToList();
        Assert.All(standing, alert => Assert.Equal(("fibre_cut", 2, 32), (alert.Labels["cause"], alert.Values["pons"], alert.Values["can_gasp"])));
        Assert.Equal(2, standing.Count);
    }

    [Fact]
    public async Task A_cut_whose_onus_come_back_one_by_one_freshly_started_was_a_power_cut()
    {
        var pop = new Pop();
        await pop.PollAsync();
        pop.On(1).Cut();
        await pop.PollAsync(5);
        var power = pop.Time.GetUtcNow();
        foreach (var (index, line) in pop.On(1).Index())
        {
            // From 35 to 128 s after the power: each box starts in its own time.
            line.Register(power.AddSeconds(35 + (3 * index)));
            if (index % 8 == 7) await pop.PollAsync();
        }

        await pop.PollAsync(2);
        var over = pop.Last("pon.down");
        Assert.Equal((EventState.Cleared, "power", "power", "fibre_cut"), (over.State, over.Reason, over.Labels["cause"], over.Labels["told_cause"]));
    }

    [Fact]
    public async Task One_whose_onus_come_back_all_at_once_was_a_cable()
    {
        var pop = new Pop();
        await pop.PollAsync();
        pop.On(1).Cut();
        await pop.PollAsync(5);
        var repaired = pop.Time.GetUtcNow();
        foreach (var (index, line) in pop.On(1).Index()) line.Register(repaired.AddSeconds(index % 6));
        // One box takes a minute longer.
        pop.On(1)[7].Cut();
        await pop.PollAsync();
        pop.On(1)[7].Register(pop.Time.GetUtcNow());
        await pop.PollAsync(2);
        var over = pop.Last("pon.down");
        Assert.Equal(("recovered", "fibre_cut"), (over.Reason, over.Labels["cause"]));
        Assert.DoesNotContain("told_cause", over.Labels.Keys);
    }

    [Fact]
    public async Task A_power_cut_outlives_a_restart_and_ends_once()
    {
        var pop = new Pop(olts: 2);
        await pop.PollAsync();
        pop.Lines.Gasp();
        await pop.PollAsync(2);
        pop.Restart();
        Assert.Empty(await pop.PollAsync(3));
        pop.Lines.Register(pop.Time.GetUtcNow());
        await pop.PollAsync(4);
        Assert.Empty(pop.Log.LoadRaised());
        Assert.Equal(1, pop.Count("area.power_outage", EventState.Cleared));
    }

    [Fact]
    public async Task While_one_olt_is_silent_its_part_of_the_power_cut_stands()
    {
        var pop = new Pop(olts: 2);
        await pop.PollAsync();
        pop.Lines.Gasp();
        await pop.PollAsync(2);
        pop.Lines.Register(pop.Time.GetUtcNow());
        for (var poll = 0; poll < 6; poll++)
        {
            pop.Pass(30);
            await pop.PollOltAsync("olt-1");
        }

        Assert.Contains(pop.Log.LoadRaised(), alert => alert.Kind == "area.power_outage");
        await pop.PollAsync(4);
        Assert.DoesNotContain(pop.Log.LoadRaised(), alert => alert.Kind == "area.power_outage");
    }
}
