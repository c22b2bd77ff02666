using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>One OLT of a report: <c>🟢 KDR-03 olt-1: 48/50 (96.0%) | 🌡️42°C | 📶-22dBm</c>.</summary>
internal static class OltLine
{
    public const string Fine = "🟢";
    private const string Doubtful = "🟡";
    private const string Unknown = "⚪";

    // Means over an OLT's ONUs: one warm room is no news, a warm street is.
    private const double HotC = 60;

    public static string Of(OltFigures olt, DateTimeOffset now, Phrasing say)
    {
        var words = say.Words.Reports;
        if (olt.Stale is { } stale) return $"{Unknown} {Name(olt)}: {(stale.Since is { } since ? words.NoDataSince(say.Clock(since, now)) : words.NoDataYet)}";
        var line = $"{Icon(olt)} {Name(olt)}: {say.Number(olt.Online)}/{say.Number(olt.Total)}";
        if (OnlinePercent(olt) is { } percent) line += $" ({say.Percent(percent)})";
        if (olt.TempC is { } temperature) line += $" | {(IsHot(olt) ? "🔥" : "🌡️")}{say.Fixed(temperature, 0)}°C";
        if (olt.RxDbm is { } rx) line += $" | {(IsWeak(olt) ? "📵" : "📶")}{say.Fixed(rx, 0)}dBm";
        return line;
    }

    /// <summary>Yellow for heat and weak light, as users know it; how many are online stands beside it.</summary>
    public static string Icon(OltFigures olt) => olt.Stale is not null ? Unknown : IsHot(olt) || IsWeak(olt) ? Doubtful : Fine;

    public static string Name(OltFigures olt) => Place.Join(Place.Site(olt.Site, olt.SiteTitle), HostileText.Clean(olt.Device, 64)).Trim();

    public static double? OnlinePercent(OltFigures olt) => olt.Total == 0 ? null : 100.0 * olt.Online / olt.Total;

    /// <summary>What needs a look first.</summary>
    public static IEnumerable<OltFigures> Ordered(IEnumerable<OltFigures> olts) => olts
        .OrderBy(olt => Icon(olt) switch { Unknown => 0, Doubtful => 1, _ => 2 })
        .ThenBy(Name, NaturalOrder.Instance);

    private static bool IsHot(OltFigures olt) => olt.TempC >= HotC;

    private static bool IsWeak(OltFigures olt) => olt.RxDbm <= AlertLines.WeakRxDbm;
}
