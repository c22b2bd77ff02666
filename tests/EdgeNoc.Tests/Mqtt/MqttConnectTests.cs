using System.Net;
using System.Net.Sockets;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

public sealed class MqttConnectTests(SharedBroker broker) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task A_wrong_password_is_told_as_such_and_not_repeated_in_any_text()
    {
        var logger = new ListLogger();
        await using var client = new Client(
            Client.Options("kdr-01", Client.Plain(broker.Guarded)) with { UserName = "kdr-01", Password = "wrong-secret" }, logger: logger);
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.BadCredentials, fault.Kind);
        Assert.Contains("password file", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(fault, client.Session.LastFault);
        await client.FaultAsync();
        Assert.DoesNotContain("wrong-secret", string.Join('\n', logger.Lines.Append(fault.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_where_one_is_needed_is_a_matter_of_credentials()
    {
        await using var client = new Client(Client.Options("kdr-01", Client.Plain(broker.Guarded)));
        Assert.Equal(MqttFaultKind.BadCredentials, (await client.FaultAsync()).Kind);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task TLS_works_with_the_right_CA_by_address_and_by_name(string host)
    {
        await using var client = new Client(Client.Options($"tls-{host}", $"mqtts://{host}:{broker.Open.TlsPort}") with
        {
            CaFile = broker.Certificates.CaFile,
            Subscriptions = [$"tls/{host}"],
        });
        Assert.Equal(host, (await client.ConnectedAsync()).Host);
        Assert.Equal(PublishOutcome.Accepted, await client.Publish($"tls/{host}", new string('x', 100_000)));
        Assert.Equal(100_000, (await client.MessageAsync()).Payload.Length);
    }

    [Fact]
    public async Task Another_CA_is_a_TLS_fault_that_says_which_part_failed()
    {
        var other = TestCertificates.Create(broker.Directory, "other");
        await using var client = new Client(Client.Options("tls-2", $"mqtts://127.0.0.1:{broker.Open.TlsPort}") with { CaFile = other.CaFile });
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Tls, fault.Kind);
        Assert.Contains("certificate verify failed", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_CAs_do_not_know_a_private_one()
    {
        await using var client = new Client(Client.Options("tls-3", $"mqtts://127.0.0.1:{broker.Open.TlsPort}"));
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Tls, fault.Kind);
        Assert.Contains("certificate verify failed", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_name_that_the_certificate_lacks_is_a_TLS_fault()
    {
        await using var elsewhere = new TcpProxy(broker.Open.TlsPort, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await using var client = new Client(Client.Options("tls-4", $"mqtts://127.0.0.2:{elsewhere.Port}") with { CaFile = broker.Certificates.CaFile });
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Tls, fault.Kind);
    }

    [Fact]
    public async Task A_CA_file_that_is_missing_is_named()
    {
        await using var client = new Client(Client.Options("tls-5", $"mqtts://127.0.0.1:{broker.Open.TlsPort}") with { CaFile = "/nowhere/ca-17.pem" });
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Tls, fault.Kind);
        Assert.Contains("/nowhere/ca-17.pem", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_to_a_TLS_port_names_both_ways()
    {
        await using var client = new Client(Client.Options("mixed-1", $"mqtt://127.0.0.1:{broker.Open.TlsPort}"));
        var fault = await client.FaultAsync();
        Assert.Contains(fault.Kind, (MqttFaultKind[])[MqttFaultKind.Tls, MqttFaultKind.Protocol]);
        Assert.Contains("mqtts://", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_to_a_plain_port_names_both_ways()
    {
        await using var client = new Client(Client.Options("mixed-2", $"mqtts://127.0.0.1:{broker.Open.Port}") with { CaFile = broker.Certificates.CaFile });
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Tls, fault.Kind);
        Assert.Contains("mqtt://", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt", false)]
    [InlineData("mqtts", false)]
    [InlineData("mqtts", true)]
    public async Task Nothing_there_is_unreachable_with_the_systems_own_words(string scheme, bool atKnownTime)
    {
        var options = Client.Options("nobody", $"{scheme}://127.0.0.1:{FreePort.Next()}") with { CaFile = broker.Certificates.CaFile };
        await using var client = new Client(atKnownTime ? options with { KnownTime = () => DateTimeOffset.UtcNow.AddDays(1) } : options);
        var fault = await client.FaultAsync();
        Assert.Equal((MqttFaultKind.Unreachable, "Connection refused"), (fault.Kind, fault.Detail));
        Assert.False(client.Session.IsConnected);
        Assert.Equal(PublishOutcome.ConnectionLost, await client.Publish("a", "1"));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_unreachable_and_named()
    {
        await using var client = new Client(Client.Options("noname", "mqtt://no-such-host.invalid"));
        var fault = await client.FaultAsync();
        Assert.Equal(MqttFaultKind.Unreachable, fault.Kind);
        Assert.Contains("no-such-host.invalid", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_server_is_not_a_broker()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[1024]);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            listener.Stop();
        });
        await using var client = new Client(Client.Options("web", $"mqtt://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        Assert.Equal(MqttFaultKind.Protocol, (await client.FaultAsync()).Kind);
        await answering;
    }

    [Fact]
    public async Task Brokers_are_tried_in_turn_until_one_takes_us()
    {
        var nobody = $"mqtt://127.0.0.1:{FreePort.Next()}";
        await using var client = new Client(Client.Options("turns", nobody, $"mqtts://127.0.0.1:{broker.Open.Port}", Client.Plain(broker.Open)));
        Assert.Equal(MqttFaultKind.Unreachable, (await client.FaultAsync()).Kind);
        Assert.Equal(MqttFaultKind.Tls, (await client.FaultAsync()).Kind);
        Assert.Equal(broker.Open.Port, (await client.ConnectedAsync()).Port);
        Assert.True(client.Session.IsConnected);
        Assert.Null(client.Session.LastFault);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_broker_that_says_nothing()
    {
        await using var proxy = new TcpProxy(broker.Open.Port) { Silent = true };
        var client = new Client(Client.Options("silent", $"mqtt://127.0.0.1:{proxy.Port}"));
        await proxy.AcceptedAsync().WaitAsync(TimeSpan.FromSeconds(5));
        await client.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_network_that_swallows_packets()
    {
        // A listener whose queue is full leaves a connection request without any answer.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, FreePort.Next()));
        full.Listen(0);
        var fillers = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var filler in fillers) _ = filler.ConnectAsync(full.LocalEndPoint!);

        var client = new Client(Client.Options("swallowed", $"mqtt://127.0.0.1:{((IPEndPoint)full.LocalEndPoint!).Port}"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.FaultAsync(TimeSpan.FromMilliseconds(500)));
        await client.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(3));
        fillers.ForEach(f => f.Dispose());
    }
}
