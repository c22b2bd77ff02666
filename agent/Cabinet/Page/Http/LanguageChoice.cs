using System.Globalization;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>In which of its languages the page is shown. Pure.</summary>
internal static class LanguageChoice
{
    private const int MaxEntries = 20;

    /// <param name="acceptLanguage">The header, as <c>pt-BR,pt;q=0.9,en;q=0.5</c>; null when there is none.</param>
    /// <param name="fallback">The site's, where the browser asks for none of them.</param>
    public static string Of(string? acceptLanguage, string fallback) => (acceptLanguage ?? "")
        .Split(',', MaxEntries + 1).Take(MaxEntries).Select(Read)
        .Where(entry => entry.Language is not null && entry.Weight > 0)
        .OrderByDescending(entry => entry.Weight).Select(entry => entry.Language).FirstOrDefault() ?? fallback;

    private static (string? Language, double Weight) Read(string entry)
    {
        var parts = entry.Split(';');
        var language = parts[0].Trim().Split('-')[0].ToLowerInvariant() switch
        {
            // Indonesian's older code, which some phones still send.
            "id" or "in" => "id",
            "pt" => "pt",
            "en" => "en",
            _ => null,
        };
        var weight = parts.Skip(1).Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("q=", StringComparison.Ordinal));
        if (weight is null) return (language, 1);
        return (language, double.TryParse(weight.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? q : 0);
    }
}
