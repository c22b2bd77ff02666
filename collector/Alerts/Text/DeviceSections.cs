using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The body of a message: a section for each device, in it what it has and the first ONUs by name.</summary>
internal static class DeviceSections
{
    /// <summary>So many are named in one message; the rest is counted.</summary>
    public const int Named = 10;

    private const string OfTheSite = "site";

    public static readonly string Rule = new('─', 50);

    /// <param name="model">Of what; what has cleared is left out unless all has.</param>
    /// <param name="named">How many are named at most.</param>
    /// <param name="isNews">It is told for the first time.</param>
    /// <param name="say">In which words.</param>
    public static IReadOnlyList<string> Of(IncidentModel model, int named, bool isNews, Phrasing say)
    {
        var all = model.Alerts.Concat(model.Children).Where(alert => alert.IsOpen).ToList() is { Count: > 0 } open ? open : model.Alerts;
        var leaders = model.Alerts.Select(alert => alert.Id).ToHashSet();
        var lines = new List<string>();
        var (budget, left) = (named, 0L);
        var countsOnus = !all.Any(AlertKind.IsOnu);
        foreach (var section in Sections(all))
        {
            // The first line said it, and the sections of the OLTs list whom it hit.
            if (!countsOnus && section.All(alert => alert.Kind == AlertKind.AreaOutage)) continue;
            lines.Add("");
            lines.Add($"🏢 {Place.Site(model.Site, model.SiteTitle)}{(section.Key == OfTheSite ? "" : $" ({Place.Device(section.Key)})")}");
            lines.Add(Rule);
            left += AddSection(lines, [.. section], section.Key == OfTheSite, countsOnus, isNews, alert => leaders.Contains(alert.Id) ? alert.Severity : model.Severity, ref budget, say);
        }

        if (left > 0) lines.Add(say.Words.Messages.More(left));
        return lines;
    }

    /// <summary>One section a device. Devices that are down as a whole, of which a site has hundreds, share the section of the site.</summary>
    private static IEnumerable<IGrouping<string, Alert>> Sections(IReadOnlyList<Alert> alerts)
    {
        var counts = alerts.CountBy(alert => alert.Device, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return alerts.GroupBy(alert => alert.Entity == "device" && counts[alert.Device] == 1 ? OfTheSite : alert.Device, StringComparer.Ordinal)
            .OrderBy(section => section.Key == OfTheSite ? 0 : 1).ThenBy(section => section.Key, NaturalOrder.Instance);
    }

    /// <returns>How many were not named.</returns>
    private static long AddSection(List<string> lines, List<Alert> alerts, bool withDevice, bool countsOnus, bool isNews, Func<Alert, Severity> severity, ref int budget, Phrasing say)
    {
        var words = say.Words.Messages;
        var onus = InOrder(alerts.Where(AlertKind.IsOnu));
        var others = InOrder(alerts.Where(alert => !AlertKind.IsOnu(alert)));
        var cuts = others.Where(AlertKind.IsCut).ToList();
        var unnamed = countsOnus ? cuts.Sum(cut => AlertKind.Count(cut, "down")) : 0;
        lines.Add($"📊 {words.Status}: {words.Problems(Math.Max(1, onus.Count + (others.Count - cuts.Count) + unnamed))}");
        AddCounts(lines, onus, countsOnus ? cuts : [], say);
        AddPons(lines, onus, say);

        var shown = others.Take(budget).ToList();
        lines.AddRange(shown.Select(alert => AlertLines.Problem(alert, withDevice, say)));

        // What a cut is about is the ONUs behind it: it takes nobody's place.
        budget -= shown.Count(alert => !AlertKind.IsCut(alert));
        var left = others.Count - shown.Count + NamesOf(lines, countsOnus ? cuts : [], say);

        if (onus.Count > 0 && budget > 0) lines.Add($"🔴 {(isNews ? words.NewDetected : words.Detected)}:");
        foreach (var onu in onus.Take(budget))
        {
            lines.Add("");
            lines.AddRange(AlertLines.Onu(onu, severity(onu), say));
        }

        left += Math.Max(0, onus.Count - budget);
        budget = Math.Max(0, budget - onus.Count);
        return left;
    }

    private static void AddCounts(List<string> lines, List<Alert> onus, List<Alert> cuts, Phrasing say)
    {
        var down = onus.Where(onu => onu.Kind == EventKinds.OnuDown).ToList();
        long gasps = down.Count(onu => onu.Reason == AlertKind.DyingGasp), others = down.Count - gasps;
        if (onus.Count == 0) (gasps, others) = (cuts.Sum(cut => AlertKind.Count(cut, "power_off")), cuts.Sum(cut => AlertKind.Count(cut, "los")));
        if (others > 0) lines.Add($"🔴 {say.Words.Messages.CountDown}: {say.Number(others)}");
        if (gasps > 0) lines.Add($"🔌 {say.Words.Messages.CountPowerOff}: {say.Number(gasps)}");
    }

    /// <summary>Where several PONs are hit: which, and how hard.</summary>
    private static void AddPons(List<string> lines, List<Alert> onus, Phrasing say)
    {
        var pons = onus.GroupBy(Place.Pon, StringComparer.Ordinal).OrderBy(pon => pon.Key, NaturalOrder.Instance).ToList();
        if (pons.Count < 2) return;
        lines.AddRange(pons.Take(Named).Select(pon => $"📍 PON {pon.Key}: {string.Join(", ", Classes(pon, say))}"));
        if (pons.Count > Named) lines.Add($"📍 {say.Words.Messages.More(pons.Count - Named)}");
    }

    private static IEnumerable<string> Classes(IEnumerable<Alert> alerts, Phrasing say) =>
        alerts.CountBy(alert => say.Condition(alert.Kind, alert.Reason), StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{say.Number(pair.Value)} {pair.Key}");

    /// <summary>What a cut says of its ONUs where they are not known one by one.</summary>
    private static long NamesOf(List<string> lines, List<Alert> cuts, Phrasing say)
    {
        var left = 0L;
        foreach (var cut in cuts)
        {
            var names = Names(cut.Labels).ToList();
            if (names.Count == 0) continue;
            lines.Add($"👥 {string.Join(", ", names)}");
            left += Math.Max(0, AlertKind.Count(cut, "down") - names.Count);
        }

        return left;
    }

    /// <summary>The first ten of its ONUs by name, as a cut tells them itself.</summary>
    public static IEnumerable<string> Names(IReadOnlyDictionary<string, string> labels) => (labels.GetValueOrDefault("names") ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .Take(Named).Select(name => HostileText.Clean(name, 64)).Where(name => name.Length > 0);

    private static List<Alert> InOrder(IEnumerable<Alert> alerts) => [.. alerts.OrderByDescending(alert => alert.Severity)
        .ThenBy(alert => alert.Device, NaturalOrder.Instance).ThenBy(alert => alert.Entity, NaturalOrder.Instance)];
}
