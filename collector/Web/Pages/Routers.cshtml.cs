using EdgeNoc.Collector.Web.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>What routers list: PPP accounts and sessions, hotspot users, leases, queues …</summary>
internal sealed class RoutersModel(SnapshotBook book, Viewer viewer) : PageModel
{
    public ListView List { get; private set; } = null!;

    public IActionResult OnGet(string kind) => Read(kind) ? Page() : NotFound();

    public IActionResult OnGetList(string kind) => Read(kind) ? Partial("_ListTable", List) : NotFound();

    public IActionResult OnGetMore(string kind) => Read(kind) ? Partial("_ListRows", List) : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string kind, string? format)
    {
        if (!SnapshotKinds.All.TryGetValue(kind, out var snapshot)) return NotFound();
        await ListExport.WriteAsync(snapshot.Kind, book.Rows(snapshot.Table, snapshot.Cells), HttpContext, viewer.Scope, format);
        return new EmptyResult();
    }

    private bool Read(string kind)
    {
        if (!SnapshotKinds.All.TryGetValue(kind, out var snapshot)) return false;
        List = ListView.Of(snapshot.Kind, book.Rows(snapshot.Table, snapshot.Cells), Request, viewer);
        return true;
    }
}
