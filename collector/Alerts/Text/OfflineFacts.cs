using System.Globalization;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What is known of a site that is silent, the most telling first.</summary>
internal static class OfflineFacts
{
    public static IReadOnlyList<string> Of(Alert offline, Phrasing say)
    {
        var (labels, words) = (offline.Labels, say.Words.Offline);
        var facts = new List<string>();
        if (Time(labels.GetValueOrDefault("last_mains_lost")) is { } mains && mains <= offline.Raised) facts.Add(words.AfterMainsLoss(say.Duration(offline.Raised - mains)));
        if (labels.GetValueOrDefault("gateway") == "answers") facts.Add(words.GatewayAnswers);
        if (labels.GetValueOrDefault("gateway") == "silent") facts.Add(words.GatewaySilent);
        if (labels.GetValueOrDefault("uplink") == "backup") facts.Add(words.OnBackupUplink);
        return facts;
    }

    // As an ISO time or as milliseconds.
    private static DateTimeOffset? Time(string? label) =>
        long.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DbTime.Time(ms)
        : DateTimeOffset.TryParse(label, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;
}
