using System.Text.Encodings.Web;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>The console's cookie. Who has none is led to the door, and after it to where he wanted to go.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, CollectorDatabase database, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "session";
    public const string Cookie = "edgenoc";
    public const string Door = "/sign-in";

    /// <summary>Sets the cookie; no script sees it, no other site sends it with a form, and once over TLS it stays there.</summary>
    public static void Set(HttpContext context, string secret) => context.Response.Cookies.Append(Cookie, secret, CookieOf(context, SessionStore.Longest));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, CookieOf(context, null));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie] is not { Length: > 0 } secret) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(database.Write(db => SessionStore.Authenticate(db, secret, time.GetUtcNow())) is { } found
            ? AuthenticateResult.Success(new AuthenticationTicket(Person.Of(found.User, found.Session).Principal(Name), Name))
            : AuthenticateResult.Fail("the session is over"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var back = HttpMethods.IsGet(Request.Method) ? $"{Door}?back={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}" : DoorFrom(Request.Headers.Referer);

        // A part of a page must not become the door: the whole page goes there.
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers["HX-Redirect"] = DoorFrom(Request.Headers["HX-Current-URL"]);
            return Task.CompletedTask;
        }

        if (!Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            Response.Redirect(back);
            return Task.CompletedTask;
        }

        return Problems.Of(StatusCodes.Status401Unauthorized, "The session is over", "this browser is not signed in any more", $"sign in again at {Door}").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return Problems.Of(
                StatusCodes.Status403Forbidden, "Your role may not do this", "your role is not enough for this", "ask an administrator: viewer, technician, noc, admin").ExecuteAsync(Context);
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The door, and behind it the page on which somebody was when he sent something: he goes on there.</summary>
    private string DoorFrom(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var page) && page.Authority == Request.Host.Value && page.PathAndQuery != "/" ? $"{Door}?back={Uri.EscapeDataString(page.PathAndQuery)}" : Door;

    private static CookieOptions CookieOf(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true, IsEssential = true, MaxAge = age, Path = "/", SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
    };
}
