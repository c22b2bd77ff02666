using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Where it is and what it is, between the site's name and the time: <c> PON 0/3 fibre cut? 28/32 down, ≥1,240 m</c>.</summary>
internal static class Verdict
{
    private const int MaxSummary = 120;

    /// <summary>The incident's cause, else the one that all its leaders with a cause agree on.</summary>
    public static string? CauseOf(IncidentModel model)
    {
        if (model.Cause is not null) return model.Cause;
        var causes = model.Alerts.Select(alert => alert.Labels.GetValueOrDefault("cause")).Where(cause => cause is not null).Distinct(StringComparer.Ordinal).ToList();
        return causes switch
        {
            [var one] => one,
            [] => null,
            _ => "mixed",
        };
    }

    /// <param name="model">The incident.</param>
    /// <param name="leader">What it is named after.</param>
    /// <param name="alerts">What is told of it.</param>
    /// <param name="say">In which words.</param>
    public static string Of(IncidentModel model, Alert leader, IReadOnlyList<Alert> alerts, Phrasing say)
    {
        if (AlertKind.IsCut(leader) && CutFacts.Of(model) is { } cut) return Cut(model, alerts, cut, say);
        if (leader.Kind == AlertKind.Isolated) return $" {say.Words.Offline.Isolated} {Isolated(leader, say)}";
        var what = leader.Kind switch
        {
            EventKinds.AgentOffline when alerts.Count == 1 => Offline(leader, say),
            _ => What(leader, alerts, say),
        };
        var below = model.Children.Count(child => AlertKind.IsOnu(child) && child.IsOpen);
        return $"{Place.Common(alerts, say)}: {what}{(below == 0 ? "" : $", {say.Words.Messages.OnusDown(below)}")}";
    }

    /// <summary>The place alone, after the site's name: <c> PON 0/3</c>, <c> olt-1 0/3:17 CLIENT-017</c>.</summary>
    public static string Where(IncidentModel model, IReadOnlyList<Alert> alerts, Phrasing say)
    {
        var cuts = alerts.Where(AlertKind.IsCut).ToList();
        return cuts.Count > 0 ? Scope(model, cuts) : Place.Common(alerts, say);
    }

    private static string Cut(IncidentModel model, IReadOnlyList<Alert> alerts, CutFacts cut, Phrasing say)
    {
        var words = say.Words.Messages;
        var cuts = alerts.Where(AlertKind.IsCut).ToList();
        var verdict = say.Cause(CauseOf(model))?.Verdict ?? say.Condition(cuts[0].Kind, null);
        var isPower = CauseOf(model) == "power";
        var counts = cut.Down == 0 ? "" : isPower ? words.OffOf(cut.Down, cut.Total) : cut.Total == 0 ? words.OnusDown(cut.Down) : words.DownOf(cut.Down, cut.Total);
        if (cut.Pons > 1) counts = $"{counts} {words.OnPons(cut.Pons)}".TrimStart();
        var bracket = cut.Bracket is { } known && !isPower ? $", ≥{say.Number(known.LostMinM)} m" : "";
        var joint = counts.Length == 0 ? "" : verdict.EndsWith('?') ? " " : ": ";
        return $"{Scope(model, cuts)} {verdict}{joint}{counts}{bracket}";
    }

    /// <summary><c> PON 0/3</c>; with the OLT where the site has several; empty where it is more than one OLT.</summary>
    private static string Scope(IncidentModel model, List<Alert> cuts)
    {
        if (cuts.Any(cut => cut.Kind == AlertKind.AreaOutage) || cuts.DistinctBy(cut => cut.Device, StringComparer.Ordinal).Skip(1).Any()) return "";
        var pons = cuts.Select(Place.Pon).Distinct(StringComparer.Ordinal).ToList();
        return pons is [{ } pon] ? Place.Join(model.Olts > 1 ? Place.Device(cuts[0]) : "", $"PON {pon}") : Place.Join(Place.Device(cuts[0]));
    }

    private static string Isolated(Alert leader, Phrasing say) => leader.Labels.GetValueOrDefault("why") == "broker"
        ? say.Words.Offline.NoBroker
        : say.Words.Offline.SitesSilent(AlertKind.Count(leader, "silent"), AlertKind.Count(leader, "sites"));

    private static string Offline(Alert leader, Phrasing say)
    {
        var known = OfflineFacts.Of(leader, say);
        return known.Count == 0 ? say.Condition(leader.Kind, null) : $"{say.Condition(leader.Kind, null)}, {known[0]}";
    }

    private static string What(Alert leader, IReadOnlyList<Alert> alerts, Phrasing say)
    {
        var alike = alerts.Where(alert => alert.Kind == leader.Kind).ToList();
        var rest = alerts.Count > alike.Count ? $" + {say.Words.Messages.MoreAlerts(alerts.Count - alike.Count)}" : "";
        if (alike.Count == 1)
        {
            // Alone it is named before the colon; among others only here.
            var who = alerts.Count == 1 ? "" : $"{Place.Join(Place.Device(leader), Place.Entity(leader, say), Place.Name(leader)).TrimStart()} ".TrimStart();
            return $"{who}{Reasoned(leader, say)}{rest}";
        }

        var conditions = alike.Select(alert => say.Condition(alert.Kind, alert.Reason)).Distinct(StringComparer.Ordinal).ToList();
        var condition = conditions is [var only] ? only : say.Condition(leader.Kind, null);
        return $"{alike.Count} {say.Noun(leader.Kind, alike.Count)} {condition}{Spread(alike, say)}{rest}";
    }

    /// <summary><c>down (timeout)</c>: ONUs by the OLTs' own word, which engineers know; all else in the reader's language.</summary>
    /// <param name="alert">What is wrong.</param>
    /// <param name="say">In which words.</param>
    /// <param name="isTitle">The reason begins with a capital: <c>down (Timeout)</c>.</param>
    public static string Reasoned(Alert alert, Phrasing say, bool isTitle = false)
    {
        var condition = say.Condition(alert.Kind, alert.Reason);
        if (alert.Source == AlertSource.External && HostileText.Clean(alert.Labels.GetValueOrDefault("summary"), MaxSummary) is { Length: > 0 } summary) return $"{condition}, {summary}";
        if (string.IsNullOrEmpty(alert.Reason) || alert.Kind.EndsWith($".{alert.Reason}", StringComparison.Ordinal)) return condition;
        var reason = (AlertKind.IsOnu(alert) || alert.Reason is "timeout" ? null : say.Meaning(alert.Kind, alert.Reason)) ?? Phrasing.Term(alert.Reason);
        return $"{condition} ({(isTitle ? Phrasing.Capital(reason) : reason)})";
    }

    /// <summary><c> on 3 PONs</c> or <c> on 2 devices</c>, when it is more than one.</summary>
    private static string Spread(List<Alert> alike, Phrasing say)
    {
        if (alike[0].Kind == EventKinds.OntDown || alike[0].Kind.StartsWith("device.", StringComparison.Ordinal)) return "";
        var devices = alike.Select(alert => alert.Device).Distinct(StringComparer.Ordinal).Count();
        if (devices > 1) return $" {say.Words.Messages.OnDevices(devices)}";
        var pons = alike.Select(Place.Pon).Distinct(StringComparer.Ordinal).Count();
        return pons > 1 ? $" {say.Words.Messages.OnPons(pons)}" : "";
    }
}
