using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The raised alerts as the table <c>site/alerts</c>, which lets the collector reconcile after an outage.</summary>
internal static class AlertsTable
{
    /// <summary>Device and name in the topic <c>tables/site/alerts</c>.</summary>
    public const string Device = "site";

    public const string Name = "alerts";

    private static readonly string[] Columns = ["id", "kind", "device", "entity", "severity", "at", "reason", "values", "labels", "time_quality"];

    /// <param name="raised">What stands, in the order of the rows.</param>
    /// <param name="now">When the snapshot was taken.</param>
    /// <param name="boot">With <paramref name="seq"/>: the last event message included.</param>
    /// <param name="seq">0 when there never was one.</param>
    public static TableMessage Of(IReadOnlyList<EdgeEvent> raised, DateTimeOffset now, Guid boot, long seq) =>
        new(now, Columns, [.. raised.Select(Row)]) { Boot = boot, Seq = seq };

    private static IReadOnlyList<string> Row(EdgeEvent alert) =>
    [
        alert.Id.ToString("D"),
        alert.Kind,
        alert.Device,
        alert.Entity,
        Word(JsonSerializer.SerializeToUtf8Bytes(alert.Severity, WireJson.Default.Severity)),
        UtcMillisecondsConverter.ToText(alert.At),
        alert.Reason ?? "",
        JsonSerializer.Serialize(alert.Values, WireJson.Default.IReadOnlyDictionaryStringDouble),
        JsonSerializer.Serialize(alert.Labels, WireJson.Default.IReadOnlyDictionaryStringString),
        Word(JsonSerializer.SerializeToUtf8Bytes(alert.TimeQuality, WireJson.Default.TimeQuality)),
    ];

    // The word of an enum is what its JSON form says, without the quotes.
    private static string Word(byte[] json) => System.Text.Encoding.UTF8.GetString(json).Trim('"');
}
