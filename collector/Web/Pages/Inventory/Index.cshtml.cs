using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.Inventory;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>The sites as the office keeps them.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<SiteSummary> Sites { get; private set; } = [];

    public bool MayChange => viewer.May(Role.Admin);

    public void OnGet() => Sites = api.Read(db => SiteSummary.All(db, viewer.Scope));
}
