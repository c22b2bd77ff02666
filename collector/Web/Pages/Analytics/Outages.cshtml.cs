using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Analytics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>A month of outages: what was away, how often and how long.</summary>
internal sealed class OutagesModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int Most = 500;

    public string? Site { get; private set; }

    public string? Group { get; private set; }

    public OutageMonth Found { get; private set; } = null!;

    public static string Address(OutageEntry one) => $"/outages/of?{PageQuery.Of(("site", one.Site), ("device", one.Device), ("entity", one.Entity == "device" ? null : one.Entity))}";

    public void OnGet(string? month, string? site, string? group)
    {
        (Site, Group) = (PageQuery.Text(site), PageQuery.Choice(group, "onu", "ont", "device"));
        var today = TimeZoneInfo.ConvertTime(viewer.Now, viewer.Zone);
        var wanted = OutageQuery.Parse(month) ?? new DateOnly(today.Year, today.Month, 1);
        Found = api.Read(db => OutageQuery.Month(db, new OutageFilter(wanted, Site, Group, Most) { Scope = viewer.Scope, Zone = viewer.Zone }, viewer.Now));
    }

    /// <summary><c>99.931%</c>: three decimals, for they are what is promised.</summary>
    public static string Percent(double? pct, Viewer viewer) => pct is { } known ? $"{viewer.Phrasing.Fixed(known, 3)}%" : "–";
}
