using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Api.Entries;

namespace EdgeNoc.Collector.Web.Forms;

/// <summary>Times as people write them into forms: <c>2026-11-23 07:00</c>, by a zone that stands beside them.</summary>
internal static class LocalTime
{
    public const string Example = "2026-11-23 07:00";

    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Null: it is no time. One with a zone of its own is taken as it stands; an hour that a summer time leaves out is meant an hour later.</summary>
    public static DateTimeOffset? Parse(string? text, TimeZoneInfo zone)
    {
        if (IsoTime.TryParse(text?.Trim(), out var known)) return known.Year is < 2000 or > 2200 ? null : known;
        if (!DateTime.TryParseExact(text?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 2000 or > 2200) return null;
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    public static string Text(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What was typed as the API wants it; what is no time stays as it is, and is refused at its place.</summary>
    public static JsonNode Json(string text, TimeZoneInfo zone) => Parse(text, zone) is { } time ? time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : text;

    /// <summary>What the API has as people read it.</summary>
    public static string? Shown(string? json, TimeZoneInfo zone) => IsoTime.TryParse(json, out var time) ? Text(time, zone) : json;
}
