using System.Globalization;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>A message that a budget held back.</summary>
/// <param name="Number">Its incident; null: it is about none.</param>
/// <param name="Site">What people call the site, already clean.</param>
/// <param name="Severity">Of the incident.</param>
/// <param name="IsOver">A recovery.</param>
/// <param name="Headline">Its first line.</param>
internal sealed record DigestItem(long? Number, string Site, Severity Severity, bool IsOver, string Headline)
{
    /// <summary>What its incident is: the kind of its leader; null: it is about none.</summary>
    public string? Kind { get; init; }

    /// <summary>The incident's cause; null: nobody knows.</summary>
    public string? Cause { get; init; }
}

/// <summary>Many messages in one: it names every site and every incident, however many they are.</summary>
internal static class DigestText
{
    // Above this their first lines would fill messages that nobody reads to the end: then sites and numbers only.
    private const int MaxHeadlines = 25;

    // What fits on a lock screen beside the counts.
    private const int MaxClasses = 2;
    private const string Power = "power";
    private const int SitesOnALine = 5;
    private const int MaxFields = 300;

    /// <param name="items">What was held back, in any order.</param>
    /// <param name="now">For the time in the first line.</param>
    /// <param name="style">The reader's language and zone.</param>
    /// <param name="templates">People's own.</param>
    public static string Of(IReadOnlyList<DigestItem> items, DateTimeOffset now, MessageStyle style, Templates? templates = null)
    {
        var say = new Phrasing(style);
        List<DigestItem> ordered = [.. items.OrderBy(item => item.IsOver).ThenByDescending(item => item.Severity).ThenBy(item => item.Site, NaturalOrder.Instance).ThenBy(item => item.Number)];
        var sites = ordered.Select(item => item.Site).Distinct(StringComparer.Ordinal).Count();
        var head = $"{Icon(ordered)} {say.Words.Messages.Digest(ordered.Count, sites)}{Classes(ordered, say)}, {say.Clock(now, now)}";
        var body = ordered.Count <= MaxHeadlines ? [.. ordered.Select(item => item.Headline)] : Groups(ordered, say);
        body = [$"ℹ️ {say.Words.Messages.DigestReason}", .. body];
        if (templates?.Has(TemplateName.Digest, say.Words.Code) == true && templates.Render(TemplateName.Digest, say.Words.Code, Fields(ordered, sites, head, body, now, say), null, "") is { } text)
            return text;
        return $"{head}\n{string.Join('\n', body)}";
    }

    /// <summary>By what happened, the sites with their numbers, some on each line, so that a long list is cut between lines: <c>KDR-01 #1, KDR-02 #2</c>.</summary>
    private static List<string> Groups(IReadOnlyList<DigestItem> items, Phrasing say) =>
    [
        .. items.GroupBy(item => (item.IsOver, item.Severity, What: item.IsOver ? null : What(item, 2, say))).SelectMany(group => group.GroupBy(item => item.Site, StringComparer.Ordinal)
            .Select(site => Place.Join(site.Key, string.Join(' ', Numbers(site))).Trim()).Chunk(SitesOnALine).Select(sites => $"• {string.Join(", ", sites)}")
            .Prepend($"{Icon([.. group])} {Title(group.Key.IsOver, group.Key.Severity, [.. group], say)}:")),
    ];

    private static string Title(bool isOver, Severity severity, List<DigestItem> group, Phrasing say) =>
        !isOver && What(group[0], group.Count, say) is { } what ? Count(group.Count, what, say)
        : $"{(isOver ? say.Words.Recovery.Ok : Phrasing.Capital(say.Severity(severity)))} ({say.Number(group.Count)})";

    /// <summary>What the most of them are, for the first line: <c>: 97 × mains lost, 3 × fibre cut</c>; empty where all is over or nothing is known.</summary>
    private static string Classes(IReadOnlyList<DigestItem> items, Phrasing say)
    {
        var classes = items.Where(item => !item.IsOver && item.Kind is not null).GroupBy(item => What(item, 2, say), StringComparer.Ordinal)
            .OrderByDescending(same => same.Count()).ThenByDescending(same => same.Max(item => item.Severity)).ToList();
        if (classes.Count == 0) return "";
        var told = classes.Take(MaxClasses).Select(same => Count(same.Count(), What(same.First(), same.Count(), say)!, say)).ToList();
        var rest = classes.Skip(MaxClasses).Sum(same => same.Count());
        return $": {string.Join(" + ", told)}{(rest == 0 ? "" : $" {say.Words.Messages.More(rest)}")}";
    }

    private static string Count(long count, string what, Phrasing say) => $"{say.Number(count)} × {what}";

    /// <summary>By its cause, else by what its leader speaks of; null where it is about no incident.</summary>
    private static string? What(DigestItem item, long count, Phrasing say) =>
        item.Kind is not { } kind ? null : say.Cause(item.Cause)?.Name ?? (kind.StartsWith("site.", StringComparison.Ordinal) ? say.Condition(kind, null) : $"{say.Noun(kind, count)} {say.Condition(kind, null)}");

    private static IEnumerable<string> Numbers(IEnumerable<DigestItem> items) =>
        items.Where(item => item.Number is not null).Select(item => $"#{item.Number!.Value.ToString(CultureInfo.InvariantCulture)}").Distinct(StringComparer.Ordinal);

    private static string Icon(IReadOnlyList<DigestItem> items) => items.All(item => item.IsOver)
        ? "🟢"
        : items.All(item => item.IsOver || item.Cause == Power) ? "🔌" : Text.Headline.Icon("", null, items.Where(item => !item.IsOver).Max(item => item.Severity));

    /// <summary>All fields of <see cref="TemplateFields"/>.</summary>
    public static IReadOnlyDictionary<string, object> Fields(
        IReadOnlyList<DigestItem> items, int sites, string head, IReadOnlyList<string> body, DateTimeOffset now, Phrasing say) => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["head"] = head,
            ["body"] = string.Join('\n', body),
            ["messages"] = say.Number(items.Count),
            ["sites"] = say.Number(sites),
            ["now"] = say.Full(now),
            ["items"] = items.Take(MaxFields).Select(item => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["icon"] = Icon([item]),
                ["number"] = item.Number?.ToString(CultureInfo.InvariantCulture) ?? "",
                ["site"] = HostileText.Clean(item.Site, 48),
                ["headline"] = item.Headline,
                ["severity"] = say.Severity(item.Severity),
            }).ToList(),
        };
}
