using System.Globalization;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>Times as the API takes them: ISO 8601 with a zone, <c>2026-11-20T05:00:00Z</c>.</summary>
internal static class IsoTime
{
    public const string Remedy = "write a time with its zone, such as 2026-11-20T05:00:00Z or 2026-11-20T12:00:00+07:00";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        var hasZone = text is { Length: > 10 } && (text[^1] == 'Z' || text.AsSpan(10).ContainsAny('+', '-'));
        return hasZone && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }
}
