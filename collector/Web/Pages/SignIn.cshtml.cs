using System.Net;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>The door.</summary>
internal sealed class SignInModel(ApiContext api, SignIn signIn, FailedAttempts failures, Viewer viewer) : PageModel
{
    public string? Problem { get; private set; }

    public string Back { get; private set; } = "/";

    public string Id { get; private set; } = "";

    public IActionResult OnGet(string? back, string? language)
    {
        Back = Local(back);
        if (language is "id" or "pt" or "en") return Speak(language);
        if (viewer.Person is not null) return LocalRedirect(Back);
        return api.Read(FirstUser.IsWanted) ? RedirectToPage("/Setup") : Page();
    }

    public IActionResult OnPost(string? back, string? id, string? password, string? zone)
    {
        Back = Local(back);
        Id = (id ?? "").Trim().ToLowerInvariant();
        var address = HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        if (failures.Wait(address) is { } wait)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = $"{seconds}";
            Problem = viewer.Say(DoorText.Wait, seconds);
            return Page();
        }

        var known = zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null;
        if (signIn.Try(Id, password ?? "", new SignInFrom($"{address}", Request.Headers.UserAgent.ToString(), known)) is { } secret)
        {
            SessionHandler.Set(HttpContext, secret);
            return LocalRedirect(Back);
        }

        failures.Add(address);
        Problem = viewer.Say(DoorText.Refused);
        return Page();
    }

    private LocalRedirectResult Speak(string language)
    {
        Response.Cookies.Append(Viewer.LanguageCookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, Path = "/", HttpOnly = true });
        return LocalRedirect(SessionHandler.Door);
    }

    /// <summary>Nowhere but here.</summary>
    private string Local(string? back) => back is not null && Url.IsLocalUrl(back) && !back.StartsWith(SessionHandler.Door, StringComparison.Ordinal) ? back : "/";
}
