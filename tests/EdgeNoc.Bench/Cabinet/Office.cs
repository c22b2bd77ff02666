using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Cabinet;

/// <summary>Publishes what the office's collector would: the retained incidents of a site.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly MqttSession _session;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Office(int brokerPort) => _session = new MqttSession(
        new MqttOptions
        {
            Brokers = [new BrokerAddress("127.0.0.1", brokerPort, Tls: false)],
            ClientId = "office",
            // Somebody has to listen, or the agents keep what they have to themselves.
            Subscriptions = ["edgenoc/v1/+/telemetry", "edgenoc/v1/+/events", "edgenoc/v1/+/tables/#"],
        }, TimeProvider.System, new Random(1), NullLogger.Instance)
    {
        Connected = _ => _connected.TrySetResult(),
    };

    public static async Task<Office> StartAsync(int brokerPort)
    {
        var office = new Office(brokerPort);
        office._session.Start();
        await office._connected.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return office;
    }

    /// <summary>One critical incident that nobody took on, or none.</summary>
    public async Task TellAsync(string site, bool critical, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var message = new IncidentsMessage(now, critical ? [new OpenIncident(17, Severity.Critical, "pon.down", "olt-1", "pon/0/3", now, null, null)] : []);
        await _session.PublishAsync(new MqttMessage(Topics.Incidents(site), JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.IncidentsMessage)) { Retain = true }, ct);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
