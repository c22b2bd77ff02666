using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Where an alert stands in a plant: site, device, PON, ONU.</summary>
internal static class AlertScope
{
    /// <summary>The device that stands for the POP itself.</summary>
    public const string Site = "site";

    /// <summary>The entity that stands for a whole device, or a whole site.</summary>
    public const string Whole = "device";

    /// <summary>The entity of all terminals that are pinged, at the device that stands for the POP.</summary>
    public const string Onts = "onts";

    /// <summary>The pseudo-site of the office's own alerts; no site can be called so.</summary>
    public const string Office = "_noc";

    /// <summary>The OLT's own name of the PON that the alert is about or below; null for anything else.</summary>
    public static string? Pon(Alert alert)
    {
        var entity = alert.Entity;
        if (entity.StartsWith("pon/", StringComparison.Ordinal)) return entity[4..];
        if (!entity.StartsWith("onu/", StringComparison.Ordinal)) return null;
        var colon = entity.LastIndexOf(':');
        return colon > 4 ? entity[4..colon] : alert.Labels.GetValueOrDefault("pon") is { Length: > 0 } pon ? pon : null;
    }

    /// <summary>About one customer's terminal.</summary>
    public static bool IsOnu(Alert alert) => alert.Kind.StartsWith("onu.", StringComparison.Ordinal);

    public static bool IsPon(Alert alert) => alert.Kind is EventKinds.PonDown or EventKinds.PonPartial;

    /// <summary>Explains a whole site by itself.</summary>
    public static bool IsSiteCause(Alert alert) => alert.Kind is EventKinds.AgentOffline || IsPowerCause(alert);

    /// <summary>Something started anew: after an outage that is how it ended.</summary>
    public static bool IsRestart(Alert alert) => alert.Kind is "device.rebooted" or "agent.unclean_restart";

    public static bool IsPowerCause(Alert alert) => alert.Kind is EventKinds.MainsLost or EventKinds.AreaPowerOutage;
}
