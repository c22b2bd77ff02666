using System.Globalization;
using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>Messages of the outbox as they go over the wire.</summary>
internal static class UplinkMessages
{
    /// <param name="site">The site's id.</param>
    /// <param name="message">What to send.</param>
    /// <param name="lane">Which lane it takes.</param>
    /// <param name="now">The agent's wall clock: events carry it, so that their age needs no other clock.</param>
    public static MqttMessage Of(string site, OutboxMessage message, Lane lane, DateTimeOffset now) => new(Topic(site, message), message.Payload)
    {
        ContentType = message.ContentType,
        UserProperties =
        [
            new(WireProperties.Boot, message.Key.Boot.ToString("D")),
            new(WireProperties.Seq, Text(message.Key.Seq)),
            .. message.Key.Class switch
            {
                MessageClass.Events => [new(WireProperties.Sent, UtcMillisecondsConverter.ToText(now))],
                MessageClass.Telemetry =>
                [
                    new(WireProperties.Lane, lane == Lane.Backlog ? WireProperties.LaneBacklog : WireProperties.LaneLive),
                    new(WireProperties.Lines, Text(message.Lines)),
                ],
                _ => Array.Empty<KeyValuePair<string, string>>(),
            },
        ],
    };

    /// <summary>The retained state; also the will, with <see cref="AgentState.Offline"/>.</summary>
    /// <param name="site">The site's id.</param>
    /// <param name="status">What to say.</param>
    /// <param name="sent">The agent's wall clock, by which the collector sees a clock that is wrong; null for the will, which leaves at another time, and while nobody knows the time.</param>
    public static MqttMessage Of(string site, StatusMessage status, DateTimeOffset? sent = null) =>
        new(Topics.Status(site), JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage))
        {
            Retain = true,
            ContentType = WireProperties.ContentJson,
            UserProperties = sent is { } at ? [new(WireProperties.Sent, UtcMillisecondsConverter.ToText(at))] : [],
        };

    private static string Topic(string site, OutboxMessage message) => message.Key.Class switch
    {
        MessageClass.Events => Topics.Events(site),
        MessageClass.Telemetry => Topics.Telemetry(site),
        _ => Topics.Table(site, message.Device ?? "", message.Table ?? ""),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
