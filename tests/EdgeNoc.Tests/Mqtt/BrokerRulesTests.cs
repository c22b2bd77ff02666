using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

/// <summary>The installed access rules on a real broker: a site speaks for itself alone and hears itself alone.</summary>
public sealed class BrokerRulesTests : IAsyncLifetime
{
    private const string A = "pop-a";
    private const string B = "pop-b";
    private const string Listener = "watch";

    private static readonly string[] FromSite = ["status", "events", "telemetry", "tables/olt-1/onus", "config/have", "cmd/reply"];
    private static readonly string[] ToSite = ["ack", "incidents", "config/want", "cmd"];

    private Mosquitto _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await Mosquitto.StartAsync(RigDirectory.New("broker-rules"), new()
    {
        Acl = BrokerRules.With(Listener),
        UserNameAsClientId = true,
        Users = new[] { A, B, Listener, BrokerRules.Collector }.ToDictionary(user => user, Password, StringComparer.Ordinal),
    });

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task A_site_publishes_its_own_topics_and_the_collector_hears_them()
    {
        await using var collector = await ConnectAsync(BrokerRules.Collector, subscriptions: [.. FromSite.Select(name => $"{Topics.Prefix}+/{name}")]);
        await using var a = await ConnectAsync(A);
        foreach (var name in FromSite)
        {
            Assert.Equal(PublishOutcome.Accepted, await a.Publish(Topic(A, name), name));
            Assert.Equal(Topic(A, name), (await collector.MessageAsync()).Topic);
        }
    }

    [Fact]
    public async Task A_site_can_neither_speak_as_another_nor_answer_itself()
    {
        await using var everything = await ConnectAsync(Listener, subscriptions: ["edgenoc/v1/#"]);
        await using var a = await ConnectAsync(A);
        var forbidden = FromSite.Concat(ToSite).Select(name => Topic(B, name)).Concat(ToSite.Select(name => Topic(A, name))).Append("edgenoc/v1/other").Append(A);
        foreach (var topic in forbidden) Assert.Equal((topic, PublishOutcome.Refused), (topic, await a.Publish(topic, "forged", retain: true)));

        // What a later subscriber finds, and what a present one heard: this one alone.
        await a.Publish(Topic(A, "status"), "true", retain: true);
        Assert.Equal(Topic(A, "status"), (await everything.MessageAsync()).Topic);
        await using var late = await ConnectAsync(BrokerRules.Collector, subscriptions: ["edgenoc/v1/+/#"]);
        Assert.Equal(Topic(A, "status"), (await late.MessageAsync()).Topic);
    }

    [Fact]
    public async Task A_site_hears_only_what_is_meant_for_it_whatever_it_subscribes()
    {
        await using var collector = await ConnectAsync(BrokerRules.Collector);
        await using var b = await ConnectAsync(B, subscriptions: [.. ToSite.Select(name => Topic(B, name))]);
        await using var a = await ConnectAsync(A, subscriptions: ["#", "edgenoc/v1/+/ack", .. FromSite.Concat(ToSite).Select(name => Topic(B, name))]);
        await b.Publish(Topic(B, "telemetry"), "b");
        foreach (var name in ToSite)
        {
            Assert.Equal(PublishOutcome.Accepted, await collector.Publish(Topic(B, name), $"for b: {name}"));
            Assert.Equal(Topic(B, name), (await b.MessageAsync()).Topic);
            await collector.Publish(Topic(A, name), $"for a: {name}");

            // The broker keeps the order, so anything of B would stand before this.
            Assert.Equal(Topic(A, name), (await a.MessageAsync()).Topic);
            if (name == "ack") await a.MessageAsync(); // Two of its filters match: it comes twice.
        }
    }

    [Fact]
    public async Task A_site_cannot_take_anothers_session_by_its_client_id()
    {
        await using var collector = await ConnectAsync(BrokerRules.Collector, subscriptions: [Topics.Prefix + "+/telemetry"]);
        await using var b = await ConnectAsync(B);
        await using var thief = await ConnectAsync(A, clientId: B);
        Assert.Equal(PublishOutcome.Refused, await thief.Publish(Topic(B, "telemetry"), "forged"));
        Assert.Equal(PublishOutcome.Accepted, await b.Publish(Topic(B, "telemetry"), "true"));
        Assert.Equal("true"u8.ToArray(), (await collector.MessageAsync()).Payload.ToArray());
        Assert.Null(b.Session.LastFault);
    }

    [Fact]
    public async Task The_collector_does_not_pose_as_a_site_and_a_listener_says_nothing()
    {
        await using var collector = await ConnectAsync(BrokerRules.Collector);
        await using var listener = await ConnectAsync(Listener);
        foreach (var topic in FromSite.Select(name => Topic(A, name)))
        {
            Assert.Equal((topic, PublishOutcome.Refused), (topic, await collector.Publish(topic, "forged")));
            Assert.Equal((topic, PublishOutcome.Refused), (topic, await listener.Publish(topic, "forged")));
        }

        Assert.Equal(PublishOutcome.Refused, await listener.Publish(Topic(A, "ack"), "forged"));
    }

    private static string Password(string user) => $"pw-of-{user}";

    private static string Topic(string site, string name) => $"{Topics.Prefix}{site}/{name}";

    private async Task<Client> ConnectAsync(string user, string? clientId = null, IReadOnlyList<string>? subscriptions = null)
    {
        var client = new Client(Client.Options(clientId ?? user, Client.Plain(_broker)) with { UserName = user, Password = Password(user), Subscriptions = subscriptions ?? [] });
        await client.ConnectedAsync();
        return client;
    }
}
