using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Uplink;

/// <summary>Listens on a real broker, remembers every number it was told and acknowledges what a test lets it.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly string _site;
    private readonly MqttSession _session;

    public FakeCollector(Mosquitto broker, string site)
    {
        _site = site;
        var options = new MqttOptions
        {
            Brokers = [new BrokerAddress("127.0.0.1", broker.Port, Tls: false)],
            ClientId = "collector",
            Subscriptions = [$"{Topics.Prefix}+/events", $"{Topics.Prefix}+/telemetry", $"{Topics.Prefix}+/tables/#", $"{Topics.Prefix}+/status"],
            MinReconnectDelay = TimeSpan.FromMilliseconds(50),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
        };
        _session = new MqttSession(options, TimeProvider.System, new Random(3), NullLogger.Instance) { MessageReceived = Take };
        _session.Start();
    }

    /// <summary>Whether to acknowledge a message.</summary>
    public Func<TopicKind, long, bool> Acks { get; set; } = (_, _) => true;

    /// <summary>Telemetry numbers, with how often each came.</summary>
    public ConcurrentDictionary<long, int> Points { get; } = [];

    /// <summary>The texts that came under one boot and number: never more than one.</summary>
    public ConcurrentDictionary<(string Kind, string? Boot, string? Seq), ConcurrentDictionary<string, bool>> Payloads { get; } = [];

    /// <summary>Event numbers in the order in which they came first.</summary>
    public ConcurrentQueue<long> Events { get; } = [];

    public ConcurrentQueue<string> Lanes { get; } = [];

    public ConcurrentQueue<TableMessage> Alerts { get; } = [];

    public ConcurrentQueue<StatusMessage> Statuses { get; } = [];

    public bool IsConnected => _session.IsConnected;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void Take(MqttMessage message)
    {
        if (!Topics.TryParse(message.Topic, out var topic)) return;
        switch (topic.Kind)
        {
            case TopicKind.Telemetry:
                Lanes.Enqueue(message.Property(WireProperties.Lane) ?? "none");
                foreach (var number in EdgeStores.Numbers(message.Payload)) Points.AddOrUpdate(number, 1, (_, times) => times + 1);
                break;
            case TopicKind.Events:
                foreach (var one in JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!)
                {
                    var number = (long)one.Values["number"];
                    if (!Events.Contains(number)) Events.Enqueue(number);
                }

                break;
            case TopicKind.Table:
                using (var plain = new System.IO.Compression.GZipStream(new MemoryStream(message.Payload.ToArray()), System.IO.Compression.CompressionMode.Decompress))
                {
                    Alerts.Enqueue(JsonSerializer.Deserialize(plain, WireJson.Default.TableMessage)!);
                }

                break;
            case TopicKind.Status:
                Statuses.Enqueue(JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.StatusMessage)!);
                return;
        }

        var (boot, seq) = (message.Property(WireProperties.Boot), message.Property(WireProperties.Seq));
        if (topic.Kind != TopicKind.Table) Payloads.GetOrAdd((topic.Kind.ToString(), boot, seq), _ => []).TryAdd(Convert.ToHexString(message.Payload.Span), true);
        var numbered = long.Parse(seq!, System.Globalization.CultureInfo.InvariantCulture);
        if (Acks(topic.Kind, numbered)) _ = AcknowledgeAsync(topic.Kind, Guid.Parse(boot!), SequenceRanges.Of([numbered]));
    }

    private Task<PublishOutcome> AcknowledgeAsync(TopicKind kind, Guid boot, SequenceRanges numbers)
    {
        var ack = new AckMessage(
            boot, kind == TopicKind.Events ? numbers : null, kind == TopicKind.Telemetry ? numbers : null, kind == TopicKind.Table ? numbers : null, DateTimeOffset.UtcNow);
        var json = JsonSerializer.SerializeToUtf8Bytes(ack, WireJson.Default.AckMessage);
        return _session.PublishAsync(new MqttMessage(Topics.Ack(_site), json), CancellationToken.None);
    }
}
