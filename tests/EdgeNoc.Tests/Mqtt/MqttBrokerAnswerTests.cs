using System.Net;
using System.Net.Sockets;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

/// <summary>Answers that mosquitto 2.0.11 does not give and other brokers do, byte for byte as MQTT 5 has them.</summary>
public sealed class MqttBrokerAnswerTests
{
    private static readonly byte[] Welcome = [0x20, 3, 0, 0, 0];

    [Theory]
    [InlineData(133, MqttFaultKind.NotAuthorised)]
    [InlineData(134, MqttFaultKind.BadCredentials)]
    [InlineData(138, MqttFaultKind.NotAuthorised)]
    [InlineData(132, MqttFaultKind.Protocol)]
    [InlineData(137, MqttFaultKind.Unreachable)]
    public async Task A_refusal_has_its_kind_and_its_number(byte reason, MqttFaultKind kind)
    {
        await using var broker = new ScriptedBroker([0x20, 3, 0, reason, 0]);
        await using var client = new Client(Client.Options("refused", broker.Url));
        var fault = await client.FaultAsync();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains($"({reason})", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(142, MqttFaultKind.SessionTaken, "stop one of them")]
    [InlineData(152, MqttFaultKind.NotAuthorised, "disabled")]
    [InlineData(139, MqttFaultKind.Lost, "by itself")]
    public async Task A_goodbye_of_the_broker_has_its_kind_and_a_remedy(byte reason, MqttFaultKind kind, string remedy)
    {
        await using var broker = new ScriptedBroker([.. Welcome, 0xE0, 2, reason, 0]);
        await using var client = new Client(Client.Options("goodbye", broker.Url));
        var fault = await client.FaultAsync();
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_subscription_is_a_fault_of_a_connection_that_works()
    {
        // SUBACK: message id 1, no properties, "not authorised".
        await using var broker = new ScriptedBroker(Welcome, [0x90, 4, 0, 1, 0, 0x87]);
        await using var client = new Client(Client.Options("subscriber", broker.Url) with { Subscriptions = ["edgenoc/v1/kdr-17/ack"] });
        await client.ConnectedAsync();
        Assert.Equal(MqttFaultKind.NotAuthorised, client.Session.LastFault?.Kind);
        Assert.Contains("edgenoc/v1/kdr-17/ack", client.Session.LastFault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_of_MQTT_3_is_told_as_such()
    {
        await using var broker = new ScriptedBroker([0x20, 2, 0, 1]);
        await using var client = new Client(Client.Options("old", broker.Url));
        Assert.Equal(MqttFaultKind.Protocol, (await client.FaultAsync()).Kind);
    }

    /// <summary>Sends one answer after each thing it receives, then stays silent.</summary>
    private sealed class ScriptedBroker : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, FreePort.Next());
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public ScriptedBroker(params byte[][] answers)
        {
            _listener.Start();
            _running = RunAsync(answers);
        }

        public string Url => $"mqtt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Dispose();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task RunAsync(byte[][] answers)
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                foreach (var answer in answers)
                {
                    await socket.ReceiveAsync(new byte[1024], _stop.Token);
                    await socket.SendAsync(answer, _stop.Token);
                }

                await socket.ReceiveAsync(new byte[1024], _stop.Token);
            }
        }
    }
}
