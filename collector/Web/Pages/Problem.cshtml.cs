using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>What is shown where no page can be: what happened, and what to do.</summary>
[DisableRateLimiting]
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel : PageModel
{
    public Word Title { get; private set; } = ShellText.FailedTitle;

    public Word Text { get; private set; } = ShellText.Failed;

    public void OnGet(int code) => Say(code);

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
