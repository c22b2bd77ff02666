using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Demo.World;

/// <summary>Listens at the broker to what stands open.</summary>
/// <remarks>
/// Not to events: the broker tells an agent when nobody takes its message, and an ear of the demo's own would hide from it that the collector is away.
/// </remarks>
internal sealed class IncidentTap : IAsyncDisposable
{
    private readonly MqttSession _session;
    private volatile IReadOnlyList<OpenIncident> _incidents = [];

    public IncidentTap(BrokerAddress broker, string site)
    {
        var options = new MqttOptions
        {
            Brokers = [broker],
            ClientId = "demo-view",
            Subscriptions = [Topics.Incidents(site)],
            MaxReconnectDelay = TimeSpan.FromSeconds(1),
        };
        _session = new MqttSession(options, TimeProvider.System, Random.Shared, NullLogger.Instance) { MessageReceived = Take };
        _session.Start();
    }

    public IReadOnlyList<OpenIncident> Incidents => _incidents;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void Take(MqttMessage message)
    {
        if (!message.Payload.IsEmpty) _incidents = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.IncidentsMessage)?.Incidents ?? [];
    }
}
