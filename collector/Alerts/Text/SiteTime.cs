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

    /// <summary><c>12:03 WIB</c>; with the date when it was not <paramref name="now"/>'s day.</summary>
    public static string Clock(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var format = local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"{Text(local, format)} {Name(zone, local)}";
    }

    /// <summary><c>2026-11-20 12:03:11 WIB</c>.</summary>
    public static string Full(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return $"{Text(local, "yyyy-MM-dd HH:mm:ss")} {Name(zone, local)}";
    }

    /// <summary><c>02:10–03:40 UTC</c>; with dates when it was not today.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset first = TimeZoneInfo.ConvertTime(from, zone), last = TimeZoneInfo.ConvertTime(to, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var format = first.Date == today && last.Date == today ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"{Text(first, format)}–{Text(last, format)} {Name(zone, last)}";
    }

    private static string Text(DateTimeOffset local, string format) => local.ToString(format, CultureInfo.InvariantCulture);

    // The runtime knows no abbreviations; these are on every wall there. Only at the offset they stand for: Brazil had summer times and may have them again.
    private static string Name(TimeZoneInfo zone, DateTimeOffset local) => (zone.Id, local.Offset.TotalHours) switch
    {
        ("UTC" or "Etc/UTC", _) => "UTC",
        ("Asia/Jakarta" or "Asia/Pontianak", 7) => "WIB",
        ("Asia/Makassar" or "Asia/Ujung_Pandang", 8) => "WITA",
        ("Asia/Jayapura", 9) => "WIT",
        ("America/Sao_Paulo" or "America/Bahia" or "America/Fortaleza" or "America/Recife" or "America/Maceio" or "America/Araguaina" or "America/Belem"
            or "America/Santarem" or "Brazil/East", -3) => "BRT",
        ("America/Manaus" or "America/Cuiaba" or "America/Campo_Grande" or "America/Porto_Velho" or "America/Boa_Vista" or "Brazil/West", -4) => "AMT",
        ("America/Rio_Branco" or "America/Eirunepe" or "Brazil/Acre", -5) => "ACT",
        ("America/Noronha" or "Brazil/DeNoronha", -2) => "FNT",
        _ => local.ToString("'UTC'zzz", CultureInfo.InvariantCulture),
    };
}
