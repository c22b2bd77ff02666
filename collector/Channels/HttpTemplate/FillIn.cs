using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>A text with blanks such as <c>{{to}}</c>. What goes into a blank is escaped for what stands around it, so that nobody's name can end a value.</summary>
internal static partial class FillIn
{
    /// <summary>Every blank there is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["to", "text", "headline", "reference", "secret"];

    /// <summary>Blanks that nobody can fill in.</summary>
    public static IReadOnlyList<string> Unknown(string template) =>
        [.. Blanks().Matches(template).Select(blank => blank.Groups["name"].Value).Where(name => !Names.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];

    /// <summary>The template with each blank filled in and escaped.</summary>
    public static string In(string template, IReadOnlyDictionary<string, string> values, Func<string, string> escape) =>
        Blanks().Replace(template, blank => values.TryGetValue(blank.Groups["name"].Value, out var value) ? escape(value) : blank.Value);

    /// <summary>How values are escaped in a body of a type.</summary>
    public static Func<string, string> EscapeFor(string contentType) => MediaType(contentType) switch
    {
        "application/json" => Json,
        "application/x-www-form-urlencoded" => Uri.EscapeDataString,
        "application/xml" or "text/xml" or "text/html" => Xml,
        _ => value => value,
    };

    public static string MediaType(string contentType) => contentType.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>What stands between the quotes of a JSON text.</summary>
    public static string Json(string value) => JsonEncodedText.Encode(WellFormed.Text(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    // XML has no control characters but these three, not even escaped.
    private static string Xml(string value) => WebUtility.HtmlEncode(string.Concat(value.Where(c => c is '\t' or '\n' or '\r' || !char.IsControl(c))));

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}]*?)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
