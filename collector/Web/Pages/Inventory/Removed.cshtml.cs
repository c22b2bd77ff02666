using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Inventory;

/// <summary>What was removed, to be put back.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class RemovedModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<RemovedEntry> Entries { get; private set; } = [];

    public FormErrors Errors { get; } = new();

    public void OnGet() => Read();

    public IActionResult OnPost(long id)
    {
        if (!viewer.May(Role.Admin)) return Forbid();
        var result = api.Change((db, now) => RemovedStore.Find(db, id, now) is { } entry && (entry.Site is null || viewer.Scope.Allows(entry.Site)) ? Restoring.Restore(db, api, entry, viewer.Actor, now) : new DeskResult.NotFound());
        if (result is DeskResult.Done) return Redirect("/inventory/removed");
        if (result is DeskResult.Invalid invalid) Errors.Add(invalid);
        else Errors.Problem = viewer.Say(InventoryText.Stale);
        Read();
        return Page();
    }

    private void Read() => Entries = api.Read(db => RemovedStore.All(db, viewer.Scope, viewer.Now));
}
