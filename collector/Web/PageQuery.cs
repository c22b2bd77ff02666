namespace EdgeNoc.Collector.Web;

/// <summary>The query of a page's address: what is filtered by stands in it, and nothing else.</summary>
internal static class PageQuery
{
    /// <summary><c>a=1&amp;b=2</c>; what is empty is left out.</summary>
    public static string Of(params IReadOnlyList<(string Name, string? Value)> pairs) =>
        string.Join('&', pairs.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));

    /// <summary>What somebody wrote into a filter; null when there is nothing, or more than any name has.</summary>
    public static string? Text(string? text) => text?.Trim() is { Length: > 0 and <= 128 } some ? some : null;

    /// <summary>One of these words; null for anything else.</summary>
    public static string? Choice(string? text, params IReadOnlyList<string> words) => text is not null && words.Contains(text, StringComparer.Ordinal) ? text : null;
}
