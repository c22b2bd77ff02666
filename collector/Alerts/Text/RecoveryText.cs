using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The end of an incident: how long, who is back, who is not.</summary>
internal static class RecoveryText
{
    public static string Of(IncidentModel model, Phrasing say, Templates? templates)
    {
        var words = say.Words.Recovery;
        var people = People(model);
        var (back, remaining) = (people.Where(alert => !alert.IsOpen).ToList(), people.Where(alert => alert.IsOpen).ToList());
        var end = End(model, back);
        var counts = Counts(model);
        var body = new List<string> { $"⏰ {words.Time}: {say.Full(end)}" };
        body.AddRange(FactLines.People(model, say));
        body.AddRange(FactLines.Clocks(model, say));
        if (TurnedOut(model, say) is { } other) body.Add($"ℹ️ {other}");
        if (counts.Remaining > 0) body.Add($"⏳ {words.Remaining(counts.Remaining)}{Named(remaining, model, say)}");
        if (back.Count > 0) body.Add($"✅ {words.Detected}:");
        var several = people.DistinctBy(alert => alert.Device, StringComparer.Ordinal).Skip(1).Any();
        foreach (var alert in back.Take(DeviceSections.Named))
        {
            body.Add("");
            body.AddRange(AlertLines.Recovery(alert, several || !AlertKind.IsOnu(alert), say));
        }

        if (back.Count > DeviceSections.Named) body.AddRange(["", say.Words.Messages.More(back.Count - DeviceSections.Named)]);
        if (counts.Remaining == 0 && people.Exists(alert => AlertKind.IsOutage(alert.Kind))) body.AddRange(["", $"🎉 {words.AllWell}"]);
        body.AddRange(model.Children.Where(AlertScope.IsRestart).Take(DeviceSections.Named).Select(start => $"ℹ️ {Place.Join(Place.Device(start), Place.Entity(start, say)).TrimStart()}: {Verdict.Reasoned(start, say)}"));
        var offline = back.Count(alert => alert.ClearedBy == ClearedBy.Reconciliation);
        if (offline > 0) body.Add($"ℹ️ {say.Words.Offline.ClearedOffline(offline)}");
        body.AddRange(model.Summaries.Select(summary => $"ℹ️ {FactLines.Summary(summary, model.Now, say)}"));
        return IncidentTemplate.Render(TemplateName.Recovery, model, Head(model, counts, end, say), body, say, templates);
    }

    private static string Head(IncidentModel model, (long Back, long Total, long Remaining) counts, DateTimeOffset end, Phrasing say)
    {
        var words = say.Words.Recovery;
        var duration = say.Duration(end - DbTime.Time(model.Alerts.Min(alert => alert.RaisedMs)));
        var back = counts.Total <= 1 ? "" : $": {words.Back(counts.Back, counts.Total)}" + (counts.Remaining == 0 ? "" : $", {words.Remaining(counts.Remaining)}");
        var clock = (ClockTrust.IsOff(model) ? "~" : "") + say.Clock(end, model.Now);
        return $"🟢 #{model.Number} {Place.Site(model.Site, model.SiteTitle)}{Verdict.Where(model, Once(model.Alerts), say)} {words.Restored(duration)}{back}, {clock}";
    }

    /// <summary>Who speaks of being back: the ONUs where they are known one by one, else what was told. Their sessions and terminals are the same customers once more.</summary>
    private static List<Alert> People(IncidentModel model)
    {
        var all = Once(model.Alerts.Concat(model.Children.Where(child => !AlertScope.IsRestart(child))));
        var onus = all.Where(AlertKind.IsOnu).ToList();
        return [.. (onus.Count > 0 ? [.. onus, .. all.Where(alert => !AlertKind.IsOnu(alert) && !AlertKind.IsCut(alert) && !Consequences.Is(alert))] : all)
            .OrderBy(alert => alert.Device, NaturalOrder.Instance).ThenBy(alert => alert.Entity, NaturalOrder.Instance)];
    }

    /// <summary>Each identity once: an alert that came twice is one thing to people, from its first raise to its last clear.</summary>
    private static List<Alert> Once(IEnumerable<Alert> alerts) => [.. alerts.GroupBy(alert => alert.Identity)
        .Select(same => same.MinBy(alert => alert.Id)! with { ClearedMs = same.Any(alert => alert.IsOpen) ? null : same.Max(alert => alert.ClearedMs) })];

    /// <summary>How many are back, of how many, and how many are not.</summary>
    public static (long Back, long Total, long Remaining) Counts(IncidentModel model)
    {
        var people = People(model);
        var remaining = people.Count(alert => alert.IsOpen);
        var cuts = Once(model.Alerts).Where(AlertKind.IsCut).ToList();
        if (people.Any(AlertKind.IsOnu) || cuts.Count == 0) return (people.Count - remaining, people.Count, remaining);
        var (lost, left) = (cuts.Sum(Lost), cuts.Sum(cut => AlertKind.CountAtEnd(cut, "remaining")));
        return lost == 0 ? (people.Count - remaining, people.Count, remaining) : (Math.Max(0, lost - left), lost, left);
    }

    private static long Lost(Alert cut) => new[] { AlertKind.CountAtEnd(cut, "lost"), AlertKind.Count(cut, "lost"), AlertKind.Count(cut, "down") }.FirstOrDefault(count => count > 0);

    private static DateTimeOffset End(IncidentModel model, List<Alert> back)
    {
        var cleared = model.Alerts.Concat(back).Max(alert => alert.ClearedMs);
        return cleared is { } ms ? DbTime.Time(ms) : model.ClosedAt ?? model.Now;
    }

    private static string Named(List<Alert> remaining, IncidentModel model, Phrasing say)
    {
        var names = remaining.Take(DeviceSections.Named).Select(alert => AlertLines.Short(alert, say)).ToList();
        if (names.Count == 0) names = [.. model.Alerts.Where(AlertKind.IsCut).SelectMany(cut => DeviceSections.Names(cut.ClearLabels)).Take(DeviceSections.Named)];
        if (names.Count == 0) return "";
        var more = remaining.Count > names.Count ? $" {say.Words.Messages.More(remaining.Count - names.Count)}" : "";
        return $": {string.Join(", ", names)}{more}";
    }

    /// <summary>Where the way they came back showed another cause than the one that was told.</summary>
    private static string? TurnedOut(IncidentModel model, Phrasing say)
    {
        foreach (var cut in model.Alerts.Where(AlertKind.IsCut))
        {
            var told = say.Cause(cut.ClearLabels.GetValueOrDefault("told_cause") ?? cut.Labels.GetValueOrDefault("cause"));
            if (told is not null && say.Cause(cut.ClearLabels.GetValueOrDefault("cause")) is { } known && told != known) return say.Words.Recovery.TurnedOut(known.Name, told.Name);
        }

        return null;
    }
}
