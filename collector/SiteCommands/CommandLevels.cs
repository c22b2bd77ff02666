using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>Which commands each agent knows, as its retained status says: the broker tells it anew at each connection.</summary>
internal sealed class CommandLevels : IMessageHandler
{
    private const int MaxSites = 100_000;

    private readonly ConcurrentDictionary<string, int> _levels = new(StringComparer.Ordinal);

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Status };

    /// <summary>0 for an agent that knows none, and for a site that has said nothing yet.</summary>
    public int Of(string site) => _levels.GetValueOrDefault(site);

    /// <inheritdoc/>
    public void Accept(SiteTopic topic, MqttMessage message)
    {
        // The will knows nothing but the boot.
        if (Read(message) is { State: AgentState.Online } status && (_levels.Count < MaxSites || _levels.ContainsKey(topic.Site))) _levels[topic.Site] = status.Commands ?? 0;
    }

    private static StatusMessage? Read(MqttMessage message)
    {
        try
        {
            return message.Payload.IsEmpty ? null : JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.StatusMessage);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
