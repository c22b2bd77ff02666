using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Inhibition;

/// <summary>
/// What a cut does besides to its ONUs: their customers' sessions end on the routers of the POP, and what is pinged behind them answers no more. The same
/// cause, so the same message.
/// </summary>
internal static class Consequences
{
    private const string SessionsDrop = "sessions.drop";

    // Some customers have two sessions, and a router counts those of other OLTs that end for their own reasons.
    private const double SessionsAnOnu = 1.5;

    /// <summary>They come back after their ONUs, in their own time.</summary>
    public static bool Is(Alert alert) => alert.Kind is SessionsDrop or EventKinds.OntDown;

    /// <summary>The cut, outage or silent OLT that explains an alert about something else; null: nothing does.</summary>
    /// <param name="alert">One that <see cref="Is"/> such a consequence.</param>
    /// <param name="open">All that stands at its site.</param>
    /// <param name="hiders">What hides those that were looked at before.</param>
    public static Alert? CauseOf(Alert alert, IReadOnlyList<Alert> open, IReadOnlyDictionary<long, Alert> hiders) =>
        alert.Kind == SessionsDrop ? CauseOfSessions(alert, open) : CauseOfTerminal(alert, open, hiders);

    /// <summary>Sessions are explained where no more are missing than hang behind the ONUs that were lost with them.</summary>
    private static Alert? CauseOfSessions(Alert drop, IReadOnlyList<Alert> open)
    {
        var causes = open.Where(cause => IsCut(cause) && (cause.Raised - drop.Raised).Duration() <= Inhibition.Together).OrderBy(Inhibition.Level).ToList();
        if (causes.Count == 0) return null;
        if (causes.Find(cause => cause.Kind == EventKinds.MainsLost) is { } mains) return mains;

        // An outage of an area counts what its PONs count once more.
        var areas = causes.Where(cause => cause.Kind == EventKinds.AreaPowerOutage).ToList();
        var lost = (areas.Count > 0 ? areas : causes.Where(AlertScope.IsPon)).Sum(cause => cause.Values.GetValueOrDefault("down"))
            + causes.Where(cause => cause.Kind == EventKinds.DeviceUnreachable).Sum(cause => cause.Values.GetValueOrDefault("onus"));
        var values = drop.Values;
        var missing = values.GetValueOrDefault("median", double.MaxValue) - values.GetValueOrDefault("active");
        return missing <= lost * SessionsAnOnu ? causes[0] : null;
    }

    /// <summary>A terminal is explained by what explains the ONU of the same name.</summary>
    private static Alert? CauseOfTerminal(Alert terminal, IReadOnlyList<Alert> open, IReadOnlyDictionary<long, Alert> hiders)
    {
        if (terminal.Labels.GetValueOrDefault("name") is not { Length: > 0 } name) return null;
        var onu = open.FirstOrDefault(alert => alert.Kind == EventKinds.OnuDown && hiders.ContainsKey(alert.Id) && name.Equals(alert.Labels.GetValueOrDefault("name"), StringComparison.OrdinalIgnoreCase));
        return onu is null ? null : hiders[onu.Id];
    }

    private static bool IsCut(Alert alert) => AlertScope.IsPon(alert) || AlertScope.IsPowerCause(alert) || alert.Kind == EventKinds.DeviceUnreachable;
}
