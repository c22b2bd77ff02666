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

    public static string Problem(IncidentModel model, Phrasing say) => Line(Start(model, say), When(model, say, isNews: true));

    public static string Update(IncidentModel model, Phrasing say) => Line(Start(model, say), When(model, say, isNews: false));

    public static string Reminder(IncidentModel model, Phrasing say)
    {
        var acknowledged = model.AckedBy is null ? $", {say.Words.Messages.NotAcknowledged}" : "";
        return Line(Start(model, say), When(model, say, isNews: false)) + acknowledged;
    }

    /// <summary>A sign for the lock screen; the words beside it say the same.</summary>
    public static string Icon(string kind, string? reason, Severity severity) => (kind, reason, severity) switch
    {
        (EventKinds.OnuDown, AlertKind.DyingGasp, _) or (AlertKind.AreaOutage, _, _) => "🔌",
        (EventKinds.OnuDown or EventKinds.OntDown, _, _) => "🔴",
        (_, _, Severity.Critical or Severity.High) => "🔴",
        (_, _, Severity.Medium) => "🟠",
        _ => "🟡",
    };

    private static string Line(string start, string when) => start.EndsWith('?') ? $"{start} {when}" : $"{start}, {when}";

    private static string Start(IncidentModel model, Phrasing say)
    {
        var alerts = model.Alerts.Where(alert => alert.IsOpen).ToList() is { Count: > 0 } open ? open : model.Alerts;
        var leader = Leader(alerts);
        var gasps = alerts.Where(alert => alert.Kind == leader.Kind).All(alert => alert.Reason == leader.Reason);
        var icon = AlertKind.IsCut(leader) && Verdict.CauseOf(model) == "power" ? "🔌" : Icon(leader.Kind, gasps ? leader.Reason : null, leader.Severity);
        return $"{icon} #{model.Number} {Place.Site(model.Site, model.SiteTitle)}{Verdict.Of(model, leader, alerts, say)}";
    }

    private static string When(IncidentModel model, Phrasing say, bool isNews)
    {
        var first = model.Alerts.MinBy(alert => alert.RaisedMs)!;
        var clock = (ClockTrust.IsOff(model) ? "~" : "") + say.Clock(model.Since < first.Raised ? model.Since : first.Raised, model.Now);
        if (first.Kind == EventKinds.AgentOffline) return say.Words.Offline.SilentSince(clock);
        var late = first.SeenMs - first.RaisedMs > AlertRules.LateAfter.TotalMilliseconds;
        return isNews && !late ? clock : say.Words.Messages.Since(clock);
    }
}
