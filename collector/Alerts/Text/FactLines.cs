using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What is known of an incident as a whole, one fact a line.</summary>
internal static class FactLines
{
    private const int MaxDetail = 200;

    /// <summary>Cause and what to do about it, where the cut is, what a silent site said last.</summary>
    public static IEnumerable<string> Cause(IncidentModel model, Phrasing say)
    {
        var words = say.Words.Messages;
        if (CutFacts.Of(model) is { } cut)
        {
            if (say.Cause(Verdict.CauseOf(model)) is { } cause) yield return $"💡 {cause.Advice}";
            if (cut.Bracket is { KeptMaxM: { } kept } between) yield return $"📏 {Phrasing.Capital(words.CutBetween(say.Number(kept), say.Number(between.LostMinM)))}";
            else if (cut.Bracket is { } from) yield return $"📏 {Phrasing.Capital(words.LostFrom(say.Number(from.LostMinM)))}";
            if (SplitterFacts.Line(model, say) is { } splitters) yield return splitters;
            if (cut.Gasps > 0) yield return $"🔌 {words.Gasps(cut.Gasps, cut.Others)}";
        }

        foreach (var alert in model.Alerts)
        {
            if (alert.Kind == EventKinds.AgentOffline)
            {
                foreach (var fact in OfflineFacts.Of(alert, say)) yield return $"💡 {Phrasing.Capital(fact)}";
            }

            if (alert.Kind == AlertKind.Isolated) yield return $"💡 {say.Words.Offline.IsolatedAdvice}";
            if (alert.Kind == AlertKind.ChannelDown) yield return $"💡 {Phrasing.Capital(say.Words.Offline.ChannelDown)}";
            if (alert.Source != AlertSource.Collector) continue;
            if (say.Words.Catalogue.Remedies.GetValueOrDefault(alert.Reason ?? "") is { } remedy) yield return $"💡 {remedy}";

            // As whoever failed put it: in his language, not in the reader's.
            if (HostileText.Clean(alert.Labels.GetValueOrDefault("detail"), MaxDetail) is { Length: > 0 } detail) yield return $"💬 {detail}";
        }
    }

    /// <summary>Who has it, and what people wrote.</summary>
    public static IEnumerable<string> People(IncidentModel model, Phrasing say)
    {
        if (model.AckedBy is { } who) yield return $"👤 {Phrasing.Capital(say.Words.Messages.HasIt(HostileText.Clean(who, 48)))}";
        if (model.Note is { Length: > 0 } note) yield return $"📝 {HostileText.Clean(note, 200)}";
    }

    /// <summary>Why times may not be what they seem.</summary>
    public static IEnumerable<string> Clocks(IncidentModel model, Phrasing say)
    {
        if (ClockTrust.Line(model, say) is { } line) yield return $"🕒 {line}";
        if (say.UnknownZone is { } zone) yield return $"🕒 {say.Words.Messages.UnknownZone(zone)}";
    }

    /// <summary><c>while offline 02:10–03:40 WIB: 3 ONUs went down and came back</c>.</summary>
    public static string Summary(OfflineSummary summary, DateTimeOffset now, Phrasing say)
    {
        var words = say.Words.Offline;
        var counts = summary.Counts.Select(count => $"{say.Number(count.Count)} {say.Noun(count.Kind, count.Count)} "
            + (AlertKind.IsOutage(count.Kind) ? words.DownAndBack(count.Count) : words.HadForATime(count.Count, say.Condition(count.Kind, null))));
        return $"{words.WhileOffline(SiteTime.Span(summary.From, summary.To, now, say.Zone))}: {string.Join(", ", counts)}";
    }
}
