using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>Who was on, how many at once, and who used most: guests of hotspots, or subscribers.</summary>
internal sealed class UsageModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int LogSize = 100;

    public static IReadOnlyList<int> Stretches { get; } = [1, 7, 30];

    public UsageFilter Filter { get; private set; } = new("hotspot", 7, null, null);

    public string? Q { get; private set; }

    public Usage Found { get; private set; } = null!;

    public Page<SessionEntry> Log { get; private set; } = new([], null);

    public string Query => PageQuery.Of(("service", Filter.Service), ("days", $"{Filter.Days}"), ("site", Filter.Site), ("device", Filter.Device), ("q", Q));

    public void OnGet(string? service, int? days, string? site, string? device, string? q, long? cursor)
    {
        var wanted = days is { } some && Stretches.Contains(some) ? some : 7;
        Filter = new UsageFilter(PageQuery.Choice(service, "ppp") ?? "hotspot", wanted, PageQuery.Text(site), PageQuery.Text(device)) { Scope = viewer.Scope, Zone = viewer.Zone };
        Q = PageQuery.Text(q);
        (Found, Log) = api.Read(db => (UsageQuery.Read(db, Filter, viewer.Now), SessionQuery.List(db, Filter, viewer.Now - TimeSpan.FromDays(wanted), Q, cursor, LogSize)));
    }
}
