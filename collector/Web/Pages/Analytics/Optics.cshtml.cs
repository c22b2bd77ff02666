using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Optics;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>The ONUs with the weakest light, and where it goes.</summary>
internal sealed class OpticsModel(OpticReader reader, CustomersNow customers, Viewer viewer) : PageModel
{
    public OpticFilter Filter { get; private set; } = new(null, null, null, null, OpticFilter.Orders[0]);

    /// <summary>Of groups of ONUs.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    public OpticReport Found { get; private set; } = null!;

    public async Task OnGetAsync(string? site, string? device, string? pon, string? category, string? order)
    {
        Filter = new OpticFilter(PageQuery.Text(site), PageQuery.Text(device), PageQuery.Text(pon), PageQuery.Text(category), PageQuery.Choice(order, OpticFilter.Orders) ?? OpticFilter.Orders[0]) { Scope = viewer.Scope };
        Categories = [.. customers.Groups(viewer.Scope).Where(one => !one.Group.IsOfAccounts).Select(one => one.Group.Category).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        Found = await reader.ReadAsync(Filter, viewer.Say(OverviewText.ChartDown), HttpContext.RequestAborted);
    }
}
