using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Demo.World;

/// <summary>Listens at the broker: which events came by, and what stands open.</summary>
internal sealed class EventTap : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, EdgeEvent> _events = [];
    private readonly MqttSession _session;
    private IReadOnlyList<OpenIncident> _incidents = [];

    public EventTap(BrokerAddress broker, string user, string password, string site)
    {
        var options = new MqttOptions
        {
            Brokers = [broker],
            ClientId = user,
            UserName = user,
            Password = password,
            Subscriptions = [Topics.Events(site), Topics.Incidents(site)],
            // Back before the agent is: what it sends first is not to be missed.
            MinReconnectDelay = TimeSpan.FromMilliseconds(50),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(100),
        };
        _session = new MqttSession(options, TimeProvider.System, Random.Shared, NullLogger.Instance) { MessageReceived = Take };
        _session.Start();
    }

    /// <summary>Distinct events, whatever was sent again.</summary>
    public int Events
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    public IReadOnlyList<OpenIncident> Incidents
    {
        get
        {
            lock (_gate) return _incidents;
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void Take(MqttMessage message)
    {
        if (!Topics.TryParse(message.Topic, out var topic) || message.Payload.IsEmpty) return;
        lock (_gate)
        {
            if (topic.Kind == TopicKind.Incidents)
                _incidents = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.IncidentsMessage)?.Incidents ?? [];
            else
                foreach (var e in JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray) ?? []) _events[e.Id] = e;
        }
    }
}
