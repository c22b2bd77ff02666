using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Backup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Backups;

/// <summary>The backups that the collector keeps: made, checked, downloaded.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class IndexModel(BackupDesk desk, Viewer viewer) : PageModel
{
    public IReadOnlyList<BackupEntry> Entries { get; private set; } = [];

    public bool HasKey => desk.Config is not null;

    public string? Problem { get; private set; }

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Entries = desk.All();
        return Page();
    }

    public IActionResult OnGetFile(string? name)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        return desk.Find(name) is { } file ? PhysicalFile(file, "application/octet-stream", name) : NotFound();
    }

    public async Task<IActionResult> OnPostMakeAsync() => viewer.Scope.IsAll ? Answer(await desk.MakeAsync(viewer.Actor, HttpContext.RequestAborted)) : Forbid();

    public async Task<IActionResult> OnPostCheckAsync(string? name) => viewer.Scope.IsAll ? Answer(await desk.CheckAsync(name ?? "", HttpContext.RequestAborted)) : Forbid();

    private IActionResult Answer(BackupResult result)
    {
        if (result is BackupResult.Done) return Redirect("/backups");
        if (result is BackupResult.NotFound) return NotFound();
        Problem = (result as BackupResult.Failed)?.Problem;
        return OnGet();
    }
}
