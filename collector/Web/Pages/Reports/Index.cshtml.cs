using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Reports;

/// <summary>What is sent by itself, to whom and when.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<ReportEntry> Reports { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Reports = api.Read(PeopleEntries.Reports);
        return Page();
    }
}
