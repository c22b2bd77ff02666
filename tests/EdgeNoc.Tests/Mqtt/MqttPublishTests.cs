using System.Globalization;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Tests.Mqtt;

public sealed class MqttPublishTests(SharedBroker broker) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task A_message_arrives_with_its_properties_in_order()
    {
        await using var client = new Client(Client.Options("round-trip", Client.Plain(broker.Open)) with { Subscriptions = ["round/+/trip", "round/other"] });
        await client.ConnectedAsync();
        var sent = new MqttMessage("round/1/trip", new byte[] { 0, 1, 255, 254, 0 })
        {
            ContentType = "application/vnd.influx-line-protocol+gzip",
            CorrelationData = new byte[] { 9, 0, 8 },
            UserProperties = [new("boot", "0192-ä"), new("seq", "17"), new("seq", "18"), new("empty", "")],
        };

        Assert.Equal(PublishOutcome.Accepted, await client.Session.PublishAsync(sent, TestContext.Current.CancellationToken));

        var got = await client.MessageAsync();
        Assert.Equal((sent.Topic, sent.ContentType, false), (got.Topic, got.ContentType, got.Retain));
        Assert.Equal(sent.Payload.ToArray(), got.Payload.ToArray());
        Assert.Equal(sent.CorrelationData.ToArray(), got.CorrelationData.ToArray());
        Assert.Equal(sent.UserProperties, got.UserProperties);
        Assert.Equal("17", got.Property("seq"));
    }

    [Fact]
    public async Task A_bare_message_arrives_without_properties_and_a_retained_one_says_so()
    {
        await using (var sender = new Client(Client.Options("retain-1", Client.Plain(broker.Open))))
        {
            await sender.ConnectedAsync();
            await sender.Publish("retained/1", "kept", retain: true);
            await sender.Publish("retained/2", "", retain: true);
        }

        await using var client = new Client(Client.Options("retain-2", Client.Plain(broker.Open)) with { Subscriptions = ["retained/#"] });
        var got = await client.MessageAsync();
        Assert.True(got.Retain);
        Assert.Equal("kept"u8.ToArray(), got.Payload.ToArray());
        Assert.Null(got.ContentType);
        Assert.Empty(got.UserProperties);
        Assert.Equal(0, got.CorrelationData.Length);
    }

    [Fact]
    public async Task Nobody_subscribed_is_an_outcome_of_its_own()
    {
        await using var client = new Client(Client.Options("lonely", Client.Plain(broker.Open)));
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.NoSubscribers, await client.Publish("nobody/here", "1"));
    }

    [Fact]
    public async Task What_the_broker_does_not_allow_is_refused_and_the_connection_stays()
    {
        await using var client = new Client(Client.Options("kdr-01", Client.Plain(broker.Guarded)) with
        {
            UserName = "kdr-01",
            Password = SharedBroker.Password,
            Subscriptions = ["edgenoc/v1/kdr-01/ack"],
        });
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Refused, await client.Publish("edgenoc/v1/kdr-02/status", "forged"));
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("edgenoc/v1/kdr-01/ack", "own"));
    }

    [Theory]
    [InlineData("with/#/wildcard")]
    [InlineData("")]
    public async Task A_topic_that_MQTT_does_not_know_is_refused(string topic)
    {
        await using var client = new Client(Client.Options("bad-topic", Client.Plain(broker.Open)));
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Refused, await client.Publish(topic, "1"));
    }

    [Fact]
    public async Task Five_thousand_numbered_messages_arrive_once_each_from_four_senders_at_once()
    {
        const int Count = 5000;
        var seen = new int[Count];
        var all = new TaskCompletionSource();
        var left = Count;
        await using var client = new Client(
            Client.Options("many", Client.Plain(broker.Open)) with { Subscriptions = ["many/#"], MaxInFlight = 32 },
            m =>
            {
                Interlocked.Increment(ref seen[int.Parse(m.Property("seq")!, CultureInfo.InvariantCulture)]);
                if (Interlocked.Decrement(ref left) == 0) all.SetResult();
            });
        await client.ConnectedAsync();

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < Count; n = Interlocked.Increment(ref next))
            {
                var message = new MqttMessage($"many/{n % 7}", new byte[200]) { UserProperties = [new("seq", n.ToString(CultureInfo.InvariantCulture))] };
                Assert.Equal(PublishOutcome.Accepted, await client.Session.PublishAsync(message, CancellationToken.None));
            }
        })));

        await all.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.All(seen, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task More_than_the_limit_waits_and_all_arrive()
    {
        await using var client = new Client(Client.Options("bounded", Client.Plain(broker.Open)) with { Subscriptions = ["bounded"], MaxInFlight = 1 });
        await client.ConnectedAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => client.Publish("bounded", $"{n}")));
        Assert.All(outcomes, o => Assert.Equal(PublishOutcome.Accepted, o));
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_end_the_session()
    {
        var logger = new ListLogger();
        await using var client = new Client(
            Client.Options("thrower", Client.Plain(broker.Open)) with { Subscriptions = ["thrower"] }, _ => throw new InvalidDataException("handler 17 broke"), logger);
        await client.ConnectedAsync();
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("thrower", "1"));
        await client.MessageAsync();
        Assert.Equal(PublishOutcome.Accepted, await client.Publish("thrower", "2"));
        await client.MessageAsync();
        Assert.True(client.Session.IsConnected);
        Assert.Contains(logger.Lines, l => l.Contains("handler 17 broke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_may_publish_at_once()
    {
        MqttSession? session = null;
        await using var client = new Client(Client.Options("echo", Client.Plain(broker.Open)) with { Subscriptions = ["echo/in", "echo/out"] }, m =>
        {
            if (m.Topic == "echo/in") _ = session!.PublishAsync(m with { Topic = "echo/out" }, CancellationToken.None);
        });
        session = client.Session;
        await client.ConnectedAsync();
        await client.Publish("echo/in", "17");
        Assert.Equal("echo/in", (await client.MessageAsync()).Topic);
        Assert.Equal("echo/out", (await client.MessageAsync()).Topic);
    }
}
