using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>One request: headers that every answer has, the gate, the route, and what an unexpected fault looks like.</summary>
internal sealed class PageApplication(RequestGate gate, PageRoutes routes, ILogger logger) : IHttpApplication<HttpContext>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            var request = context.Request;
            var verdict = gate.Judge(request.Method, One(request.Headers.Host), One(request.Headers.Origin), request.ContentType);
            if (verdict != Verdict.Pass) await Answers.RefuseAsync(context, verdict).ConfigureAwait(false);
            else await routes.HandleAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            await Answers.FailAsync(context, bad.StatusCode, "bad_request").ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The phone went away, or the agent stops.
            context.Abort();
        }
        catch (Exception error)
        {
            logger.LogError(error, "the cabinet's page: {Method} {Path} failed", context.Request.Method, context.Request.Path.Value);
            if (context.Response.HasStarted) context.Abort();
            else await Answers.FailAsync(context, StatusCodes.Status500InternalServerError, "failed").ConfigureAwait(false);
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing of a request outlives it.
    }

    // Two of a header are none.
    private static string? One(Microsoft.Extensions.Primitives.StringValues values) => values.Count switch
    {
        0 => null,
        1 => values[0],
        _ => "",
    };
}
