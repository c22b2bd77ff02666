using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Analytics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>What was wrong how often, and how long it took people.</summary>
internal sealed class StatisticsModel(ApiContext api, Viewer viewer) : PageModel
{
    public static IReadOnlyList<int> Stretches { get; } = [7, 30, 90, 365];

    public int Days { get; private set; } = 30;

    public string? Site { get; private set; }

    public AlertStatistics Found { get; private set; } = null!;

    public void OnGet(int? days, string? site)
    {
        Days = days is { } wanted && Stretches.Contains(wanted) ? wanted : 30;
        Site = PageQuery.Text(site);
        Found = api.Read(db => StatisticsQuery.Read(db, new StatisticsFilter(Days, Site) { Scope = viewer.Scope, Zone = viewer.Zone }, viewer.Now));
    }

    public string Length(double? seconds) => seconds is { } known ? viewer.Duration(TimeSpan.FromSeconds(known)) : "–";
}
