using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Hourly and daily reports.</summary>
internal static class ReportText
{
    private const int MaxOltLines = 100;
    private const int MaxRouterLines = 50;
    private const int MaxIncidents = 20;
    private const int MaxFields = 300;

    public static string Of(NetworkReport report, MessageStyle style, Templates? templates = null)
    {
        var say = new Phrasing(style);
        var (head, body) = (Head(report, say), Body(report, say));
        var name = report.Day is null ? TemplateName.Hourly : TemplateName.Daily;
        return templates?.Has(name, say.Words.Code) == true && templates.Render(name, say.Words.Code, Fields(report, head, body, say), null, "") is { } text
            ? text
            : $"{head}\n{string.Join('\n', body)}";
    }

    /// <summary>All fields of <see cref="TemplateFields"/>.</summary>
    public static IReadOnlyDictionary<string, object> Fields(NetworkReport report, string head, IReadOnlyList<string> body, Phrasing say) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["head"] = head,
        ["body"] = string.Join('\n', body),
        ["time"] = say.Full(report.At),
        ["total_olt"] = say.Number(report.Olts.Count),
        ["total_onu"] = say.Number(report.Total),
        ["online"] = say.Number(report.Online),
        ["online_pct"] = Percent(report.OnlinePercent, say),
        ["problems"] = say.Number(report.Problems),
        ["unknown"] = say.Number(report.Unknown),
        ["avg_temp"] = Tenths(report.MeanTempC, "°C", say),
        ["avg_rx"] = Tenths(report.MeanRxDbm, " dBm", say),
        ["uptime_pct"] = Percent(report.UptimePercent, say),
        ["olts"] = report.Olts.Take(MaxFields).Select(olt => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["icon"] = OltLine.Icon(olt),
            ["name"] = OltLine.Name(olt),
            ["online"] = olt.Stale is null ? say.Number(olt.Online) : "",
            ["total"] = say.Number(olt.Total),
            ["pct"] = olt.Stale is null ? Percent(OltLine.OnlinePercent(olt), say) : "",
            ["temp"] = Tenths(olt.TempC, "°C", say),
            ["rx"] = Tenths(olt.RxDbm, " dBm", say),
            ["line"] = OltLine.Of(olt, report.At, say),
            ["no_data_since"] = olt.Stale?.Since is { } since ? say.Clock(since, report.At) : "",
        }).ToList(),
        ["routers"] = report.Routers.Take(MaxFields).Select(router => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["icon"] = RouterLine.Icon(router),
            ["name"] = RouterLine.Name(router),
            ["line"] = RouterLine.Of(router, report.At, say),
        }).ToList(),
        ["incidents"] = report.OpenIncidents.Where(incident => incident.Headline.Length > 0).Take(MaxFields).Select(incident => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["icon"] = incident.Headline.Split(' ')[0],
            ["number"] = incident.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["headline"] = incident.Headline,
        }).ToList(),
    };

    /// <summary>The title that users know, and behind it the verdict.</summary>
    private static string Head(NetworkReport report, Phrasing say)
    {
        var words = say.Words.Reports;
        var title = $"📋 {(report.Day is null ? words.Hourly : words.Daily)} 📋";
        if (report.Total == 0) return $"{title} {words.NothingKnown}";
        var problems = report.Problems == 0 ? "" : $", {words.ProblemCount(report.Problems)}";
        var unknown = report.Unknown == 0 ? "" : $", {words.UnknownCount(report.Unknown)}";
        return $"{title} {words.OnlineOf(say.Number(report.Online), say.Number(report.Total), Percent(report.OnlinePercent, say))}{problems}{unknown}";
    }

    private static List<string> Body(NetworkReport report, Phrasing say)
    {
        var words = say.Words.Reports;
        List<string> lines =
        [
            $"⏰ {words.Time}: {say.Full(report.At)}",
            "",
            $"📊 {words.Overview}",
            $"🌐 {words.TotalOlt}: {say.Number(report.Olts.Count)}",
            $"👥 {words.TotalOnu}: {say.Number(report.Total)}",
            $"🟢 {words.Online}: {say.Number(report.Online)}{(report.OnlinePercent is { } percent ? $" ({say.Percent(percent)})" : "")}",
            $"🔴 {words.Problems}: {say.Number(report.Problems)}",
        ];
        if (report.Unknown > 0) lines.Add($"⚪ {words.Unknown}: {say.Number(report.Unknown)}");
        lines.Add(DeviceSections.Rule);
        lines.AddRange(OltLine.Ordered(report.Olts).Take(MaxOltLines).Select(olt => OltLine.Of(olt, report.At, say)));
        if (report.Olts.Count > MaxOltLines) lines.Add(More(report, say));
        if (report.Routers.Count > 0)
        {
            lines.AddRange(["", $"📡 {words.Routers}"]);
            lines.AddRange(RouterLine.Ordered(report.Routers).Take(MaxRouterLines).Select(router => RouterLine.Of(router, report.At, say)));
            if (report.Routers.Count > MaxRouterLines) lines.Add(say.Words.Messages.More(report.Routers.Count - MaxRouterLines));
        }

        lines.AddRange(["", $"💚 {words.Health}"]);
        if (report.MeanTempC is { } temperature) lines.Add($"🌡️ {words.AverageTemperature}: {say.Fixed(temperature, 1)}°C");
        if (report.MeanRxDbm is { } rx) lines.Add($"📶 {words.AverageRx}: {say.Fixed(rx, 1)} dBm");
        if (report.UptimePercent is { } uptime) lines.Add($"📈 {words.Uptime}: {say.Percent(uptime)}");
        lines.Add("");
        lines.Add(report.OpenIncidents.Count == 0 ? $"✅ {words.NoIncidents}" : $"🚨 {words.OpenIncidents} ({say.Number(report.OpenIncidents.Count)})");
        lines.AddRange(report.OpenIncidents.Take(MaxIncidents).Select(incident => incident.Headline));
        if (report.OpenIncidents.Count > MaxIncidents) lines.Add(say.Words.Messages.More(report.OpenIncidents.Count - MaxIncidents));
        if (report.Day is { } day) lines.AddRange(DayText.Of(day, report.At, say));
        return lines;
    }

    private static string More(NetworkReport report, Phrasing say)
    {
        var left = OltLine.Ordered(report.Olts).Skip(MaxOltLines).ToList();
        return left.All(olt => OltLine.Icon(olt) == OltLine.Fine) ? say.Words.Reports.MoreOlts(left.Count) : say.Words.Messages.More(left.Count);
    }

    private static string Percent(double? value, Phrasing say) => value is { } known ? say.Percent(known) : "";

    private static string Tenths(double? value, string unit, Phrasing say) => value is { } known ? $"{say.Fixed(known, 1)}{unit}" : "";
}
