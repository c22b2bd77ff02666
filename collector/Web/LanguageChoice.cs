using System.Globalization;

namespace EdgeNoc.Collector.Web;

/// <summary>Which of its languages the console speaks to somebody who has chosen none. Pure.</summary>
internal static class LanguageChoice
{
    /// <param name="acceptLanguage">As <c>pt-BR,pt;q=0.9,en;q=0.5</c>.</param>
    public static string Of(string? acceptLanguage)
    {
        var (best, weight) = ("en", 0.0);
        foreach (var entry in (acceptLanguage ?? "").Split(',').Take(20))
        {
            var parts = entry.Split(';');
            var language = parts[0].Trim().Split('-')[0].ToLowerInvariant();
            if (language == "in") language = "id";
            if (language is not ("id" or "pt" or "en")) continue;
            var given = parts.Skip(1).Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("q=", StringComparison.Ordinal));
            var q = given is null ? 1 : double.TryParse(given.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (q > weight) (best, weight) = (language, q);
        }

        return best;
    }
}
