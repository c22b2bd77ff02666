using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Silences;

/// <summary>Announced work, and how the ONUs are against how they were before it.</summary>
internal sealed class OneModel(ApiContext api, Viewer viewer) : PageModel
{
    public MaintenanceDetail Detail { get; private set; } = null!;

    public IActionResult OnGet(long id)
    {
        if (api.Read(db => SilenceQuery.Maintenance(db, id, viewer.Now)) is not { } detail || !viewer.Scope.Allows(detail.Maintenance.Matchers)) return NotFound();
        Detail = detail;
        return Page();
    }
}
