using EdgeNoc.Common.Events;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

/// <summary>Events as an agent makes them. Without a time they happen when they are sent.</summary>
internal static class SiteEvents
{
    public static EdgeEvent Unreachable(string device, EventState state = Raised) => Make(EventKinds.DeviceUnreachable, state, device, "device", Severity.Critical);

    public static EdgeEvent MainsLost(EventState state = Raised) => Make(EventKinds.MainsLost, state, "site", "mains", Severity.High);

    public static EdgeEvent PonDown(string pon, EventState state = Raised, DateTimeOffset at = default, string cause = "fibre_cut") => Make(
        EventKinds.PonDown, state, "olt-1", $"pon/{pon}", Severity.Critical,
        state == Raised ? new() { ["down"] = 28, ["lost"] = 28, ["total"] = 32 } : new() { ["lost"] = 28, ["back"] = 28, ["remaining"] = 0, ["total"] = 32, ["down_s"] = 60 },
        new() { ["pon"] = pon, ["cause"] = cause }, state == Raised ? null : "recovered", at);

    public static EdgeEvent PowerOutage(string site, EventState state, int down, int total) => Make(
        EventKinds.AreaPowerOutage, state, "site", $"area/{site}", Severity.Medium,
        new() { ["down"] = down, ["lost"] = down, ["total"] = total, ["power_off"] = down, ["pons"] = 16, ["olts"] = 2 }, new() { ["area"] = site, ["cause"] = "power" });

    public static EdgeEvent Onu(int number, EventState state, string pon = "0/3", string olt = "olt-1", string reason = "timeout", string? parent = null) => Make(
        EventKinds.OnuDown, state, olt, $"onu/{pon}:{number}", Severity.Low, new() { ["rx_dbm"] = -20, ["distance_m"] = 1000 + number },
        parent is null ? new() { ["pon"] = pon, ["name"] = $"CLIENT-{number:000}" } : new() { ["pon"] = pon, ["name"] = $"CLIENT-{number:000}", ["parent"] = parent },
        state == Raised ? reason : null);

    public static EdgeEvent Flapping(int number, EventState state, string pon = "0/3") => Make(
        "onu.flapping", state, "olt-1", $"onu/{pon}:{number}", Severity.Low, new() { ["transitions"] = 5, ["window_s"] = 900 }, new() { ["pon"] = pon, ["name"] = $"CLIENT-{number:000}" });

    /// <summary>The ONUs of several PONs of one OLT.</summary>
    public static IEnumerable<EdgeEvent> Onus(EventState state, string olt, int pons, int perPon, string parent) =>
        from pon in Enumerable.Range(1, pons)
        from number in Enumerable.Range(1, perPon)
        select Onu(number, state, $"0/{pon}", olt, "dying_gasp", parent);

    private static EdgeEvent Make(
        string kind, EventState state, string device, string entity, Severity severity, Dictionary<string, double>? values = null, Dictionary<string, string>? labels = null,
        string? reason = null, DateTimeOffset at = default) =>
        new(Guid.CreateVersion7(), kind, state, device, entity, severity, at, reason, values ?? [], labels ?? [], TimeQuality.Synced);
}
