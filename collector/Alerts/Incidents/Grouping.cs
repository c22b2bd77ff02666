using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Alerts of one cause that are not told yet.</summary>
/// <param name="Device">The scope of their incident: a device, or <c>site</c>.</param>
/// <param name="Entity">Within the device.</param>
/// <param name="Members">What stands; empty: it is all over already.</param>
/// <param name="Over">What was part of it and is over.</param>
internal sealed record AlertGroup(string Device, string Entity, IReadOnlyList<Alert> Members, IReadOnlyList<Alert> Over)
{
    public long FirstMs => Members.Concat(Over).Min(alert => alert.WaitsSinceMs);
}

/// <summary>Finds what belongs together: a site without power or without several of its boxes, several PONs of an OLT, a PON, a device.</summary>
internal static class Grouping
{
    /// <summary>When a group is told: the wait counts from its first alert. A time before that first alert means that the clock was set back: then at once.</summary>
    public static DateTimeOffset Due(long firstSeenMs, TimeSpan wait, DateTimeOffset now)
    {
        var first = DbTime.Time(firstSeenMs);
        return now < first ? now : first + wait;
    }

    /// <summary>The groups of what waits at a site and is hidden by nothing. What is over already counts for the wait: who flaps is told, too.</summary>
    public static IReadOnlyList<AlertGroup> Form(IReadOnlyList<Alert> waiting)
    {
        var open = waiting.Where(alert => alert.IsOpen).ToList();
        var whole = new Wholes(open);
        var over = waiting.Where(alert => !alert.IsOpen).ToLookup(whole.ScopeOf);
        var groups = open.GroupBy(whole.ScopeOf).Select(group => Group(group.Key, [.. group], [.. over[group.Key]])).ToList();
        var told = open.Select(whole.ScopeOf).ToHashSet();
        groups.AddRange(over.Where(group => !told.Contains(group.Key)).Select(group => new AlertGroup(group.Key.Device, group.Key.Entity, [], [.. group])));
        return groups;
    }

    private static AlertGroup Group((string Device, string Entity) scope, List<Alert> members, List<Alert> over) =>
        members.Count == 1 && !AlertScope.IsSiteCause(members[0])
            ? new AlertGroup(members[0].Device, members[0].Entity, members, over)
            : new AlertGroup(scope.Device, scope.Entity, members, over);

    /// <summary>What is hit as a whole, among what is open.</summary>
    private sealed class Wholes(List<Alert> open)
    {
        private readonly bool _site = open.Count(alert => alert.Kind == EventKinds.DeviceUnreachable) > 1;
        private readonly bool _onts = open.Count(alert => alert.Kind == EventKinds.OntDown) > 1;

        private readonly HashSet<string> _olts =
        [
            .. open.Where(AlertScope.IsPon).Select(alert => (alert.Device, Pon: AlertScope.Pon(alert))).Distinct()
                .GroupBy(pon => pon.Device, StringComparer.Ordinal).Where(olt => olt.Count() > 1).Select(olt => olt.Key),
        ];

        public (string Device, string Entity) ScopeOf(Alert alert) => alert switch
        {
            _ when AlertScope.IsSiteCause(alert) => (AlertScope.Site, AlertScope.Whole),
            { Kind: EventKinds.DeviceUnreachable } when _site => (AlertScope.Site, AlertScope.Whole),
            { Kind: EventKinds.OntDown } when _onts => (AlertScope.Site, AlertScope.Onts),
            { Device: AlertScope.Site } => (alert.Device, alert.Entity),
            _ when AlertScope.IsPon(alert) && _olts.Contains(alert.Device) => (alert.Device, AlertScope.Whole),
            _ when AlertScope.Pon(alert) is { } pon => (alert.Device, $"pon/{pon}"),
            _ => (alert.Device, AlertScope.Whole),
        };
    }
}
