using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Antiforgery;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Says of an endpoint that it shows and changes nothing but what the caller's <see cref="SiteScope"/> allows.</summary>
internal sealed class MindsSites;

/// <summary>
/// Keeps people with some sites from everybody else's, also at an endpoint whose author did not think of them: what is not below <c>/sites/{id}</c> and
/// does not say <see cref="MindsSites"/> is for those who see all. And a browser changes something only by a form of the console itself.
/// </summary>
internal sealed class SiteGate(RequestDelegate next, IAntiforgery antiforgery)
{
    private const string OfSite = "/api/v1/sites/{id}";

    public async Task InvokeAsync(HttpContext context)
    {
        var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (isApi && Person.Of(context.User) is { } person)
        {
            if (person.Session is not null && IsChange(context.Request.Method) && !await antiforgery.IsRequestValidAsync(context))
            {
                await Problems.Of(
                    StatusCodes.Status400BadRequest, "This did not come from the console", "a change by a browser needs the console's own mark",
                    "open the console anew; programs use a token instead of the cookie").ExecuteAsync(context);
                return;
            }

            if (Refusal(context, person.Scope) is { } refused)
            {
                await refused.ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static IResult? Refusal(HttpContext context, SiteScope scope)
    {
        if (scope.IsAll || context.GetEndpoint() is not RouteEndpoint endpoint) return null;
        if (endpoint.RoutePattern.RawText is { } pattern && (pattern == OfSite || pattern.StartsWith(OfSite + "/", StringComparison.Ordinal)))
        {
            var site = context.Request.RouteValues["id"]?.ToString();
            return scope.Allows(site) ? null : Problems.NotFound($"site {Common.Config.ConfigSection.Quoted(site ?? "")}", "/api/v1/sites");
        }

        return endpoint.Metadata.GetMetadata<MindsSites>() is not null ? null : Problems.Of(
            StatusCodes.Status403Forbidden, "This is about all sites", "you see some sites only, and this concerns all of them", "ask somebody of the NOC");
    }
}
