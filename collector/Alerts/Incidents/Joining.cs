using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Where a late alert belongs.</summary>
/// <param name="Incident">The open incident of its cause.</param>
/// <param name="Widens">With it the incident is about the whole site.</param>
internal sealed record Joined(Incident Incident, bool Widens);

/// <summary>Finds the open incident that a new alert is part of: one of the same cause around it.</summary>
internal static class Joining
{
    /// <summary>Null: it is something of its own.</summary>
    /// <param name="alert">Open, hidden by nothing, in no incident.</param>
    /// <param name="open">The open incidents of its site with their members.</param>
    public static Joined? Find(Alert alert, IReadOnlyList<(Incident Incident, IReadOnlyList<Alert> Members)> open)
    {
        foreach (var (incident, members) in open)
        {
            if (Belongs(alert, incident, members)) return new Joined(incident, Widens: false);
        }

        if (alert.Kind != EventKinds.DeviceUnreachable) return null;
        var alone = open.FirstOrDefault(one => one.Members.Any(member =>
            member is { Kind: EventKinds.DeviceUnreachable, IsOpen: true, IsChild: false } && (member.Raised - alert.Raised).Duration() <= Inhibition.Inhibition.Together));
        return alone.Incident is null ? null : new Joined(alone.Incident, Widens: true);
    }

    private static bool Belongs(Alert alert, Incident incident, IReadOnlyList<Alert> members)
    {
        var isSite = incident is { Device: AlertScope.Site, Entity: AlertScope.Whole };
        if (AlertScope.IsSiteCause(alert)) return isSite;
        if (AlertScope.IsRestart(alert)) return members.Any(member => Explains(member, alert));
        var pon = AlertScope.Pon(alert);
        return alert switch
        {
            { Kind: EventKinds.DeviceUnreachable } => isSite && members.Any(member => member is { IsOpen: true, IsChild: false, Kind: EventKinds.DeviceUnreachable }),
            { Kind: EventKinds.OntDown } => incident is { Device: AlertScope.Site, Entity: AlertScope.Onts },
            _ when pon is null => false,
            _ when AlertScope.IsPon(alert) => incident.Device == alert.Device && (incident.Entity == $"pon/{pon}" || IsOfPons(incident, members)),
            _ => incident.Device == alert.Device && (incident.Entity == $"pon/{pon}" || incident.Entity == alert.Entity),
        };
    }

    /// <summary>A start after an outage, over or not: of the site, or of the box itself.</summary>
    private static bool Explains(Alert outage, Alert start) =>
        AlertScope.IsSiteCause(outage) || (outage.Kind == EventKinds.DeviceUnreachable && outage.Device == start.Device);

    private static bool IsOfPons(Incident incident, IReadOnlyList<Alert> members) =>
        incident.Entity == AlertScope.Whole && members.Where(member => !member.IsChild).All(AlertScope.IsPon);
}
