using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Registers who people are: with a cookie in a browser, with a token everywhere else.</summary>
internal static class AccessModule
{
    private const string Either = "either";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new Passwords());
        services.AddSingleton<SignIn>().AddSingleton<Standing>();
        services.AddAntiforgery(mark =>
        {
            mark.HeaderName = "X-EdgeNoc-Mark";
            mark.Cookie.Name = "edgenoc-mark";
            mark.Cookie.SameSite = SameSiteMode.Strict;
            mark.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null);
        return services;
    }

    /// <summary>A token counts where one is sent, and for pages none does; the API without either asks for a token.</summary>
    private static string SchemeOf(HttpContext context)
    {
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        return isApi && (context.Request.Headers.Authorization.Count > 0 || !context.Request.Cookies.ContainsKey(SessionHandler.Cookie)) ? TokenHandler.Name : SessionHandler.Name;
    }
}
