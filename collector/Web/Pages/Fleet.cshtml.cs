using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Web.Fleet;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>How the agents do, and the collector itself; who sees some sites only sees their agents.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class FleetModel(ApiContext api, CollectorNow now, Viewer viewer) : PageModel
{
    public IReadOnlyList<FleetSite> Sites { get; private set; } = [];

    /// <summary>Null: it is not for whoever has some sites.</summary>
    public CollectorView? Collector { get; private set; }

    public void OnGet()
    {
        Sites = [.. api.Read(FleetView.All).Where(site => viewer.Scope.Allows(site.Site))];
        Collector = viewer.Scope.IsAll ? now.Read() : null;
    }

    public bool MayCheck(FleetSite site) => site.State == "online" && viewer.May(Role.Operator, site.Site);
}
