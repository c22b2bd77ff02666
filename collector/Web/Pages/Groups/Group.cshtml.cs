using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Web.Groups;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Groups;

/// <summary>Who is in a group, those without service first.</summary>
internal sealed class GroupModel(CustomersNow now, Viewer viewer) : PageModel
{
    public GroupFigures Figures { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (now.Group(id, viewer.Scope) is not { } figures) return NotFound();
        Figures = figures;
        return Page();
    }
}
