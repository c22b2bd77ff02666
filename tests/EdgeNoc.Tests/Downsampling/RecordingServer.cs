using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>Writes down each request and answers as it is told: for the generations of InfluxDB that no package here has.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _requests = new();

    private RecordingServer(Func<string, (int Status, string Body)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var line = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
            _requests.Enqueue($"{line} [{context.Request.Headers.Authorization}] {body}".TrimEnd());
            var (status, text) = answer(line);
            context.Response.StatusCode = status;
            if (status != 204) await context.Response.WriteAsync(text);
        });
    }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Method, path with query, authorization in brackets, body; in the order in which they came.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <param name="answer">By method and path.</param>
    public static async Task<RecordingServer> StartAsync(Func<string, (int Status, string Body)> answer)
    {
        var server = new RecordingServer(answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
