using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What people read. First the verdict, then per device and PON what is known, the first ten by name.</summary>
internal static class MessageText
{
    private const int Named = 10;
    private const string OfTheSite = "site";
    private static readonly string Rule = new('─', 50);

    /// <summary>Something broke.</summary>
    public static string Problem(IncidentModel model, MessageStyle style, Templates? templates = null) =>
        Problem(model.Number, model.Site, model.Alerts, model.Summaries, model.Now, style.Zone);

    /// <summary>It grew, shrank or changed its class.</summary>
    public static string Update(IncidentModel model, MessageStyle style, Templates? templates = null) => Problem(model, style, templates);

    /// <summary>It stands, and nobody acknowledged it; also what the next contact hears first.</summary>
    public static string Reminder(IncidentModel model, MessageStyle style, Templates? templates = null) => Problem(model, style, templates);

    /// <summary>It is over.</summary>
    public static string Recovery(IncidentModel model, MessageStyle style, Templates? templates = null) =>
        Recovery(model.Number, model.Site, model.Alerts, model.Summaries, model.Now, style.Zone);

    private static string Problem(long number, string site, IReadOnlyList<Alert> alerts, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now, TimeZoneInfo zone)
    {
        var lines = new List<string>
        {
            Headline.Problem(number, site, alerts, now, zone),
            $"⏰ {Words.Time}: {SiteTime.Full(alerts.Min(alert => alert.Raised), zone)}",
            $"⚠️ {Words.SeverityLabel}: {Words.Severity(alerts.Max(alert => alert.Severity))}",
        };
        var budget = Named;
        foreach (var section in Sections(alerts))
        {
            lines.Add("");
            lines.Add($"🏢 {(section.Key == OfTheSite ? site : Place.Device(section.First()))}");
            lines.Add(Rule);
            lines.Add($"📊 Status: {Words.Problems(section.Count())}");
            var pons = section.GroupBy(Place.Pon, StringComparer.Ordinal).OrderBy(pon => pon.Key is null ? 0 : 1).ThenBy(pon => pon.Key, NaturalOrder.Instance);
            foreach (var pon in pons) AddPon(lines, pon.Key, [.. pon], section.Key == OfTheSite, ref budget);
        }

        if (alerts.Count > Named) lines.Add(Words.More(alerts.Count - Named));
        AddSummaries(lines, summaries, now, zone);
        return string.Join('\n', lines);
    }

    private static string Recovery(long number, string site, IReadOnlyList<Alert> alerts, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now, TimeZoneInfo zone)
    {
        // An alert that came twice within the incident is one thing to people: from its first raise to its last clear.
        var merged = alerts.GroupBy(alert => alert.Identity).Select(same => same.MinBy(alert => alert.Id)! with { ClearedMs = same.Max(alert => alert.ClearedMs) }).ToList();
        var end = DbTime.Time(merged.Max(alert => alert.ClearedMs ?? alert.RaisedMs));
        var lines = new List<string>
        {
            Headline.Recovery(number, site, alerts, now, zone),
            $"⏰ {Words.RecoveryTime}: {SiteTime.Full(end, zone)}",
        };
        var several = merged.DistinctBy(alert => alert.Device, StringComparer.Ordinal).Skip(1).Any();
        lines.AddRange(merged.OrderBy(alert => alert.Device, NaturalOrder.Instance).ThenBy(alert => alert.Entity, NaturalOrder.Instance).Take(Named)
            .Select(alert => AlertLines.Recovery(alert, several)));
        if (merged.Count > Named) lines.Add(Words.More(merged.Count - Named));
        var offline = merged.Count(alert => alert.ClearedBy == ClearedBy.Reconciliation);
        if (offline > 0) lines.Add($"ℹ️ {Words.ClearedOffline(offline)}");
        AddSummaries(lines, summaries, now, zone);
        return string.Join('\n', lines);
    }

    /// <summary>What came and went while a site was offline, as a message of its own.</summary>
    public static string Summary(string site, string siteTitle, OfflineSummary summary, DateTimeOffset now, MessageStyle style) => $"ℹ️ {site}: {SummaryLine(summary, now, style.Zone)}";

    /// <summary>One section a device. Devices that are down as a whole, of which a site has hundreds, share the section of the site.</summary>
    private static IEnumerable<IGrouping<string, Alert>> Sections(IReadOnlyList<Alert> alerts)
    {
        var counts = alerts.CountBy(alert => alert.Device, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return alerts.GroupBy(alert => alert.Entity == "device" && counts[alert.Device] == 1 ? OfTheSite : alert.Device, StringComparer.Ordinal)
            .OrderBy(section => section.Key == OfTheSite ? 0 : 1).ThenBy(section => section.Key, NaturalOrder.Instance);
    }

    private static void AddPon(List<string> lines, string? pon, List<Alert> alerts, bool withDevice, ref int budget)
    {
        var classes = alerts.CountBy(CountedAs, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        var counts = string.Join(", ", classes.Select(pair => $"{pair.Value} {pair.Key}"));
        if (pon is not null || alerts.Count > 1) lines.Add($"📍 {(pon is null ? "" : $"PON {pon}: ")}{counts}");
        var named = alerts.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Device, NaturalOrder.Instance).ThenBy(alert => alert.Entity, NaturalOrder.Instance)
            .Take(budget).ToList();
        lines.AddRange(named.Select(alert => AlertLines.Problem(alert, withDevice)));
        budget -= named.Count;
    }

    private static string CountedAs(Alert alert) => Words.Condition(alert.Kind, alert.Reason) + (Words.Reason(alert.Reason) is { } reason ? $" ({reason})" : "");

    private static void AddSummaries(List<string> lines, IReadOnlyList<OfflineSummary> summaries, DateTimeOffset now, TimeZoneInfo zone) =>
        lines.AddRange(summaries.Select(summary => $"ℹ️ {SummaryLine(summary, now, zone)}"));

    private static string SummaryLine(OfflineSummary summary, DateTimeOffset now, TimeZoneInfo zone) =>
        $"{Words.WhileOffline(SiteTime.Span(summary.From, summary.To, now, zone))}: "
        + string.Join(", ", summary.Counts.Select(count => $"{count.Count} {Words.Noun(count.Kind, count.Count)} {Words.CameAndWent(count.Kind)}"));
}
