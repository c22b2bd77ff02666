using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>A router as its last lists have it; a null is a list that it never sent.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="SiteTitle">What people call it; empty: its id in capitals.</param>
/// <param name="Device">The router's id.</param>
/// <param name="Ppp">PPP sessions now.</param>
/// <param name="Accounts">PPP accounts that are not switched off.</param>
/// <param name="Hotspot">Guests who are logged in.</param>
/// <param name="Leases">Addresses that are in use.</param>
/// <param name="IsTroubled">Something of medium severity or more stands there.</param>
/// <param name="Stale">Null: the lists are what is.</param>
internal sealed record RouterFigures(string Site, string SiteTitle, string Device, long? Ppp, long? Accounts, long? Hotspot, long? Leases, bool IsTroubled, Staleness? Stale);

/// <summary>One router of a report: <c>🟢 KDR-03 router-1: PPP 118/131 | Hotspot 45 | DHCP 60</c>. The services are called so everywhere.</summary>
internal static class RouterLine
{
    public static string Of(RouterFigures router, DateTimeOffset now, Phrasing say)
    {
        var words = say.Words.Reports;
        if (router.Stale is { } stale) return $"{Icon(router)} {Name(router)}: {(stale.Since is { } since ? words.NoDataSince(say.Clock(since, now)) : words.NoDataYet)}";
        var parts = new List<string>();
        if (router.Ppp is { } ppp) parts.Add($"PPP {say.Number(ppp)}{(router.Accounts is { } accounts ? $"/{say.Number(accounts)}" : "")}");
        if (router.Hotspot is { } hotspot) parts.Add($"Hotspot {say.Number(hotspot)}");
        if (router.Leases is { } leases) parts.Add($"DHCP {say.Number(leases)}");
        return $"{Icon(router)} {Name(router)}: {(parts.Count == 0 ? words.NoDataYet : string.Join(" | ", parts))}";
    }

    public static string Icon(RouterFigures router) => router.Stale is not null ? "⚪" : router.IsTroubled ? "🟡" : "🟢";

    public static string Name(RouterFigures router) => Place.Join(Place.Site(router.Site, router.SiteTitle), HostileText.Clean(router.Device, 64)).Trim();

    /// <summary>What needs a look first.</summary>
    public static IEnumerable<RouterFigures> Ordered(IEnumerable<RouterFigures> routers) =>
        routers.OrderBy(router => router.Stale is not null ? 0 : router.IsTroubled ? 1 : 2).ThenBy(Name, NaturalOrder.Instance);
}
