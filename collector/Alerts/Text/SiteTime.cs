using System.Globalization;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Times as people at a site say them.</summary>
internal static class SiteTime
{
    /// <summary>A zone by its IANA name; UTC and the name when this machine does not know it; UTC for null.</summary>
    public static (TimeZoneInfo Zone, string? Unknown) Zone(string? name) =>
        name is null ? (TimeZoneInfo.Utc, null)
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? (zone, null)
        : (TimeZoneInfo.Utc, name);

    /// <summary><c>12:03:11 WIB</c>; with the date when it was not <paramref name="now"/>'s day.</summary>
    public static string Clock(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var format = local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
        return $"{local.ToString(format, CultureInfo.InvariantCulture)} {Name(zone, local)}";
    }

    /// <summary><c>2026-11-20 12:03:11 WIB</c>.</summary>
    public static string Full(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return $"{local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {Name(zone, local)}";
    }

    /// <summary><c>02:10–03:40 UTC</c>; with dates when it was not today.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset first = TimeZoneInfo.ConvertTime(from, zone), last = TimeZoneInfo.ConvertTime(to, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var format = first.Date == today && last.Date == today ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"{first.ToString(format, CultureInfo.InvariantCulture)}–{last.ToString(format, CultureInfo.InvariantCulture)} {Name(zone, last)}";
    }

    // .NET knows no abbreviations; Indonesia's are on every wall there.
    private static string Name(TimeZoneInfo zone, DateTimeOffset local) => zone.Id switch
    {
        "UTC" or "Etc/UTC" => "UTC",
        "Asia/Jakarta" or "Asia/Pontianak" => "WIB",
        "Asia/Makassar" or "Asia/Ujung_Pandang" => "WITA",
        "Asia/Jayapura" => "WIT",
        _ => local.ToString("'UTC'zzz", CultureInfo.InvariantCulture),
    };
}
