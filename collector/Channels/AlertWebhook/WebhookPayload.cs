using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Channels.AlertWebhook;

/// <summary>The body of Alertmanager's webhooks, version 4.</summary>
internal static class WebhookPayload
{
    private const int MaxAlerts = 1000;

    // How Go writes "never".
    private const string NoEnd = "0001-01-01T00:00:00Z";

    /// <param name="receiver">Its name.</param>
    /// <param name="message">A report or a test is one alert of its own, <c>EdgeNocMessage</c>.</param>
    /// <param name="link">Of this collector.</param>
    /// <param name="now">The beginning of what has none.</param>
    public static JsonObject Of(string receiver, OutgoingMessage message, Uri? link, DateTimeOffset now)
    {
        var group = message.Group ?? Message(message, now);
        var alerts = group.Alerts.Take(MaxAlerts).ToList();
        var text = MessageMarkup.Plain(message.Text);
        var annotations = Common(alerts, alert => alert.Annotations);
        (annotations["summary"], annotations["description"]) = (text.Split('\n')[0], text);
        return new JsonObject
        {
            ["version"] = "4",
            ["groupKey"] = group.Key,
            ["truncatedAlerts"] = group.Alerts.Count - alerts.Count,
            ["status"] = group.Alerts.Any(alert => alert.EndsAt is null) ? "firing" : "resolved",
            ["receiver"] = receiver,
            ["groupLabels"] = Object(group.Labels),
            ["commonLabels"] = Object(Common(alerts, alert => alert.Labels)),
            ["commonAnnotations"] = Object(annotations),
            ["externalURL"] = link?.AbsoluteUri ?? "",
            ["alerts"] = new JsonArray([.. alerts.Select(alert => Alert(alert, group.Link ?? link))]),
        };
    }

    private static JsonObject Alert(AlertFacts alert, Uri? link) => new()
    {
        ["status"] = alert.EndsAt is null ? "firing" : "resolved",
        ["labels"] = Object(alert.Labels),
        ["annotations"] = Object(alert.Annotations),
        ["startsAt"] = Time(alert.StartsAt),
        ["endsAt"] = alert.EndsAt is { } end ? Time(end) : NoEnd,
        ["generatorURL"] = link?.AbsoluteUri ?? "",
        ["fingerprint"] = alert.Fingerprint,
    };

    private static AlertGroup Message(OutgoingMessage message, DateTimeOffset now)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["alertname"] = "EdgeNocMessage", ["severity"] = "info" };
        var facts = new AlertFacts(message.Reference ?? "message", labels, new Dictionary<string, string>(StringComparer.Ordinal), now, null);
        return new AlertGroup(message.Reference ?? "message", labels, [facts]);
    }

    private static SortedDictionary<string, string> Common(List<AlertFacts> alerts, Func<AlertFacts, IReadOnlyDictionary<string, string>> of)
    {
        var common = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (alerts.Count == 0) return common;
        foreach (var (key, value) in of(alerts[0]))
        {
            if (alerts.All(alert => of(alert).TryGetValue(key, out var other) && other == value)) common[key] = value;
        }

        return common;
    }

    private static JsonObject Object(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
