using System.Net;
using System.Net.Http.Json;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class CanaryScenarioTests
{
    private const string OwnTelephone = "628999888777";

    [Fact]
    public async Task A_canary_that_the_gateway_hands_back_is_heard_and_is_nobodys_command()
    {
        await using var office = await Office.StartAsync(new OfficePlan { CanaryTo = OwnTelephone });
        await WaitFor.TrueAsync(() => office.Gateway.Messages.Any(message => message.To == OwnTelephone), Office.Patience, "the canary to be sent");
        var canary = office.Gateway.Messages.First(message => message.To == OwnTelephone).Text;
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM channel_states WHERE canary_heard_ms IS NOT NULL"));
        using var http = new HttpClient { BaseAddress = office.Http };

        // Something like it from whoever knows the address only, then the real one.
        Assert.Equal(HttpStatusCode.OK, await HandBackAsync(http, "EdgeNoc canary phone 1"));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM channel_states WHERE canary_heard_ms IS NOT NULL"));
        Assert.Equal(HttpStatusCode.OK, await HandBackAsync(http, canary));
        Assert.Equal(1, office.Count("SELECT COUNT(*) FROM channel_states WHERE canary_heard_ms IS NOT NULL AND canary_id IS NULL AND canary_lost_since_ms IS NULL"));
        await office.UntilAllIsSaidAsync();
        Assert.Single(office.Gateway.Messages, message => message.To == OwnTelephone);
        Assert.Empty(office.Told());
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM inbound"));
    }

    private static async Task<HttpStatusCode> HandBackAsync(HttpClient http, string message)
    {
        using var answer = await http.PostAsJsonAsync($"/hooks/phone/{ProviderRig.PathSecret}", new { device = "628111222333", from = OwnTelephone, message });
        return answer.StatusCode;
    }
}
