using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Stories;

/// <summary>What people answer, on the real parts: who may is heard once, everybody else has no effect.</summary>
[Trait("Category", "Slow")]
public sealed class ReplyStoryTests : IDisposable
{
    private const string Recipient = "628123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Bad_signatures_replays_and_strangers_have_no_effect_and_an_acknowledgement_survives_a_restart()
    {
        await using var world = await StoryWorld.StartAsync();
        await WaitFor.TrueAsync(() => world.Collected("SELECT entity FROM onus").Count == StoryWorld.Onus, Patience, "the list of ONUs");
        world.Olt.Model.Apply(new OltAction(OltActionKind.CutPon, "0/1"));
        await WaitFor.TrueAsync(() => world.Gateway.Messages.Any(message => message.Text.Contains("#1 ", StringComparison.Ordinal)), Patience, "the incident to be told");
        var told = world.Gateway.Messages.Count;

        // A wrong path, no path, a wrong signature: refused, one line each channel, nothing done.
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(world, "mpwa/another-secret-0123456789", Mpwa("ack 1")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(world, "mpwa", Mpwa("ack 1")));
        var meta = Meta("wamid.1", Recipient, "ack 1");
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(world, "meta", meta, "sha256=" + new string('0', 64)));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(world, "meta", meta + " ", Signature(meta)));
        await world.Collector.WaitForLineAsync("a call for meta from", Patience);
        await world.Collector.WaitForLineAsync("a call for mpwa from", Patience);
        Assert.DoesNotContain(world.Collector.Output, line => line.Contains("another-secret", StringComparison.Ordinal) || line.Contains(StoryWorld.WebhookSecret, StringComparison.Ordinal));
        Assert.Equal(["mpwa", "meta"], world.Collected("SELECT target FROM audit WHERE action = 'webhook.call' AND outcome = 'refused' ORDER BY id"));
        Assert.Empty(world.Collected("SELECT provider_id FROM inbound"));

        // A stranger, by a call that is in order.
        var stranger = Meta("wamid.2", "628999999999", "ack 1");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "meta", stranger, Signature(stranger)));
        await world.Collector.WaitForLineAsync("628999999999", Patience);
        Assert.Equal(["unknown_sender"], world.Collected("SELECT outcome FROM inbound"));
        Assert.Empty(world.Collected("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));

        // Whoever may: done and answered once, however often it comes.
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await PostAsync(world, $"mpwa/{StoryWorld.WebhookSecret}", Mpwa("Ack #1")));
        await AnsweredAsync(world, "#1: 628123456789 has it");
        Assert.Equal([Recipient], world.Collected("SELECT acked_by FROM incidents WHERE number = 1"));
        Assert.Equal(["done"], world.Collected("SELECT outcome FROM audit WHERE action = 'incident.ack'"));
        Assert.Single(world.Collected("SELECT content FROM outbox WHERE purpose = 'reply'"));

        // Over Meta from the same telephone, then again the same call after a kill.
        var unack = Meta("wamid.3", Recipient, "unack 1");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "meta", unack, Signature(unack)));
        Assert.Empty(world.Collected("SELECT acked_by FROM incidents WHERE acked_by IS NOT NULL"));
        var ack = Meta("wamid.4", Recipient, "ack 1");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "meta", ack, Signature(ack)));
        world.Collector.Kill();
        world.StartCollector();
        await WaitFor.TrueAsync(() => ListensAsync(world), Patience, "the collector to listen again");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, "meta", unack, Signature(unack)));
        await world.Collector.WaitForLineAsync("came again and has no effect", Patience);
        Assert.Equal([Recipient], world.Collected("SELECT acked_by FROM incidents WHERE number = 1"));

        // Who asks is answered: of a customer on the PON that is cut.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(world, $"mpwa/{StoryWorld.WebhookSecret}", Mpwa("cek 0/1:3")));
        await AnsweredAsync(world, "part of incident #1");
        Assert.DoesNotContain(world.Gateway.Messages.Skip(told), message => message.To == "628999999999");
    }

    private static Task AnsweredAsync(StoryWorld world, string start) => WaitFor.TrueAsync(
        () => world.Gateway.Messages.Any(message => message.To == Recipient && message.Text.Contains(start, StringComparison.Ordinal)),
        Patience, $"an answer with {start}");

    private async Task<HttpStatusCode> PostAsync(StoryWorld world, string path, string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{world.HealthPort}/hooks/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null) request.Headers.Add("X-Hub-Signature-256", signature);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<bool> ListensAsync(StoryWorld world)
    {
        try
        {
            using var answer = await _http.GetAsync($"http://127.0.0.1:{world.HealthPort}/healthz");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Signature(string body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(StoryWorld.WebhookSecret), Encoding.UTF8.GetBytes(body)))}";

    private static string Mpwa(string text) => JsonSerializer.Serialize(new { device = "628111", from = Recipient, message = text });

    private static string Meta(string id, string from, string text) => JsonSerializer.Serialize(new
    {
        entry = new[]
        {
            new
            {
                changes = new[]
                {
                    new
                    {
                        field = "messages",
                        value = new
                        {
                            metadata = new { phone_number_id = "106540352242922" },
                            messages = new[] { new { id, from, timestamp = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", type = "text", text = new { body = text } } },
                        },
                    },
                },
            },
        },
    });
}
