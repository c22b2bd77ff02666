using System.Collections.Concurrent;
using System.Collections.Frozen;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Web.Panel;

/// <summary>What the cabinets' doors show, as the retained status of each agent says: the broker tells it anew at each connection. A cache.</summary>
internal sealed class PanelBook(LiveHub hub) : IMessageHandler
{
    private const int MaxSites = 5_000;

    private static readonly FrozenSet<string> Patterns = new[] { "off", "steady", "slow_blink", "double_blink", "fast" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Modes = new[] { "live", "lamp_test", "checking", "check_result", "config_open", "hung" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, StatusPanel> _panels = new(StringComparer.Ordinal);

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Status };

    /// <summary>Null: it has no cabinet, or its agent has said nothing of it yet.</summary>
    public StatusPanel? Of(string site) => _panels.GetValueOrDefault(site);

    /// <inheritdoc/>
    public void Accept(SiteTopic topic, MqttMessage message)
    {
        // The will and a planned stop know nothing of lamps: what they showed last stays, as of then.
        if (message.Payload.IsEmpty || StatusUpdate.Parse(message.Payload) is not { State: AgentState.Online } status) return;
        var before = Of(topic.Site);
        var now = status.Panel is { } panel && IsRight(panel) ? panel : null;
        if (now == before || (before is null && _panels.Count >= MaxSites)) return;
        if (now is null) _panels.TryRemove(topic.Site, out _);
        else _panels[topic.Site] = now;
        hub.Publish(new LiveEvent(topic.Site, LiveFrames.Panel(topic.Site)));
    }

    private static bool IsRight(StatusPanel panel) =>
        Modes.Contains(panel.Mode) && Patterns.Contains(panel.Owner) && Patterns.Contains(panel.Uplink) && Patterns.Contains(panel.Devices) && Patterns.Contains(panel.Alarm);
}
