using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>All ONUs, filtered and sorted.</summary>
internal sealed class OnusModel(LiveBook book, Viewer viewer) : PageModel
{
    public ListView List => ListView.Of(OnuList.Kind, OnuList.Rows(book), Request, viewer);

    /// <summary>The table, where a filter changed.</summary>
    public PartialViewResult OnGetList() => Partial("_ListTable", List);

    /// <summary>The rows that follow, as one scrolls.</summary>
    public PartialViewResult OnGetMore() => Partial("_ListRows", List);

    public async Task<EmptyResult> OnGetExportAsync(string? format)
    {
        await ListExport.WriteAsync(OnuList.Kind, OnuList.Rows(book), HttpContext, viewer.Scope, format);
        return new EmptyResult();
    }
}
