using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>Takes a list of ONTs into a site, after a look at what is wrong with it.</summary>
[Authorize(Policy = Roles.Admin)]
[RequestSizeLimit(OntImport.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = OntImport.MostBytes + (1 << 20))]
internal sealed class ImportModel(ApiContext api, Viewer viewer) : PageModel
{
    public string Site { get; private set; } = "";

    public OntImportReport? Report { get; private set; }

    public bool IsApplied { get; private set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet(string? site) => Find(site) is null ? NotFound() : Page();

    public IActionResult OnPost(string? site, IFormFile? list, string? group, bool apply, bool part)
    {
        if (Find(site) is not { } row) return NotFound();
        Read(row, list, group, apply);
        return part ? Partial("_ImportReport", this) : Page();
    }

    private void Read(SiteRow row, IFormFile? list, string? group, bool apply)
    {
        if (list is null || list.Length == 0 || !Topics.IsName(group))
        {
            Problem = viewer.Say(ImportWords.NoFile);
            return;
        }

        using var stream = list.OpenReadStream();
        Report = OntImport.Read(stream, group!, row.ConfigJson);
        Problem = Report.Unusable;
        if (!apply || Problem is not null) return;
        switch (Report.Taken.Count == 0 ? new DeskResult.Done(null) : api.Change((db, now) => DeviceActions.PutOnts(db, Site, Report.Taken, viewer.Actor, now)))
        {
            case DeskResult.Done:
                IsApplied = true;
                break;
            case DeskResult.Invalid invalid:
                Problem = string.Join("; ", invalid.Errors.Take(5).Select(error => $"{error.Path}: {error.Problem}: {error.Remedy}"));
                break;
            default:
                Problem = viewer.Say(InventoryText.AdoptFirst, Site);
                break;
        }
    }

    private SiteRow? Find(string? site)
    {
        Site = site ?? "";
        return viewer.Scope.Allows(site) ? api.Read(db => SiteRow.Find(db, Site)) : null;
    }
}
