using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>What is shown where no page can be: what happened, and what to do.</summary>
[DisableRateLimiting]
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel(ApiContext api, Viewer viewer) : PageModel
{
    /// <summary>What the link led to, where somebody removed that.</summary>
    public RemovedLink? Removed { get; private set; }

    public Word Title { get; private set; } = ShellText.FailedTitle;

    public Word Text { get; private set; } = ShellText.Failed;

    public void OnGet(int code)
    {
        Say(code);
        if (code != StatusCodes.Status404NotFound || viewer.Person is null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not { } was) return;
        var query = QueryHelpers.ParseQuery(was.OriginalQueryString);
        if (LinkTarget.Of(Uri.UnescapeDataString(was.OriginalPath), key => query.TryGetValue(key, out var value) ? value.ToString() : null) is { } target)
            Removed = api.Read(db => RemovedLink.Find(db, target, viewer.Scope, viewer.Now));
    }

    // A form that failed comes here as what it was.
    public void OnPost(int code) => Say(code);

    private void Say(int code) => (Title, Text) = code switch
    {
        StatusCodes.Status404NotFound => (ShellText.NotFoundTitle, ShellText.NotFound),
        StatusCodes.Status403Forbidden => (ShellText.ForbiddenTitle, ShellText.Forbidden),
        StatusCodes.Status400BadRequest => (ShellText.BadTitle, ShellText.Bad),
        StatusCodes.Status429TooManyRequests => (ShellText.TooManyTitle, ShellText.TooMany),
        StatusCodes.Status503ServiceUnavailable => (ShellText.BusyTitle, ShellText.Failed),
        _ => (ShellText.FailedTitle, ShellText.Failed),
    };
}
