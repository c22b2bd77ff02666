using EdgeNoc.Collector.Sites.Broker;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Api;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>The users that the collector makes, on the real broker with TLS and its dynamic-security plugin: a site speaks for itself alone and hears itself alone.</summary>
public sealed class DynamicSecurityTests : IAsyncLifetime
{
    private const string A = "pop-a", B = "pop-b";
    private static readonly string[] FromSite = ["status", "events", "telemetry", "tables/olt-1/onus", "config/have", "cmd/reply"];
    private static readonly string[] ToSite = ["ack", "incidents", "config/want", "cmd"];

    private readonly string _folder = RigDirectory.New("dynsec");
    private TestCertificates _tls = null!;
    private Mosquitto _broker = null!;
    private BrokerAdmin _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _tls = TestCertificates.Create(_folder, "broker");
        _broker = await Mosquitto.StartAsync(Path.Combine(_folder, "broker"), new() { Tls = _tls, Administrator = ("edgenoc-admin", "admin-pw-1"), UserNameAsClientId = true });
        var broker = new BrokerConfig([new BrokerAddress("localhost", _broker.TlsPort, Tls: true)], _tls.CaFile, "collector", TestSecret.Of("pw-of-collector"));
        var config = ApiRig.Config() with { Broker = broker, BrokerAdmin = broker with { User = "edgenoc-admin", Password = TestSecret.Of("admin-pw-1") } };
        _admin = new BrokerAdmin(config, TimeProvider.System, new Random(1), NullLogger<BrokerAdmin>.Instance);
        await _admin.StartAsync(CancellationToken.None);
        foreach (var site in (string[])[A, B])
            await WaitFor.TrueAsync(async () => await _admin.PutAsync(BrokerUsers.Site(site), $"pw-of-{site}", CancellationToken.None) is null, TimeSpan.FromSeconds(20), "the broker to have a site's user");
        await WaitFor.TrueAsync(() => _admin.Check().Healthy && File.ReadAllText(Path.Combine(_folder, "broker", "dynamic-security.json")).Contains("edgenoc-collector", StringComparison.Ordinal), TimeSpan.FromSeconds(20), "the collector's own user");
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_site_publishes_its_own_topics_and_the_collector_hears_and_answers_them()
    {
        await using var collector = await ConnectAsync("collector", [.. FromSite.Select(name => $"{Topics.Prefix}+/{name.Replace("olt-1/onus", "+/+", StringComparison.Ordinal)}")]);
        await using var a = await ConnectAsync(A, [.. ToSite.Select(name => Topic(A, name))]);
        foreach (var name in FromSite)
        {
            Assert.Equal((name, PublishOutcome.Accepted), (name, await a.Publish(Topic(A, name), name)));
            Assert.Equal(Topic(A, name), (await collector.MessageAsync()).Topic);
        }

        foreach (var name in ToSite)
        {
            Assert.Equal((name, PublishOutcome.Accepted), (name, await collector.Publish(Topic(A, name), name)));
            Assert.Equal(Topic(A, name), (await a.MessageAsync()).Topic);
        }
    }

    [Fact]
    public async Task A_site_can_neither_speak_as_another_nor_answer_itself_nor_administer()
    {
        await using var a = await ConnectAsync(A);
        var forbidden = FromSite.Concat(ToSite).Select(name => Topic(B, name)).Concat(ToSite.Select(name => Topic(A, name))).Concat(["edgenoc/v1/other", A, ControlCommand.Topic]);
        foreach (var topic in forbidden) Assert.Equal((topic, PublishOutcome.Refused), (topic, await a.Publish(topic, "forged", retain: true)));

        // The collector, which hears what sites say, finds nothing of that kept.
        await using var collector = await ConnectAsync("collector", [$"{Topics.Prefix}+/status", $"{Topics.Prefix}+/events"]);
        await a.Publish(Topic(A, "status"), "true");
        Assert.Equal(Topic(A, "status"), (await collector.MessageAsync()).Topic);
    }

    [Fact]
    public async Task A_site_cannot_subscribe_to_another_nor_to_all()
    {
        await using var collector = await ConnectAsync("collector");
        foreach (var filter in (string[])["#", "edgenoc/v1/+/ack", Topic(B, "ack"), Topic(B, "cmd"), Topic(A, "status"), $"{Topics.Prefix}{A}/#", "$CONTROL/#", "$SYS/#"])
        {
            await using var a = await ConnectAsync(A, [filter, Topic(A, "ack")]);
            Assert.Equal((filter, MqttFaultKind.NotAuthorised), (filter, a.Session.LastFault?.Kind));
            await collector.Publish(Topic(B, "ack"), "for b");
            await collector.Publish(Topic(A, "ack"), "for a");
            Assert.Equal(Topic(A, "ack"), (await a.MessageAsync()).Topic);
        }
    }

    [Fact]
    public async Task A_site_cannot_throw_another_off_by_its_client_id_and_the_collector_does_not_pose_as_a_site()
    {
        await using var collector = await ConnectAsync("collector", [$"{Topics.Prefix}+/telemetry"]);
        await using var b = await ConnectAsync(B);
        await using var thief = await ConnectAsync(A, clientId: B);
        Assert.Equal(PublishOutcome.Refused, await thief.Publish(Topic(B, "telemetry"), "forged"));
        Assert.Equal(PublishOutcome.Accepted, await b.Publish(Topic(B, "telemetry"), "true"));
        Assert.Equal("true"u8.ToArray(), (await collector.MessageAsync()).Payload.ToArray());
        Assert.Null(b.Session.LastFault);
        foreach (var name in FromSite) Assert.Equal((name, PublishOutcome.Refused), (name, await collector.Publish(Topic(A, name), "forged")));
    }

    [Fact]
    public async Task A_new_password_ends_the_session_and_a_removed_user_is_gone_and_all_can_be_done_twice()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var a = await ConnectAsync(A);
        Assert.Null(await _admin.PutAsync(BrokerUsers.Site(A), "another", ct));
        await a.FaultAsync();
        Assert.True((await a.FaultAsync()).Kind is MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised);
        Assert.Null(await _admin.PutAsync(BrokerUsers.Site(A), $"pw-of-{A}", ct));
        Assert.Null(await _admin.RemoveAsync(A, ct));
        Assert.Null(await _admin.RemoveAsync(A, ct));
        await using var late = Client(A);
        Assert.True((await late.FaultAsync()).Kind is MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised);
    }

    private static string Topic(string site, string name) => $"{Topics.Prefix}{site}/{name}";

    private Client Client(string user, string? clientId = null, IReadOnlyList<string>? subscriptions = null) => new(new MqttOptions
    {
        Brokers = [new BrokerAddress("localhost", _broker.TlsPort, Tls: true)], ClientId = clientId ?? user, UserName = user, Password = $"pw-of-{user}", CaFile = _tls.CaFile,
        Subscriptions = subscriptions ?? [], MinReconnectDelay = TimeSpan.FromMilliseconds(50), MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
    });

    private async Task<Client> ConnectAsync(string user, IReadOnlyList<string>? subscriptions = null, string? clientId = null)
    {
        var client = Client(user, clientId, subscriptions);
        await client.ConnectedAsync();
        return client;
    }
}
