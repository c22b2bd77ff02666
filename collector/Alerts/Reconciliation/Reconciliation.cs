using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>An event that came too late to page or to heal.</summary>
internal sealed record LateEvent(string Id, AlertIdentity Identity, EventState State, Severity Severity, DateTimeOffset At);

/// <summary>What to do so that the collector's open alerts are the site's.</summary>
/// <param name="Open">What stands and the collector did not know.</param>
/// <param name="Close">What the collector holds open and the site no longer has, with the best known time of its end.</param>
/// <param name="Summary">What came and went unseen; null when nothing did.</param>
/// <param name="Accounted">The late events that are dealt with by this.</param>
internal sealed record Reconciled(
    IReadOnlyList<NewAlert> Open,
    IReadOnlyList<(AlertIdentity Identity, DateTimeOffset At)> Close,
    OfflineSummary? Summary,
    IReadOnlyList<LateEvent> Accounted);

/// <summary>Compares a site's own account of its alerts with the collector's.</summary>
internal static class Reconciliation
{
    /// <summary>Decides.</summary>
    /// <param name="snapshot">What stands at the site.</param>
    /// <param name="open">What the collector holds open of what the site's agent raised.</param>
    /// <param name="changedSince">What events newer than the snapshot speak of: there the snapshot is out of date, and a newer one will come.</param>
    /// <param name="late">Late events not yet dealt with, in the order in which they came.</param>
    public static Reconciled Decide(Snapshot snapshot, IReadOnlyList<AlertIdentity> open, IReadOnlySet<AlertIdentity> changedSince, IReadOnlyList<LateEvent> late)
    {
        var accounted = late.Where(e => !changedSince.Contains(e.Identity)).ToList();
        var standing = snapshot.Alerts.Select(alert => alert.Identity).ToHashSet();
        var known = open.ToHashSet();
        var toOpen = snapshot.Alerts.Where(alert => !known.Contains(alert.Identity) && !changedSince.Contains(alert.Identity)).ToList();
        var toClose = open.Where(identity => !standing.Contains(identity) && !changedSince.Contains(identity))
            .Select(identity => (identity, accounted.LastOrDefault(e => e.Identity == identity && e.State == EventState.Cleared)?.At ?? snapshot.At)).ToList();
        return new Reconciled(toOpen, toClose, OfflineSummary.Of(Untold(accounted, toOpen, toClose)), accounted);
    }

    /// <summary>The late events without those that a person hears of anyway: the raise of what still stands, the end of what was open.</summary>
    private static List<LateEvent> Untold(List<LateEvent> late, List<NewAlert> opened, List<(AlertIdentity Identity, DateTimeOffset At)> closed)
    {
        var untold = new List<LateEvent>(late);
        foreach (var alert in opened) RemoveLast(untold, alert.Identity, EventState.Raised);
        foreach (var (identity, _) in closed) RemoveLast(untold, identity, EventState.Cleared);
        return untold;
    }

    private static void RemoveLast(List<LateEvent> events, AlertIdentity identity, EventState state)
    {
        var index = events.FindLastIndex(e => e.Identity == identity && e.State == state);
        if (index >= 0) events.RemoveAt(index);
    }
}
