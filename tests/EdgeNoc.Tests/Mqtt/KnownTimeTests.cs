using System.Net;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Mqtt;

/// <summary>A broker's certificate for a machine whose clock is behind: checked at the latest time that is known to have been, and in all else as ever.</summary>
public sealed class KnownTimeTests : IAsyncLifetime
{
    // To a broker whose certificate begins in ten days this machine's clock is what a Pi's in 1970 is to ours. It ends in thirty.
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly string _folder = RigDirectory.New("known-time");
    private TestCertificates _tls = null!;
    private Mosquitto _broker = null!;

    public async ValueTask InitializeAsync()
    {
        _tls = TestCertificates.Create(_folder, "broker", since: Now.AddDays(10));
        _broker = await Mosquitto.StartAsync(Path.Combine(_folder, "broker"), new() { Tls = _tls });
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Known_to_have_begun_it_is_taken_by_name_and_by_address_each_for_itself()
    {
        // The certificate is not for that address, and nobody listens by that name: what was tried first leaves nothing behind for the next.
        await using var misnamed = new TcpProxy(_broker.TlsPort, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await using var byName = new Client(Options(Now.AddDays(11), $"mqtts://127.0.0.2:{misnamed.Port}", $"mqtts://localhost:{_broker.TlsPort}"));
        Assert.Equal("localhost", (await byName.ConnectedAsync()).Host);
        await using var byAddress = new Client(Options(Now.AddDays(11), $"mqtts://localhost:{FreePort.Next()}", $"mqtts://127.0.0.1:{_broker.TlsPort}") with { ClientId = "known-time-2" });
        Assert.Equal("127.0.0.1", (await byAddress.ConnectedAsync()).Host);
    }

    [Theory]
    [InlineData("by the clock alone", null)]
    [InlineData("when nothing later is known", -1)]
    [InlineData("before it begins", 9)]
    [InlineData("after it ended", 31)]
    public async Task Not_begun_or_ended_it_is_refused(string when, int? knownInDays)
    {
        await using var client = new Client(Options(knownInDays is { } days ? Now.AddDays(days) : null, $"mqtts://localhost:{_broker.TlsPort}"));
        var fault = await client.FaultAsync();
        Assert.Equal((when, MqttFaultKind.Tls), (when, fault.Kind));
        Assert.Contains("certificate verify failed", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_name_another_authority_and_a_missing_one_are_refused_at_a_known_time_too()
    {
        await using var elsewhere = new TcpProxy(_broker.TlsPort, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await using var misnamed = new Client(Options(Now.AddDays(11), $"mqtts://127.0.0.2:{elsewhere.Port}"));
        Assert.Equal(MqttFaultKind.Tls, (await misnamed.FaultAsync()).Kind);

        var other = TestCertificates.Create(_folder, "other", since: Now.AddDays(10));
        await using var stranger = new Client(Options(Now.AddDays(11), $"mqtts://localhost:{_broker.TlsPort}") with { CaFile = other.CaFile });
        Assert.Equal(MqttFaultKind.Tls, (await stranger.FaultAsync()).Kind);

        await using var without = new Client(Options(Now.AddDays(11), $"mqtts://localhost:{_broker.TlsPort}") with { CaFile = "/nowhere/ca.pem" });
        Assert.Contains("/nowhere/ca.pem", (await without.FaultAsync()).Detail, StringComparison.Ordinal);
    }

    private MqttOptions Options(DateTimeOffset? known, params string[] brokers) =>
        Client.Options("known-time", brokers) with { CaFile = _tls.CaFile, KnownTime = known is { } time ? () => time : null };
}
