using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>What is answered where no resource answers: in the same form, and without what went on inside.</summary>
internal static class Failures
{
    public static void UseApiFailures(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failed });
        app.UseStatusCodePages(context => context.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);
    }

    private static Task Failed(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return Answer(context);

        // A page has a page for it.
        context.Response.StatusCode = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            DbException => StatusCodes.Status503ServiceUnavailable,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        };
        return Task.CompletedTask;
    }

    private static Task Answer(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        DbException => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "The database cannot be used now", "nothing was changed", "try again; if it lasts, look at the disk and the log of the collector"),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => Problems.Of(
            StatusCodes.Status500InternalServerError, "The collector failed", "nothing was changed", "the log of the collector says more; please report it"),
    } is var answer ? answer.ExecuteAsync(context) : Task.CompletedTask;

    private static IResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problems.Of(status, "There is no such thing", "nothing is at this address", "see /openapi/v1.json for what there is"),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(status, "That cannot be done here", "this address does not know this method", "see /openapi/v1.json for what can be done"),
        _ => Problems.Of(status, "The request cannot be used", "it is no request that this API knows", "see /openapi/v1.json for what it takes"),
    };
}
