using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Web.Health;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>How the collector itself does: its parts, what it stored, what waits. Not for whoever has some sites.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class CollectorModel(CollectorNow now, Viewer viewer) : PageModel
{
    public CollectorView View { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        View = now.Read();
        return Page();
    }
}
