using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Incidents;

/// <summary>A line of what happened.</summary>
/// <param name="At">When.</param>
/// <param name="What">In the viewer's words.</param>
/// <param name="Text">What somebody wrote; null: nobody did.</param>
/// <param name="Look"><c>bad</c>, <c>good</c>, <c>people</c> or nothing.</param>
internal sealed record TimelineEntry(DateTimeOffset At, string What, string? Text, string Look);

/// <summary>An incident from its beginning on, the oldest first: what failed and came back, what was decided, what people did. Pure.</summary>
internal static class IncidentTimeline
{
    /// <summary>Many of a kind within so long are one line: a cut fibre takes a second to darken thirty ONUs.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(60);

    private const int NamedAtMost = 3;

    /// <summary>What people did has its own lines; what concerns one alert or one message is listed below.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "acknowledged", "unacknowledged", "widened", "escalated", "update_told", "reminder_told", "hastened", "unreached", "nobody_to_tell", "left_over", "recovery_told", "recovery_untold",
    };

    public static IReadOnlyList<TimelineEntry> Of(IncidentDetail detail, Viewer viewer)
    {
        var alerts = detail.Alerts.Concat(detail.Children).ToList();
        var lines = new List<TimelineEntry>();
        lines.AddRange(Group(alerts, alert => alert.Since, viewer, IncidentText.Began, "bad"));
        lines.AddRange(Group([.. alerts.Where(alert => alert.ClearedAt is not null)], alert => alert.ClearedAt!.Value, viewer, IncidentText.Ended, "good"));
        lines.AddRange(Decided(detail.Decisions, viewer));
        lines.AddRange(detail.Notes.Select(note => Noted(note, viewer)));
        lines.AddRange(detail.Mutes.Select(mute => new TimelineEntry(mute.At, viewer.Say(IncidentText.Muted, mute.Author, viewer.Phrasing.Clock(mute.Until, viewer.Now)), null, "people")));
        if (detail.Incident.ClosedAt is { } closed) lines.Add(new TimelineEntry(closed, viewer.Say(IncidentText.ClosedAt), null, "good"));
        return [.. lines.OrderBy(line => line.At)];
    }

    private static IEnumerable<TimelineEntry> Group(IReadOnlyList<AlertView> alerts, Func<AlertView, DateTimeOffset> at, Viewer viewer, Word word, string look)
    {
        foreach (var kind in alerts.GroupBy(alert => alert.Kind, StringComparer.Ordinal))
        {
            List<AlertView> some = [];
            foreach (var alert in kind.OrderBy(at))
            {
                if (some.Count > 0 && at(alert) - at(some[0]) > Together)
                {
                    yield return Line(some);
                    some = [];
                }

                some.Add(alert);
            }

            yield return Line(some);
        }

        TimelineEntry Line(List<AlertView> some)
        {
            var first = some[0];
            var what = $"{viewer.Phrasing.Noun(first.Kind, some.Count)} {viewer.Phrasing.Condition(first.Kind, null)}";
            if (some.Count > 1) what = viewer.Say(IncidentText.Several, viewer.Number(some.Count), what);
            var named = some.Count <= NamedAtMost ? $" ({string.Join(", ", some.Select(Name))})" : "";
            return new TimelineEntry(at(first), $"{what}{named} {viewer.Say(word)}", null, look);
        }
    }

    private static string Name(AlertView alert) => alert.Labels.GetValueOrDefault("name") ?? (alert.Entity == "device" ? alert.Device : $"{alert.Device} {alert.Entity}");

    /// <summary>The same to several people at once is one line.</summary>
    private static IEnumerable<TimelineEntry> Decided(IReadOnlyList<DecisionView> decisions, Viewer viewer) =>
        from decision in decisions
        where Shown.Contains(decision.Decision)
        group decision by (decision.Decision, decision.At) into same
        let names = same.Select(one => one.Recipient ?? (one.Decision is "acknowledged" or "unacknowledged" ? one.Detail : null)).Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.Ordinal)
        select new TimelineEntry(
            same.Key.At, $"{viewer.Say(DecisionText.OfDecision(same.Key.Decision))}{(string.Join(", ", names) is { Length: > 0 } who ? $": {who}" : "")}", null,
            same.Key.Decision is "acknowledged" or "unacknowledged" ? "people" : "");

    private static TimelineEntry Noted(NoteView note, Viewer viewer) => note.Kind switch
    {
        "assigned" => new TimelineEntry(note.At, viewer.Say(IncidentText.Gave, note.Author, note.Text), null, "people"),
        "unassigned" => new TimelineEntry(note.At, viewer.Say(IncidentText.TookBack, note.Author), null, "people"),
        _ => new TimelineEntry(note.At, viewer.Say(IncidentText.Wrote, note.Author), note.Text, "people"),
    };
}
