using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Backup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Backups;

/// <summary>Says what putting a backup back replaces, and does it for whoever types its name.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class RestoreModel(BackupDesk desk, Viewer viewer) : PageModel
{
    public string Name { get; private set; } = "";

    public StateFacts? Then { get; private set; }

    public StateFacts Now { get; private set; } = null!;

    public string? Problem { get; private set; }

    /// <summary>What was typed is not its name.</summary>
    public bool IsWrong { get; private set; }

    public bool IsStarted { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? name)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        return await ShowAsync(name ?? "");
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? confirm)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Name = name ?? "";
        if (confirm?.Trim() != Name)
        {
            IsWrong = true;
            return await ShowAsync(Name);
        }

        switch (await desk.RestoreAsync(Name, viewer.Actor, HttpContext.RequestAborted))
        {
            case BackupResult.Done:
                IsStarted = true;
                return Page();
            case BackupResult.Failed failed:
                Problem = failed.Problem;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> ShowAsync(string name)
    {
        (Name, Now) = (name, desk.Now());
        switch (await desk.CheckAsync(name, HttpContext.RequestAborted))
        {
            case BackupResult.Done done:
                Then = done.Facts;
                return Page();
            case BackupResult.Failed failed:
                Problem = failed.Problem;
                return Page();
            default:
                return NotFound();
        }
    }
}
