using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Panel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One POP: its figures, its devices, what is wrong and was.</summary>
internal sealed class SiteModel(ApiContext api, LivePicture picture, LiveBook book, PanelBook panels, Viewer viewer) : PageModel
{
    private const int MostIncidents = 30;

    public SiteView About { get; private set; } = null!;

    /// <summary>Null: it was made in the office and nothing is known yet.</summary>
    public SiteFigures? Figures { get; private set; }

    public IReadOnlyList<LiveDevice> Devices { get; private set; } = [];

    public OpenIncidents Incidents { get; private set; } = new([], IsMore: false);

    public PanelPlace Panel { get; private set; } = new("", null);

    public IReadOnlyList<PastAlert> Events { get; private set; } = [];

    public ChartRange Range { get; private set; } = ChartRange.All[1];

    public IActionResult OnGet(string site, string? range) => Read(site, range) ? Page() : NotFound();

    public IActionResult OnGetDevices(string site) => Read(site, null) ? Partial("_Devices", this) : NotFound();

    public IActionResult OnGetIncidents(string site) => Read(site, null) ? Partial("_Incidents", Incidents) : NotFound();

    public IActionResult OnGetPanel(string site) => viewer.Scope.Allows(site) ? Partial("_Panel", PanelOf(site)) : NotFound();

    private PanelPlace PanelOf(string site) => new(site, PanelView.Of(site, panels, picture, viewer));

    private bool Read(string site, string? range)
    {
        if (!viewer.Scope.Allows(site) || api.Read(db => SiteEntries.Find(db, site)) is not { } about) return false;
        About = about;
        Figures = picture.Sites.GetValueOrDefault(site);
        Devices = book.Find(site)?.Devices ?? [];
        Incidents = OpenIncidents.Read(api, viewer.Scope, site, MostIncidents);
        Events = PastAlert.Of(api, site, null, null, viewer.Now);
        Panel = PanelOf(site);
        Range = ChartRange.Of(range) ?? Range;
        return true;
    }
}
