using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Traffic;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>All ports and PONs, filtered and sorted.</summary>
internal sealed class InterfacesModel(InterfaceBook book, Viewer viewer) : PageModel
{
    public ListView List => ListView.Of(InterfaceList.Kind(viewer.Now), Rows, Request, viewer);

    private IEnumerable<LiveInterface> Rows => book.All(DbTime.Ms(viewer.Now));

    /// <summary>The table, where a filter changed.</summary>
    public PartialViewResult OnGetList() => Partial("_ListTable", List);

    /// <summary>The rows that follow, as one scrolls.</summary>
    public PartialViewResult OnGetMore() => Partial("_ListRows", List);

    public async Task<EmptyResult> OnGetExportAsync(string? format)
    {
        await ListExport.WriteAsync(InterfaceList.Kind(viewer.Now), Rows, HttpContext, viewer.Scope, format);
        return new EmptyResult();
    }
}
