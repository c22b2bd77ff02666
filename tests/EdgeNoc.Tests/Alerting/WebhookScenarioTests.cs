using System.Net;
using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

/// <summary>People answer by WhatsApp; whoever only pretends to be one of them has no effect.</summary>
[Trait("Category", "Slow")]
public sealed class WebhookScenarioTests
{
    private const string Stranger = "628999999999";

    [Fact]
    public async Task Only_a_known_sender_in_a_signed_call_that_was_not_made_before_has_an_effect()
    {
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "waha" });
        using var http = new HttpClient { BaseAddress = office.Http };
        await office.Sites["kdr-03"].StatusAsync(AgentState.Online);
        await office.Sites["kdr-03"].SendAsync(SiteEvents.PonDown("0/3"));
        await office.ToldAsync(1, "PON 0/3");
        var number = office.Count("SELECT number FROM incidents");

        var ack = Message("3EB001", office.Recipient, $"ack {number}");
        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(http, ack, Sign(ack.Replace("ack", "who", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(http, ack, signature: null));
        var strange = Message("3EB002", Stranger, $"ack {number}");
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, strange, Sign(strange)));
        await WaitFor.TrueAsync(() => office.Count("SELECT COUNT(*) FROM inbound WHERE outcome = 'unknown_sender'") == 1, Office.Patience, "the stranger to be noted");
        await office.UntilAllIsSaidAsync();
        Assert.Null(AckedBy(office));
        Assert.Single(office.Told());
        Assert.Empty(office.Told(Stranger));
        Assert.Contains(office.Collector.Output, line => line.Contains("signature", StringComparison.Ordinal));
        Assert.Contains(office.Collector.Output, line => line.Contains(Stranger, StringComparison.Ordinal));

        // The real one.
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, ack, Sign(ack)));
        await office.ToldAsync(2, $"#{number}");
        Assert.Equal(office.Recipient, AckedBy(office));

        // Given back, and then somebody plays the old call again.
        using var api = await OfficeApi.LogInAsync(office);
        await api.PostAsync($"/api/v1/incidents/{number}/unack");
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, ack, Sign(ack)));
        await office.UntilAllIsSaidAsync();
        Assert.Null(AckedBy(office));
        Assert.Equal(2, office.Told().Count);

        var mute = Message("3EB003", office.Recipient, $"mute {number} 60");
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, mute, Sign(mute)));
        await office.ToldAsync(3, $"#{number}");
        Assert.Equal(1, office.Count("SELECT COUNT(*) FROM silences WHERE kind = 'mute'"));
    }

    private static string? AckedBy(Office office) => office.Text("SELECT acked_by FROM incidents WHERE site = 'kdr-03'");

    private static string Message(string id, string sender, string text) => $$$"""
        {"event":"message","session":"default","payload":{"id":"false_{{{sender}}}@c.us_{{{id}}}","timestamp":{{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}},"from":"{{{sender}}}@c.us","fromMe":false,"body":"{{{text}}}"}}
        """;

    private static string Sign(string body) => Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(ProviderRig.SigningSecret), Encoding.UTF8.GetBytes(body)));

    private static async Task<HttpStatusCode> CallAsync(HttpClient http, string body, string? signature)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        if (signature is not null) content.Headers.Add("X-Webhook-Hmac", signature);
        using var answer = await http.PostAsync(new Uri("/hooks/phone", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
