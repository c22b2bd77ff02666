using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>What becomes of a site's open group at its flush.</summary>
/// <param name="Members">The alerts of the new incident; empty: none is opened.</param>
/// <param name="Over">Alerts that are over already: told to nobody.</param>
/// <param name="SummariesAlone">With no incident to go with, these summaries are a message by themselves.</param>
/// <param name="SummariesSilent">And these are kept only.</param>
internal sealed record Flush(
    IReadOnlyList<Alert> Members, IReadOnlyList<Alert> Over, IReadOnlyList<WaitingSummary> SummariesAlone, IReadOnlyList<WaitingSummary> SummariesSilent);

/// <summary>The open group of a site: what was raised since its last message, told together.</summary>
internal static class Grouping
{
    /// <summary>When the group is told: the wait counts from its first alert. A time before that first alert means that the clock was set back: then at once.</summary>
    public static DateTimeOffset Due(long firstSeenMs, TimeSpan wait, DateTimeOffset now)
    {
        var first = DbTime.Time(firstSeenMs);
        return now < first ? now : first + wait;
    }

    /// <summary>Decides at the flush. A summary travels with the incident; alone it is worth a message only from high severity on.</summary>
    public static Flush Decide(IReadOnlyList<Alert> waiting, IReadOnlyList<WaitingSummary> summaries)
    {
        var members = waiting.Where(alert => alert.IsOpen).ToList();
        var over = waiting.Where(alert => !alert.IsOpen).ToList();
        if (members.Count > 0) return new Flush(members, over, [], []);
        var grave = summaries.ToLookup(summary => summary.Severity >= Severity.High);
        return new Flush(members, over, [.. grave[true]], [.. grave[false]]);
    }
}
