using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The first line of a message: the whole verdict, for a lock screen shows no more.</summary>
internal static class Headline
{
    /// <summary>The alert that an incident is named after: the most severe; of those the most frequent kind, then the first.</summary>
    public static Alert Leader(IReadOnlyList<Alert> alerts)
    {
        var kinds = alerts.CountBy(alert => alert.Kind, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return alerts.OrderByDescending(alert => alert.Severity).ThenByDescending(alert => kinds[alert.Kind])
            .ThenBy(alert => alert.RaisedMs).ThenBy(alert => alert.Id).First();
    }

    public static string Problem(long number, string site, IReadOnlyList<Alert> alerts, DateTimeOffset now, TimeZoneInfo zone)
    {
        var leader = Leader(alerts);
        var alike = alerts.Where(alert => alert.Kind == leader.Kind).ToList();
        var first = alerts.MinBy(alert => alert.RaisedMs)!;
        var gasps = alike.All(alert => alert.Reason == leader.Reason);
        var icon = Words.Icon(leader.Kind, gasps ? leader.Reason : null, leader.Severity);
        return $"{icon} #{number} {site}{Place.Common(alerts)}: {What(leader, alike, alerts.Count)}, {When(first, now, zone)}";
    }

    public static string Recovery(long number, string site, IReadOnlyList<Alert> alerts, DateTimeOffset now, TimeZoneInfo zone)
    {
        var entities = alerts.Select(alert => alert.Identity).Distinct().Count();
        var end = alerts.Max(alert => alert.ClearedMs ?? alert.RaisedMs);
        var duration = DurationText.Of(TimeSpan.FromMilliseconds(end - alerts.Min(alert => alert.RaisedMs)));
        var back = entities == 1 ? "" : $": {Words.Back(entities, entities)}";
        return $"🟢 #{number} {site}{Place.Common(Distinct(alerts))} {Words.Restored(duration)}{back}, {SiteTime.Clock(Store.DbTime.Time(end), now, zone)}";
    }

    /// <summary>Each identity once, as it was raised first.</summary>
    public static IReadOnlyList<Alert> Distinct(IReadOnlyList<Alert> alerts) => [.. alerts.OrderBy(alert => alert.Id).DistinctBy(alert => alert.Identity)];

    private static string What(Alert leader, List<Alert> alike, int all)
    {
        var rest = all > alike.Count ? $" and {Words.MoreAlerts(all - alike.Count)}" : "";
        if (alike.Count == 1)
        {
            // Alone it is named before the colon; among others only here.
            var who = all == 1 ? "" : $"{Join(Place.Device(leader), Place.Entity(leader), Place.Name(leader))} ";
            var reason = Words.Reason(leader.Reason) is { } text ? $" ({text})" : "";
            return $"{who}{Words.Condition(leader.Kind, leader.Reason)}{reason}{rest}";
        }

        var conditions = alike.Select(alert => Words.Condition(alert.Kind, alert.Reason)).Distinct(StringComparer.Ordinal).ToList();
        var condition = conditions is [var only] ? only : Words.Condition(leader.Kind, null);
        return $"{alike.Count} {Words.Noun(leader.Kind, alike.Count)} {condition}{Spread(alike)}{rest}";
    }

    /// <summary><c> on 3 PONs</c> or <c> on 2 devices</c>, when it is more than one.</summary>
    private static string Spread(List<Alert> alike)
    {
        if (alike[0].Kind == EventKinds.OntDown || alike[0].Kind.StartsWith("device.", StringComparison.Ordinal)) return "";
        var devices = alike.Select(alert => alert.Device).Distinct(StringComparer.Ordinal).Count();
        if (devices > 1) return $" {Words.OnSeveral(devices, "devices")}";
        var pons = alike.Select(Place.Pon).Distinct(StringComparer.Ordinal).Count();
        return pons > 1 ? $" {Words.OnSeveral(pons, "PONs")}" : "";
    }

    private static string When(Alert first, DateTimeOffset now, TimeZoneInfo zone)
    {
        var late = first.SeenMs - first.RaisedMs > AlertRules.LateAfter.TotalMilliseconds;
        var about = first.TimeQuality == TimeQuality.Estimated ? "~" : "";
        var clock = about + SiteTime.Clock(first.Raised, now, zone);
        return first.Kind == EventKinds.AgentOffline ? $"silent since {clock}" : late ? $"since {clock}" : clock;
    }

    private static string Join(params IEnumerable<string> parts) => string.Join(' ', parts.Where(part => part.Length > 0));
}
