using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Web.Groups;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Groups;

/// <summary>Groups of customers by category and subcategory, the worst first.</summary>
internal sealed class IndexModel(CustomersNow now, Viewer viewer) : PageModel
{
    /// <summary>Categories, within them subcategories, within them groups: each by its worst group.</summary>
    public IReadOnlyList<IGrouping<string, IGrouping<string, GroupFigures>>> Categories { get; private set; } = [];

    public void OnGet() => Read();

    public PartialViewResult OnGetPart()
    {
        Read();
        return Partial("_Groups", Categories);
    }

    // Groups come the worst first, and grouping keeps the order in which keys appear.
    private void Read() => Categories = [.. now.Groups(viewer.Scope).GroupBy(one => one.Group.Category, StringComparer.OrdinalIgnoreCase)
        .SelectMany(category => category.GroupBy(one => one.Group.Subcategory, StringComparer.OrdinalIgnoreCase).GroupBy(_ => category.Key, StringComparer.Ordinal))];
}
