using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Alerting;

/// <summary>One connection that speaks for any number of sites as their agents do: in order, one message of events in flight, again until it is acknowledged.</summary>
internal sealed class SimulatedSites : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SimulatedSite> _sites = new(StringComparer.Ordinal);
    private readonly MqttSession _session;

    private SimulatedSites(int brokerPort)
    {
        var options = new MqttOptions
        {
            Brokers = [new BrokerAddress("127.0.0.1", brokerPort, Tls: false)], ClientId = "sites", Subscriptions = [Topics.Ack("+")], MaxInFlight = 1_000,
            MaxReconnectDelay = TimeSpan.FromSeconds(1),
        };
        _session = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance) { MessageReceived = OnAck };
    }

    public SimulatedSite this[string name] => _sites.GetOrAdd(name, site => new SimulatedSite(_session, site));

    public static async Task<SimulatedSites> ConnectAsync(int brokerPort)
    {
        var sites = new SimulatedSites(brokerPort);
        sites._session.Start();
        await sites.UntilConnectedAsync();
        return sites;
    }

    public Task UntilConnectedAsync() => WaitFor.TrueAsync(() => _session.IsConnected, Office.Patience, "the sites to connect");

    /// <summary>Something on a topic that no site of ours has.</summary>
    public Task PublishAsync(string topic, byte[] payload) => _session.PublishAsync(new MqttMessage(topic, payload), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        foreach (var site in _sites.Values) site.Dispose();
    }

    private void OnAck(MqttMessage message)
    {
        if (!Topics.TryParse(message.Topic, out var topic)) return;
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage)!;
        if (!_sites.TryGetValue(topic.Site, out var site) || ack.Boot != site.Boot) return;
        foreach (var range in ack.Events?.Ranges ?? [])
        {
            for (var seq = range.First; seq <= range.Last; seq++) site.NoteAck(seq);
        }
    }
}
