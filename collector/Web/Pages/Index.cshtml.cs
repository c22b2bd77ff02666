using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>How everything is, live.</summary>
internal sealed class IndexModel(LivePicture picture, ApiContext api, Viewer viewer) : PageModel
{
    private const int MostIncidents = 30;

    public IReadOnlyList<SiteFigures> Sites => picture.Of(viewer.Scope);

    public OpenIncidents Incidents { get; private set; } = new([], IsMore: false);

    public ChartPlaces Charts { get; private set; } = new("/", ChartRange.All[1], []);

    public void OnGet(string? range)
    {
        Read();
        var stretch = ChartRange.Of(range) is { } wanted && NetworkQuery.Ranges.Contains(wanted) ? wanted : ChartRange.All[1];
        (string, Word)[] charts = [("onus", OverviewText.Onus), ("sessions", OverviewText.Sessions), ("light", OverviewText.ChartRx), ("temperature", OverviewText.ChartTemp)];
        Charts = new ChartPlaces("/", stretch, [.. charts.Select(chart => new ChartPlace($"/api/v1/history/{chart.Item1}?range={stretch.Word}", chart.Item2))]) { Ranges = NetworkQuery.Ranges, RenewS = 60 };
    }

    /// <summary>The rows of the sites, where one came or another is the worst.</summary>
    public PartialViewResult OnGetSites() => Partial("_SiteRows", Sites);

    public PartialViewResult OnGetIncidents()
    {
        Read();
        return Partial("_Incidents", Incidents);
    }

    private void Read() => Incidents = OpenIncidents.Read(api, viewer.Scope, null, MostIncidents);
}
