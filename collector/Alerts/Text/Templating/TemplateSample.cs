using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>What templates are tried on before they are kept: a fibre cut of 28 of 32 ONUs in a site of two OLTs.</summary>
internal static class TemplateSample
{
    public const long Number = 17;

    private static readonly DateTimeOffset At = new(2026, 11, 20, 20, 12, 11, TimeSpan.Zero);

    /// <summary>The fields that a template of this name is filled with.</summary>
    public static IReadOnlyDictionary<string, object> Fields(TemplateName name, string language)
    {
        var style = new MessageStyle(language, SiteTime.Zone(language == "pt" ? "America/Sao_Paulo" : "Asia/Jakarta").Zone);
        var say = new Phrasing(style);
        return name switch
        {
            TemplateName.Digest => Digest(style, say),
            TemplateName.Hourly or TemplateName.Daily => Report(Network(style), style),
            _ => Incident(name, Model(name == TemplateName.Recovery), style),
        };
    }

    /// <summary>The fields of a text about an incident, whichever it is.</summary>
    public static IReadOnlyDictionary<string, object> Incident(TemplateName name, IncidentModel model, MessageStyle style)
    {
        var text = name switch
        {
            TemplateName.Recovery => MessageText.Recovery(model, style),
            TemplateName.Update => MessageText.Update(model, style),
            TemplateName.Reminder => MessageText.Reminder(model, style),
            _ => MessageText.Problem(model, style),
        };
        var lines = text.Split('\n');
        return IncidentTemplate.Fields(model, lines[0], lines[1..], new Phrasing(style));
    }

    /// <summary>The same of a report.</summary>
    public static IReadOnlyDictionary<string, object> Report(NetworkReport model, MessageStyle style)
    {
        var lines = ReportText.Of(model, style).Split('\n');
        return ReportText.Fields(model, lines[0], lines[1..], new Phrasing(style));
    }

    /// <summary>The incident itself; at a recovery two ONUs are still down.</summary>
    public static IncidentModel Model(bool isOver) => new()
    {
        Number = Number,
        Site = "kdr-03",
        SiteTitle = "Kediri 3",
        Severity = Severity.Critical,
        Cause = "fibre_cut",
        Device = "olt-1",
        Entity = "pon/0/3",
        Olts = 2,
        Alerts = [Cut(isOver)],
        Children = [.. Enumerable.Range(1, 28).Select(number => Onu(number, isOver && number <= 26))],
        Since = At,
        Now = At.AddMinutes(isOver ? 40 : 1),
        ClosedAt = isOver ? At.AddMinutes(40) : null,
        AckedBy = "Budi",
        Note = "ODP 12",
    };

    private static IReadOnlyDictionary<string, object> Digest(MessageStyle style, Phrasing say)
    {
        List<DigestItem> items = [.. Enumerable.Range(1, 3).Select(number => new DigestItem(number, $"KDR-0{number}", Severity.Critical, false, $"🔴 #{number} KDR-0{number} PON 0/{number}"))];
        var lines = DigestText.Of(items, At, style).Split('\n');
        return DigestText.Fields(items, 3, lines[0], lines[1..], At, say);
    }

    private static NetworkReport Network(MessageStyle style) => new()
    {
        At = At,
        Olts =
        [
            .. Enumerable.Range(1, 3).Select(number => new OltFigures(
                $"kdr-0{number}", $"KDR-0{number}", "olt-1", 50, 48 + (number % 3), 38 + (number * 4), -20 - (number * 2), number == 3 ? new Staleness(At.AddHours(-1)) : null)),
        ],
        Routers = [new RouterFigures("kdr-01", "KDR-01", "router-1", 118, 131, 45, 60, false, null)],
        OpenIncidents = [new OpenIncidentLine(Number, MessageText.FirstLine(Model(isOver: false), style))],
    };

    private static Alert Cut(bool isOver) => new()
    {
        Id = 1, Site = "kdr-03", Device = "olt-1", Entity = "pon/0/3", Kind = "pon.down", Severity = Severity.Critical,
        ValuesJson = FlatJson.Write(new Dictionary<string, double>(StringComparer.Ordinal) { ["down"] = 28, ["lost"] = 28, ["total"] = 32, ["los"] = 28, ["lost_min_m"] = 1240, ["kept_max_m"] = 1180 }),
        LabelsJson = FlatJson.Write(new Dictionary<string, string>(StringComparer.Ordinal) { ["pon"] = "0/3", ["cause"] = "fibre_cut" }),
        RaisedMs = DbTime.Ms(At), SeenMs = DbTime.Ms(At), ClearedMs = isOver ? DbTime.Ms(At.AddMinutes(40)) : null,
    };

    private static Alert Onu(int number, bool isOver) => new()
    {
        Id = 1 + number, Site = "kdr-03", Device = "olt-1", Entity = $"onu/0/3:{number}", Kind = "onu.down", Severity = Severity.Low, Reason = "timeout",
        ValuesJson = FlatJson.Write(new Dictionary<string, double>(StringComparer.Ordinal) { ["rx_dbm"] = -20 - (number * 0.25), ["distance_m"] = 1230 + (number * 10), ["temp_c"] = 40 + (number % 5) }),
        LabelsJson = FlatJson.Write(new Dictionary<string, string>(StringComparer.Ordinal) { ["pon"] = "0/3", ["name"] = $"CLIENT-{number:000}", ["mac"] = $"00:1A:2B:3C:4D:{number:X2}" }),
        RaisedMs = DbTime.Ms(At), SeenMs = DbTime.Ms(At), ClearedMs = isOver ? DbTime.Ms(At.AddMinutes(30).AddSeconds(number)) : null,
    };
}
