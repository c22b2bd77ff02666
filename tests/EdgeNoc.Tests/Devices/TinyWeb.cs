using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Devices;

/// <summary>A web server on a free loopback port that does to each request what the test says.</summary>
internal sealed class TinyWeb(WebApplication application, ConcurrentQueue<string> requests) : IAsyncDisposable
{
    public Uri Url => new(application.Urls.First());

    /// <summary>Path and Authorization of each request.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static async Task<TinyWeb> StartAsync(RequestDelegate answer)
    {
        var requests = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Run(context =>
        {
            requests.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}");
            return answer(context);
        });
        await application.StartAsync();
        return new TinyWeb(application, requests);
    }

    public static Task Send(HttpContext context, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(body);
    }

    public static Task Redirect(HttpContext context, string location)
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }
}
