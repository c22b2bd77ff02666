using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.State;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>All that the office keeps, as a file.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class ExportModel(ApiContext api, Viewer viewer) : PageModel
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        await StateExport.WriteAsync(api, Response, HttpContext.RequestAborted);
        return new EmptyResult();
    }
}
