using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Inhibition;

/// <summary>
/// What hides what: <c>noc.isolated</c> > power > <c>agent.offline</c> > OLT > PON > ONU. A hidden alert is listed below what hides it and told by itself
/// only when that is over and it still stands.
/// </summary>
internal static class Inhibition
{
    /// <summary>Boxes that fall silent within this of a loss of power fell silent because of it.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    private const string Power = "power";

    /// <summary>For each alert that is hidden, the one that hides it: the highest that does.</summary>
    /// <param name="open">All that stands at one site.</param>
    /// <param name="isolation">The office is cut off: silent sites prove nothing.</param>
    public static Dictionary<long, Alert> Decide(IReadOnlyList<Alert> open, Alert? isolation)
    {
        var power = open.Where(AlertScope.IsPowerCause).ToList();
        var offline = open.FirstOrDefault(alert => alert.Kind == EventKinds.AgentOffline);
        var unreachable = open.Where(alert => alert.Kind == EventKinds.DeviceUnreachable).ToLookup(alert => alert.Device, StringComparer.Ordinal);
        var pons = open.Where(AlertScope.IsPon).ToLookup(alert => (alert.Device, AlertScope.Pon(alert)));
        var hiders = new Dictionary<long, Alert>();
        foreach (var alert in open)
        {
            var hider = ByPower(alert, power) ?? ByOffice(alert, isolation) ?? ByAgent(alert, offline)
                ?? unreachable[alert.Device].FirstOrDefault(olt => olt.Id != alert.Id)
                ?? (IsExplainedByPon(alert) ? pons[(alert.Device, AlertScope.Pon(alert))].FirstOrDefault() : null);
            if (hider is not null) hiders[alert.Id] = hider;
        }

        foreach (var alert in open.Where(alert => Consequences.Is(alert) && !hiders.ContainsKey(alert.Id)))
        {
            if (Consequences.CauseOf(alert, open, hiders) is { } cause) hiders[alert.Id] = cause;
        }

        return hiders;
    }

    /// <summary>What hides comes before what it may hide.</summary>
    public static int Level(Alert alert) => alert switch
    {
        { Kind: EventKinds.NocIsolated } => 0,
        _ when AlertScope.IsPowerCause(alert) => 1,
        { Kind: EventKinds.AgentOffline } => 2,
        { Kind: EventKinds.DeviceUnreachable } => 3,
        _ when AlertScope.IsPon(alert) => 4,
        _ => 5,
    };

    private static Alert? ByPower(Alert alert, List<Alert> power)
    {
        if (power.Count == 0) return null;

        // Of several signs of the same loss the first is told.
        if (AlertScope.IsPowerCause(alert)) return power.FirstOrDefault(other => other.Id < alert.Id && AreTogether(other, alert));
        return alert.Kind switch
        {
            EventKinds.AgentOffline or EventKinds.DeviceUnreachable or EventKinds.OntDown => power.FirstOrDefault(cause => AreTogether(cause, alert)),
            _ when AlertScope.IsRestart(alert) => power[0],
            EventKinds.OnuDown when alert.Reason == "dying_gasp" => power[0],
            EventKinds.OnuDown => power.FirstOrDefault(cause => cause.Entity == alert.Labels.GetValueOrDefault("parent")),
            EventKinds.PonDown or EventKinds.PonPartial when alert.Labels.GetValueOrDefault("cause") == Power => power[0],
            _ => null,
        };
    }

    private static Alert? ByOffice(Alert alert, Alert? isolation) => alert.Kind == EventKinds.AgentOffline ? isolation : null;

    /// <summary>Of a silent site nothing is known, but why it may be silent.</summary>
    private static Alert? ByAgent(Alert alert, Alert? offline) => alert.Source == AlertSource.Agent && !AlertScope.IsSiteCause(alert) ? offline : null;

    /// <summary>A loop or a refused ONU is no consequence of a cut.</summary>
    private static bool IsExplainedByPon(Alert alert) => AlertScope.IsOnu(alert) && alert.Kind is not (EventKinds.OnuLoop or EventKinds.OnuAuthFailed);

    private static bool AreTogether(Alert one, Alert other) => (one.Raised - other.Raised).Duration() <= Together;
}
