using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

/// <summary>What the kernel counts of a session, against a line that counts too.</summary>
public sealed class MqttTrafficTests(SharedBroker broker) : IClassFixture<SharedBroker>
{
    private const int Messages = 20;
    private const int PayloadBytes = 10_000;

    [Fact]
    public async Task All_that_passes_the_wire_is_counted_over_several_connections()
    {
        await using var line = new TcpProxy(broker.Open.Port);
        await using var client = new Client(Client.Options("traffic", $"mqtt://127.0.0.1:{line.Port}"));
        await client.ConnectedAsync();
        await SendAsync(client);
        await CountedAsync(client, line);
        Assert.InRange(client.Session.Traffic.SentBytes, Messages * PayloadBytes, line.Passed * 2);

        client.Session.Reconnect("a better way");
        Assert.Contains("a better way", (await client.FaultAsync()).Detail, StringComparison.Ordinal);
        await client.ConnectedAsync();
        await SendAsync(client);
        await CountedAsync(client, line);
        Assert.InRange(client.Session.Traffic.SentBytes, 2 * Messages * PayloadBytes, line.Passed * 2);
        Assert.InRange(client.Session.Traffic.ReceivedBytes, 1, line.Passed);
    }

    [Fact]
    public async Task A_connection_that_hangs_on_a_dead_way_is_left_at_once()
    {
        await using var line = new TcpProxy(broker.Open.Port);
        await using var client = new Client(Client.Options("way", $"mqtt://127.0.0.1:{line.Port}"));
        await client.ConnectedAsync();
        line.Silent = true;
        client.Session.Reconnect("the default route has moved");
        Assert.Equal(MqttFaultKind.Lost, (await client.FaultAsync()).Kind);
        line.Silent = false;
        line.Cut();
        await client.ConnectedAsync();
    }

    private static async Task SendAsync(Client client)
    {
        for (var number = 1; number <= Messages; number++)
        {
            var message = new MqttMessage("traffic/of/one", new byte[PayloadBytes]);
            Assert.Equal(PublishOutcome.NoSubscribers, await client.Session.PublishAsync(message, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>The last tenth of a second is counted a moment later; headers come on top of what the line sees.</summary>
    private static Task CountedAsync(Client client, TcpProxy line) =>
        WaitFor.TrueAsync(() => client.Session.Traffic.Bytes > line.Passed, TimeSpan.FromSeconds(10), "the kernel's count to pass the line's");
}
