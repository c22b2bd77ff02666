using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

public sealed class MqttReconnectTests(SharedBroker broker) : IClassFixture<SharedBroker>
{
    private static MqttMessage Will(string site) => new($"edgenoc/v1/{site}/status", """{"state":"offline","boot":"17"}"""u8.ToArray())
    {
        Retain = true,
        ContentType = "application/json",
        UserProperties = [new("boot", "17")],
    };

    [Fact]
    public async Task The_broker_publishes_the_will_with_its_properties_when_the_line_is_cut()
    {
        await using var watcher = new Client(Client.Options("watch-1", Client.Plain(broker.Open)) with { Subscriptions = ["edgenoc/v1/will-1/status"] });
        await watcher.ConnectedAsync();
        await using var line = new TcpProxy(broker.Open.Port);
        await using var client = new Client(Client.Options("will-1", $"mqtt://127.0.0.1:{line.Port}") with { Will = Will("will-1") });
        await client.ConnectedAsync();

        line.Cut();

        var will = await watcher.MessageAsync();
        Assert.Equal(Will("will-1").Payload.ToArray(), will.Payload.ToArray());
        Assert.Equal(("application/json", "17"), (will.ContentType, will.Property("boot")));
        Assert.Equal(MqttFaultKind.Lost, (await client.FaultAsync()).Kind);
        await client.ConnectedAsync();
    }

    [Fact]
    public async Task A_clean_goodbye_leaves_no_will_even_with_messages_in_flight()
    {
        await using var watcher = new Client(Client.Options("watch-2", Client.Plain(broker.Open)) with { Subscriptions = ["edgenoc/v1/will-2/status", "bye"] });
        await watcher.ConnectedAsync();
        for (var round = 0; round < 10; round++)
        {
            var client = new Client(Client.Options("will-2", Client.Plain(broker.Open)) with { Will = Will("will-2"), Subscriptions = ["bye/echo"] });
            await client.ConnectedAsync();
            for (var n = 0; n < 50; n++) _ = client.Publish("bye/echo", $"{n}");
            await client.DisposeAsync();
        }

        await watcher.Publish("bye", "last");
        Assert.Equal("bye", (await watcher.MessageAsync()).Topic);
    }

    [Fact]
    public async Task A_killed_broker_ends_what_is_pending_and_is_found_again_when_it_is_back()
    {
        await using var own = await Mosquitto.StartAsync(RigDirectory.New("mqtt-restart"));
        await using var line = new TcpProxy(own.Port);
        await using var client = new Client(Client.Options("survivor", $"mqtt://127.0.0.1:{line.Port}") with { Subscriptions = ["s/#"], MaxInFlight = 2 });
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("s/1", "before"));

        line.Silent = true;
        var pending = Enumerable.Range(0, 5).Select(n => client.Publish("s/2", $"{n}")).ToArray();
        own.Kill();

        Assert.All(await Task.WhenAll(pending), o => Assert.Equal(PublishOutcome.ConnectionLost, o));
        Assert.Equal(MqttFaultKind.Lost, (await client.FaultAsync()).Kind);
        line.Silent = false;
        await own.StartAsync();
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("s/3", "after"));
        Assert.Equal("s/1", (await client.MessageAsync()).Topic);
        Assert.Equal("s/3", (await client.MessageAsync()).Topic);
    }

    [Fact]
    public async Task A_broker_that_is_stopped_in_order_is_a_lost_connection_too()
    {
        await using var own = await Mosquitto.StartAsync(RigDirectory.New("mqtt-stop"));
        await using var client = new Client(Client.Options("stopped", Client.Plain(own)));
        await client.ConnectedAsync();
        await own.StopAsync();
        Assert.Equal(MqttFaultKind.Lost, (await client.FaultAsync()).Kind);
        Assert.Equal(MqttFaultKind.Unreachable, (await client.FaultAsync()).Kind);
        Assert.Equal(PublishOutcome.ConnectionLost, await client.Publish("a", "1"));
    }

    [Fact]
    public async Task A_cancelled_wait_gives_its_place_back_when_the_answer_comes()
    {
        await using var line = new TcpProxy(broker.Open.Port);
        await using var client = new Client(Client.Options("cancel", $"mqtt://127.0.0.1:{line.Port}") with { Subscriptions = ["c"], MaxInFlight = 1 });
        await client.ConnectedAsync();
        line.Silent = true;
        using var cancel = new CancellationTokenSource();
        var first = client.Session.PublishAsync(new MqttMessage("c", "1"u8.ToArray()), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        line.Silent = false;
        line.Cut();
        await client.FaultAsync();
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("c", "2"));
    }
}
