using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Alerts and incidents for texts: numbered, each another.</summary>
internal static class Samples
{
    /// <summary>03:12:11 in Kediri.</summary>
    public static readonly DateTimeOffset At = new(2026, 11, 19, 20, 12, 11, TimeSpan.Zero);

    public static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    public static readonly TimeZoneInfo SaoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static MessageStyle Style(string language) => new(language, language == "pt" ? SaoPaulo : Jakarta);

    public static Alert Onu(int number, string? reason = "timeout", string pon = "0/3", string device = "olt-1", Severity severity = Severity.Low) => New(
        1000 + number, "onu.down", device, $"onu/{pon}:{number}", severity, reason,
        new() { ["rx_dbm"] = -20 - (number * 0.75), ["distance_m"] = 1200 + (number * 40), ["temp_c"] = 40 + (number % 7) },
        new() { ["pon"] = pon, ["name"] = $"CLIENT-{number:000}", ["mac"] = $"00:1A:2B:3C:4D:{number:X2}" });

    public static Alert Pon(int id, string kind, string pon, string cause, Dictionary<string, double> values, string device = "olt-1", string? names = null) => New(
        id, kind, device, $"pon/{pon}", kind == "pon.down" ? Severity.Critical : Severity.High, null, values,
        names is null ? new() { ["pon"] = pon, ["cause"] = cause } : new() { ["pon"] = pon, ["cause"] = cause, ["names"] = names });

    public static Alert New(
        int id, string kind, string device, string entity, Severity severity, string? reason = null, Dictionary<string, double>? values = null, Dictionary<string, string>? labels = null) => new()
        {
            Id = id, Site = "kdr-03", Device = device, Entity = entity, Kind = kind, Severity = severity, Reason = reason,
            ValuesJson = FlatJson.Write(values ?? []), LabelsJson = FlatJson.Write(labels ?? []), RaisedMs = DbTime.Ms(At), SeenMs = DbTime.Ms(At.AddSeconds(1)),
        };

    public static Alert Over(this Alert alert, double afterS, ClearedBy by = ClearedBy.Event) =>
        alert with { ClearedMs = DbTime.Ms(At.AddSeconds(afterS)), ClearSeenMs = DbTime.Ms(At.AddSeconds(afterS)), ClearedBy = by };

    public static IncidentModel Incident(IEnumerable<Alert> alerts, params IEnumerable<Alert> children)
    {
        List<Alert> leaders = [.. alerts];
        return new()
        {
            Number = 17, Site = "kdr-03", Severity = leaders.Max(alert => alert.Severity), Alerts = leaders, Children = [.. children],
            Since = leaders.Min(alert => alert.Raised), Now = At.AddSeconds(49), Olts = 1,
        };
    }

    /// <summary>28 of 32 ONUs of a PON, those from 1,240 m on.</summary>
    public static IncidentModel FibreCut() => Incident([Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(28))], Enumerable.Range(1, 28).Select(number => Onu(number)));

    public static Dictionary<string, double> CutValues(int down) =>
        new() { ["down"] = down, ["lost"] = down, ["total"] = 32, ["power_off"] = 0, ["los"] = down, ["lost_min_m"] = 1240, ["lost_max_m"] = 2320, ["kept_max_m"] = 1180, ["can_gasp"] = 25, ["pons"] = 1 };

    /// <summary>30 dying gasps over 4 PONs of two OLTs.</summary>
    public static IncidentModel PowerCut() => Incident(
        [
            New(1, "area.power_outage", "site", "area/kdr-03", Severity.Medium, null,
                new() { ["down"] = 30, ["lost"] = 30, ["total"] = 128, ["power_off"] = 29, ["los"] = 1, ["pons"] = 4, ["olts"] = 2 },
                new() { ["area"] = "Kediri 3", ["cause"] = "power", ["places"] = "olt-1 0/1, olt-1 0/2, olt-2 0/1, olt-2 0/2" }),
        ],
        Enumerable.Range(1, 30).Select(number => Onu(number, number == 30 ? "timeout" : "dying_gasp", $"0/{1 + (number % 2)}", number > 15 ? "olt-2" : "olt-1"))) with
    { Olts = 2 };
}
