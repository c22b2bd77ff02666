using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class ManagementScenarioTests
{
    [Fact]
    public async Task An_OLT_whose_web_interface_hangs_is_alive_and_is_told_so()
    {
        await using var office = await Office.StartAsync();
        await using var pop = await RealPop.StartAsync(office, pons: 2, downAfterPolls: 1, WhereItIs(hour: 12));
        pop.Olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Hang);
        await office.ToldAsync(1, "management down, the device is alive");
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told());

        // What hangs on it is not known: nobody calls it down.
        Assert.Equal(1, office.Count("SELECT COUNT(*) FROM alerts WHERE site = 'kdr-03'"));
        Assert.Equal("device.mgmt_down", office.Text("SELECT kind FROM alerts WHERE site = 'kdr-03'"));
    }

    [Fact]
    public async Task By_night_nobody_is_told_that_it_hangs()
    {
        await using var office = await Office.StartAsync();
        await using var pop = await RealPop.StartAsync(office, pons: 2, downAfterPolls: 1, WhereItIs(hour: 1));
        pop.Olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Hang);
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM incidents WHERE kind = 'device.mgmt_down'") == 1, Office.Patience, "the incident to be known");
        await office.UntilAllIsSaidAsync();
        Assert.Empty(office.Told());
        Assert.Single(office.Rows("SELECT decision FROM decisions WHERE decision = 'quiet_hours'"));
    }

    [Fact]
    public async Task An_OLT_whose_password_was_changed_is_told_so_and_asked_twice_only()
    {
        await using var office = await Office.StartAsync();
        await using var pop = await RealPop.StartAsync(office, pons: 2);
        pop.Olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Unauthorised);
        var before = pop.Olt.Requests;
        await office.ToldAsync(1, "login refused");
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Told());
        Assert.Equal("device.auth_failed", office.Text("SELECT kind FROM alerts WHERE site = 'kdr-03'"));

        // The marker took longer than many of its polls would have.
        Assert.InRange(pop.Olt.Requests - before, 2, 3);
    }

    /// <summary>A zone whose clocks show about this hour now; such names have their signs the other way round.</summary>
    private static string WhereItIs(int hour)
    {
        var ahead = ((hour - DateTime.UtcNow.Hour + 36) % 24) - 12;
        return ahead == 0 ? "UTC" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Etc/GMT{(ahead > 0 ? "-" : "+")}{Math.Abs(ahead)}");
    }
}
