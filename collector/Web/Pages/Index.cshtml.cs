using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>How everything is, live.</summary>
internal sealed class IndexModel(LivePicture picture, ApiContext api, Viewer viewer) : PageModel
{
    private const int MostIncidents = 30;

    public IReadOnlyList<SiteFigures> Sites => picture.Of(viewer.Scope);

    public OpenIncidents Incidents { get; private set; } = new([], IsMore: false);

    public void OnGet() => Read();

    /// <summary>The rows of the sites, where one came or another is the worst.</summary>
    public PartialViewResult OnGetSites() => Partial("_SiteRows", Sites);

    public PartialViewResult OnGetIncidents()
    {
        Read();
        return Partial("_Incidents", Incidents);
    }

    private void Read() => Incidents = OpenIncidents.Read(api, viewer.Scope, null, MostIncidents);
}
