using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

/// <summary>The events that an agent sends when something large happens to its POP, numbered so that each can be told from its neighbours.</summary>
internal static class Plant
{
    public static EdgeEvent PonDown(this Story story, string pon, EventState state, int down, int total = 32, string cause = "fibre_cut", string olt = "olt-1", DateTimeOffset? at = null) => story.Event(
        "pon.down", state, olt, $"pon/{pon}", Severity.Critical, at, values: new() { ["down"] = down, ["total"] = total }, labels: new() { ["pon"] = pon, ["cause"] = cause });

    public static EdgeEvent PonBack(this Story story, string pon, int back, int lost, string olt = "olt-1") => story.Event(
        "pon.down", EventState.Cleared, olt, $"pon/{pon}", Severity.Critical, reason: "recovered",
        values: new() { ["lost"] = lost, ["back"] = back, ["remaining"] = lost - back }, labels: new() { ["pon"] = pon, ["cause"] = "fibre_cut" });

    public static EdgeEvent PowerOutage(this Story story, EventState state, int down, int total) => story.Event(
        "area.power_outage", state, "site", "area/demo-pop", Severity.Medium,
        values: new() { ["down"] = down, ["total"] = total, ["power_off"] = down }, labels: new() { ["area"] = "demo-pop", ["cause"] = "power" });

    public static EdgeEvent MainsLost(this Story story, EventState state, DateTimeOffset? at = null) => story.Event("site.mains_lost", state, "site", "mains", Severity.High, at);

    public static EdgeEvent Unreachable(this Story story, string device, EventState state) => story.Event("device.unreachable", state, device, "device", Severity.Critical);

    /// <summary>ONUs of several PONs of one OLT, numbered through.</summary>
    public static IEnumerable<EdgeEvent> Onus(this Story story, EventState state, int pons, int perPon, string reason, string olt = "olt-1") =>
        Enumerable.Range(1, pons).SelectMany(pon => Enumerable.Range(1, perPon).Select(n => story.Onu(n, state, $"0/{pon}", reason) with { Device = olt }));
}
