using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Analytics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>The ledger of one thing: month by month, and each outage.</summary>
internal sealed class OutageModel(ApiContext api, Viewer viewer) : PageModel
{
    public OutageSubject Thing { get; private set; } = null!;

    public OutageLedger Found { get; private set; } = null!;

    public IActionResult OnGet(string? site, string? device, string? entity)
    {
        if (PageQuery.Text(site) is not { } id || PageQuery.Text(device) is not { } box || !viewer.Scope.Allows(id)) return NotFound();
        Thing = new OutageSubject(id, box, PageQuery.Text(entity) ?? "device");
        Found = api.Read(db => OutageQuery.Of(db, Thing, viewer.Zone, viewer.Now));
        return Page();
    }

    public static Text.Word OfClass(string word) => word switch { "announced" => Text.AnalyticsText.Announced, "unknown" => Text.AnalyticsText.Unknown, _ => Text.AnalyticsText.Away };
}
