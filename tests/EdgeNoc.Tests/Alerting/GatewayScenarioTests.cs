using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class GatewayScenarioTests
{
    [Theory]
    [InlineData(GatewayBehaviour.ServerError, "mpwa", 3)]
    [InlineData(GatewayBehaviour.StatusFalse, "fonnte", 3)]
    [InlineData(GatewayBehaviour.Hang, "evolution", 1)]
    public async Task A_gateway_that_fails_for_a_while_gets_one_message_of_each_incident_when_it_is_mended(GatewayBehaviour behaviour, string provider, int attempts)
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = provider });
        await office.Sites["kdr-01"].StatusAsync(AgentState.Online);
        await office.Sites["kdr-02"].StatusAsync(AgentState.Online);
        office.Gateway.Behaviour = behaviour;
        await office.Sites["kdr-01"].SendAsync(SiteEvents.PonDown("0/1"));
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM outbox") == 1, Office.Patience, "the first to be in the outbox");
        await office.Sites["kdr-02"].SendAsync(SiteEvents.PonDown("0/2"));
        await WaitFor.TrueAsync(
            () => office.Count("SELECT COALESCE(MAX(attempts), 0) FROM outbox WHERE last_reason IS NOT NULL") >= attempts, Office.Patience, $"attempt {attempts} to fail");
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(DISTINCT incident) FROM outbox") == 2, Office.Patience, "both incidents to be in the outbox");
        Assert.Empty(office.Gateway.Messages);

        office.Gateway.Behaviour = GatewayBehaviour.Works;
        await WaitFor.TrueAsync(() => office.Told().Count >= 2, Office.Patience, "both messages");
        await office.Sites["kdr-01"].SendAsync(SiteEvents.PonDown("0/1", Cleared));
        await office.ToldAsync(3, "🟢");
        await office.UntilAllIsSaidAsync();
        string[] marked = [.. office.Headlines().Where(line => line.EndsWith("(may be a repeat)", StringComparison.Ordinal))];
        Assert.Equal(3, office.Told().Count);
        Assert.Equal(2, office.Headlines().Count(line => line.Contains("KDR-01", StringComparison.Ordinal)));
        Assert.Single(office.Headlines(), line => line.Contains("KDR-02", StringComparison.Ordinal));

        // A gateway that never answered may have sent it for all we know; one that refused did not.
        if (behaviour == GatewayBehaviour.Hang) Assert.Single(marked, line => line.Contains("KDR-01", StringComparison.Ordinal));
        else Assert.Empty(marked);
    }
}
