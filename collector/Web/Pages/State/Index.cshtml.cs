using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Web.State;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.State;

/// <summary>The whole state as a file, and files taken over: all of it, or a table as CSV.</summary>
[Authorize(Policy = Roles.Admin)]
[RequestSizeLimit(OntImport.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = OntImport.MostBytes + (1 << 20))]
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    private const string Whole = "state";

    public string What { get; private set; } = Whole;

    public StateImportView? State { get; private set; }

    public TableImportView? Table { get; private set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet() => viewer.Scope.IsAll ? Page() : Forbid();

    public async Task<IActionResult> OnPostAsync(string? what, IFormFile? list, bool apply, bool part)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        What = what ?? Whole;
        if (list is null || list.Length == 0) Problem = viewer.Say(ImportWords.NoFile);
        else await ReadAsync(list, apply);
        return part ? Partial("_StateReport", this) : Page();
    }

    private async Task ReadAsync(IFormFile list, bool apply)
    {
        await using var stream = list.OpenReadStream();
        if (ImportTables.Find(What) is { } table)
        {
            Table = TableImport.Run(api, table, stream, apply, viewer.Actor);
            Problem = Table.Unusable;
            return;
        }

        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, HttpContext.RequestAborted);
        State = StateImport.Run(api, bytes.ToArray(), apply, viewer.Actor);
    }
}
