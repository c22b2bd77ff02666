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
internal sealed record DigestItem(long? Number, string Site, Severity Severity, bool IsOver, string Headline);

/// <summary>Many messages in one: it names every site and every incident, however many they are.</summary>
internal static class DigestText
{
    // Above this their first lines would fill messages that nobody reads to the end: then sites and numbers only.
    private const int MaxHeadlines = 25;
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
        var head = $"{Icon(ordered)} {say.Words.Messages.Digest(ordered.Count, sites)}, {say.Clock(now, now)}";
        var body = ordered.Count <= MaxHeadlines ? [.. ordered.Select(item => item.Headline)] : Groups(ordered, say);
        body = [$"ℹ️ {say.Words.Messages.DigestReason}", .. body];
        if (templates?.Has(TemplateName.Digest, say.Words.Code) == true && templates.Render(TemplateName.Digest, say.Words.Code, Fields(ordered, sites, head, body, now, say), null, "") is { } text)
            return text;
        return $"{head}\n{string.Join('\n', body)}";
    }

    /// <summary>By what happened, the sites with their numbers, some on each line, so that a long list is cut between lines: <c>KDR-01 #1, KDR-02 #2</c>.</summary>
    private static List<string> Groups(IReadOnlyList<DigestItem> items, Phrasing say) =>
    [
        .. items.GroupBy(item => (item.IsOver, item.Severity)).SelectMany(group => group.GroupBy(item => item.Site, StringComparer.Ordinal)
            .Select(site => Place.Join(site.Key, string.Join(' ', Numbers(site))).Trim()).Chunk(SitesOnALine).Select(sites => string.Join(", ", sites))
            .Prepend($"{Icon([.. group])} {(group.Key.IsOver ? say.Words.Recovery.Ok : Phrasing.Capital(say.Severity(group.Key.Severity)))} ({say.Number(group.Count())}):")),
    ];

    private static IEnumerable<string> Numbers(IEnumerable<DigestItem> items) =>
        items.Where(item => item.Number is not null).Select(item => $"#{item.Number!.Value.ToString(CultureInfo.InvariantCulture)}").Distinct(StringComparer.Ordinal);

    private static string Icon(IReadOnlyList<DigestItem> items) => items.All(item => item.IsOver)
        ? "🟢"
        : Text.Headline.Icon("", null, items.Where(item => !item.IsOver).Max(item => item.Severity));

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
