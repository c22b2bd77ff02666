using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What texts tell apart.</summary>
internal static class AlertKind
{
    public const string DyingGasp = "dying_gasp";
    public const string AreaOutage = "area.power_outage";
    public const string Isolated = "noc.isolated";
    public const string ChannelDown = "channel.down";

    /// <summary>About one ONU.</summary>
    public static bool IsOnu(Alert alert) => alert.Kind.StartsWith("onu.", StringComparison.Ordinal);

    /// <summary>About many ONUs at once, with a cause and counts.</summary>
    public static bool IsCut(Alert alert) => alert.Kind is "pon.down" or "pon.partial" or AreaOutage;

    /// <summary>While it stood, something was away; other kinds only lasted.</summary>
    public static bool IsOutage(string kind) =>
        kind.EndsWith("down", StringComparison.Ordinal) || kind is EventKinds.DeviceUnreachable or EventKinds.AgentOffline or "pon.partial" or AreaOutage or "database.unavailable";

    /// <summary>A count among the values; 0 when it is missing or makes no sense.</summary>
    public static long Count(Alert alert, string name) => Count(alert.Values, name);

    /// <summary>The same of what its end said.</summary>
    public static long CountAtEnd(Alert alert, string name) => Count(alert.ClearValues, name);

    private static long Count(IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out var value) && value is > 0 and < 1e9 ? (long)Math.Round(value) : 0;
}
