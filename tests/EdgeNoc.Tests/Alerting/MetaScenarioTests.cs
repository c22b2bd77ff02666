using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

/// <summary>Meta's Cloud API as it behaves: templates until somebody writes, receipts by signed calls, and another way where one says that it failed or stays out.</summary>
[Trait("Category", "Slow")]
public sealed class MetaScenarioTests
{
    private const string Number = "628100000001";
    private const string Chat = "123456789";

    [Fact]
    public async Task Receipts_decide_whether_a_message_takes_another_way_and_a_tap_opens_the_24_hours()
    {
        await using var office = await Office.StartAsync(new OfficePlan
        {
            Provider = "meta-cloud",
            SecondProvider = "telegram",
            AckDeadlineS = 15,
            Recipients = [Number],
            Alerting = new
            {
                contacts = new[]
                {
                    new
                    {
                        id = "budi", name = "Budi", language = "en", time_zone = "UTC", role = "operator",
                        addresses = new[] { new { channel = "phone", address = Number }, new { channel = "second", address = Chat } },
                    },
                },
                routes = new[] { new { id = "all", matchers = Array.Empty<object>(), steps = new[] { new { after_s = 0, to = new[] { "contact:budi" } } } } },
            },
        });
        using var http = new HttpClient { BaseAddress = office.Http };
        foreach (var site in (string[])["kdr-01", "kdr-02", "kdr-03"]) await office.Sites[site].StatusAsync(AgentState.Online);

        // Nobody wrote within 24 hours: the verdict alone, by the approved template, with what its buttons mean.
        await office.Sites["kdr-01"].SendAsync(SiteEvents.PonDown("0/1"));
        var first = await MessageAsync(office, Number, "KDR-01");
        Assert.Equal("template", TypeOf(first));
        Assert.Contains("\"ack:1\"", first.Body, StringComparison.Ordinal);
        Assert.Contains("\"detail:1\"", first.Body, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', first.Text);
        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(http, Status(first.Id!, "failed", 131026), "another-secret-0123456789"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Status(first.Id!, "delivered")));
        await WaitFor.TrueAsync(() => office.Text($"SELECT receipt FROM outbox WHERE provider_id = '{first.Id}'") == "delivered", Office.Patience, "the receipt to be noted");

        // His tap acknowledges, and from then on he gets whole texts.
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Tap("wamid.tap", "ack:1")));
        var answer = await MessageAsync(office, Number, "Budi has it");
        Assert.Equal("text", TypeOf(answer));
        await CallAsync(http, Status(answer.Id!, "read"));
        await office.Sites["kdr-02"].SendAsync(SiteEvents.PonDown("0/2"));
        var second = await MessageAsync(office, Number, "KDR-02");
        Assert.Equal("interactive", TypeOf(second));
        Assert.Contains("\n", second.Text, StringComparison.Ordinal);

        // It cannot be reached, says Meta: by the other channel, at once.
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Status(second.Id!, "failed", 131026)));
        await MessageAsync(office, Chat, "KDR-02");

        // Meta says nothing at all: by the other channel, after the deadline.
        await office.Sites["kdr-03"].SendAsync(SiteEvents.PonDown("0/3"));
        await MessageAsync(office, Number, "KDR-03");
        await MessageAsync(office, Chat, "KDR-03");
        Assert.DoesNotContain(office.Gateway.Messages, message => message.To == Chat && message.Text.Contains("KDR-01", StringComparison.Ordinal));
        Assert.Equal(2, office.Count("SELECT COUNT(*) FROM decisions WHERE decision = 'fell_back'"));
    }

    private static async Task<GatewayMessage> MessageAsync(Office office, string to, string about)
    {
        bool Is(GatewayMessage message) => message.To == to && message.Text.Contains(about, StringComparison.Ordinal);
        await WaitFor.TrueAsync(() => office.Gateway.Messages.Any(Is), Office.Patience, $"{to} to be told of {about}");
        return office.Gateway.Messages.First(Is);
    }

    private static string? TypeOf(GatewayMessage message) => JsonDocument.Parse(message.Body).RootElement.GetProperty("type").GetString();

    private static string Status(string id, string status, int? code = null) => Call(new
    {
        statuses = new[] { new { id, status, timestamp = Now, recipient_id = Number, errors = code is null ? [] : new[] { new { code, title = "Message undeliverable" } } } },
        metadata = Metadata,
    });

    private static string Tap(string id, string payload) => Call(new
    {
        messages = new[] { new { id, from = Number, timestamp = Now, type = "button", button = new { payload, text = "Acknowledge" } } },
        metadata = Metadata,
    });

    private static object Metadata => new { phone_number_id = ProviderConfig.PhoneNumberId };

    private static string Now => $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    private static string Call(object value) => JsonSerializer.Serialize(new { @object = "whatsapp_business_account", entry = new[] { new { id = "WABA", changes = new[] { new { field = "messages", value } } } } });

    private static async Task<HttpStatusCode> CallAsync(HttpClient http, string body, string secret = ProviderRig.SigningSecret)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}");
        using var answer = await http.PostAsync(new Uri("/hooks/phone", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
