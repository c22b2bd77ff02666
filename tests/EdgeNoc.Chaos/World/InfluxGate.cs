using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdgeNoc.Chaos.World;

/// <summary>How the way to InfluxDB goes wrong.</summary>
internal enum GateFault
{
    None,
    Fails,
    Unavailable,
    Busy,
    Partial,
    Hangs,
    AnswerLost,
}

/// <summary>Stands before InfluxDB and answers for it, wrongly when told to.</summary>
internal sealed class InfluxGate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private InfluxGate(WebApplication app, HttpClient http, int port) => (_app, _http, Port) = (app, http, port);

    public int Port { get; }

    public GateFault Fault { get; set; }

    public static async Task<InfluxGate> StartAsync(int port, Uri influx)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        var app = builder.Build();
        var gate = new InfluxGate(app, new HttpClient { BaseAddress = influx, Timeout = TimeSpan.FromSeconds(60) }, port);
        app.Run(gate.AnswerAsync);
        await app.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>The lines that a partial refusal refuses for ever: one ONU of each PON.</summary>
    public static bool IsRefused(string line) => line.StartsWith("onu,", StringComparison.Ordinal) && line.Contains(",onu=5,", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await (Fault switch
            {
                GateFault.Fails => SayAsync(context, 500, "{\"error\":\"engine: cannot write\"}"),
                GateFault.Unavailable => SayAsync(context, 503, "{\"error\":\"timeout\"}"),
                GateFault.Busy => BusyAsync(context),
                GateFault.Hangs => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted),
                GateFault.Partial when context.Request.Path == "/write" => PartialAsync(context),
                GateFault.AnswerLost when context.Request.Path == "/write" => LoseAnswerAsync(context),
                _ => PassAsync(context),
            });
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    }

    private static Task BusyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return SayAsync(context, 429, "{\"error\":\"max concurrent writes\"}");
    }

    private async Task PartialAsync(HttpContext context)
    {
        var lines = Encoding.UTF8.GetString(await ReadAsync(context)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var good = lines.Where(line => !IsRefused(line)).ToList();
        using var content = new StringContent(string.Join('\n', good));
        using var answer = await SendAsync(context, content);
        if (!answer.IsSuccessStatusCode || good.Count == lines.Length) await CopyAsync(answer, context);
        else await SayAsync(context, 400, $$"""{"error":"partial write: points beyond retention policy dropped={{lines.Length - good.Count}}"}""");
    }

    private async Task LoseAnswerAsync(HttpContext context)
    {
        using var content = new ByteArrayContent(await ReadAsync(context));
        using var answer = await SendAsync(context, content);
        context.Abort();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var content = new ByteArrayContent(await ReadAsync(context));
        using var answer = await SendAsync(context, content);
        await CopyAsync(answer, context);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, HttpContent content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.Method == "POST") request.Content = content;
        return await _http.SendAsync(request, context.RequestAborted);
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("X-Influxdb-Version", out var version)) context.Response.Headers["X-Influxdb-Version"] = version.First();
        if (context.Response.StatusCode != 204) await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
