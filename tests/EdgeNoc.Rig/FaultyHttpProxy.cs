using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Rig;

/// <summary>What a database does instead of answering as it should.</summary>
public enum HttpFault
{
    /// <summary>500; nothing is stored.</summary>
    ServerError,

    /// <summary>503; nothing is stored.</summary>
    Unavailable,

    /// <summary>429 with <c>Retry-After: 1</c>; nothing is stored.</summary>
    TooManyRequests,

    /// <summary>400 with InfluxDB's words for a partial write; the first half of the lines is stored. Made up: the same lines are taken once the fault is over.</summary>
    Partial,

    /// <summary>400 with InfluxDB's words for a partial write; the lines that <see cref="FaultyHttpProxy.IsPoison"/> names are not stored, all others are. A body without any is taken.</summary>
    PoisonedLines,

    /// <summary>No answer as long as the client waits; nothing is stored.</summary>
    Hang,

    /// <summary>All is stored, the connection breaks in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>All is stored and answered, after <see cref="FaultyHttpProxy.Delay"/>.</summary>
    Slow,
}

/// <summary>Between a client and a database over HTTP: passes everything on until it is told to misbehave.</summary>
public sealed class FaultyHttpProxy : IAsyncDisposable
{
    private const int MaxTimes = 100_000;

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private HttpFault? _fault;
    private int _times;
    private long _passed;
    private long _faulted;
    private readonly ConcurrentQueue<double> _took = new();

    private FaultyHttpProxy(WebApplication app, HttpClient http, Uri url) => (_app, _http, Url) = (app, http, url);

    /// <summary>Connect here.</summary>
    public Uri Url { get; }

    /// <summary>How long <see cref="HttpFault.Slow"/> takes.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Which lines <see cref="HttpFault.PoisonedLines"/> refuses.</summary>
    public Predicate<string> IsPoison { get; set; } = _ => false;

    /// <summary>Requests that were passed on and answered as the database did.</summary>
    public long Passed => Interlocked.Read(ref _passed);

    /// <summary>Requests that met a fault.</summary>
    public long Faulted => Interlocked.Read(ref _faulted);

    /// <summary>How many milliseconds the database took for each request that was passed on since this was asked last, ascending.</summary>
    public IReadOnlyList<double> TakeTimes()
    {
        var taken = new List<double>();
        while (_took.TryDequeue(out var ms)) taken.Add(ms);
        taken.Sort();
        return taken;
    }

    /// <param name="target">The database.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<FaultyHttpProxy> StartAsync(Uri target, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port == 0 ? FreePort.Next() : port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = target, Timeout = Timeout.InfiniteTimeSpan };
        FaultyHttpProxy? proxy = null;
        app.Run(context => proxy!.ServeAsync(context));
        await app.StartAsync();
        proxy = new FaultyHttpProxy(app, http, new Uri(app.Urls.Single()));
        return proxy;
    }

    /// <summary>Misbehaves from now on.</summary>
    /// <param name="fault">How; null ends it.</param>
    /// <param name="times">For so many requests.</param>
    public void Use(HttpFault? fault, int times = int.MaxValue)
    {
        lock (_gate) (_fault, _times) = (fault, times);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            if (Next() is { } fault)
            {
                Interlocked.Increment(ref _faulted);
                await MisbehaveAsync(fault, context, body.ToArray());
            }
            else
            {
                var started = Stopwatch.GetTimestamp();
                await AnswerAsync(context, body.ToArray());
                _took.Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (_took.Count > MaxTimes) _took.TryDequeue(out _);
                Interlocked.Increment(ref _passed);
            }
        }
        catch (HttpRequestException)
        {
            // The database is away: so is what stands before it.
            context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The client gave up.
        }
    }

    private HttpFault? Next()
    {
        lock (_gate)
        {
            if (_fault is null || _times == 0) return null;
            _times--;
            return _fault;
        }
    }

    private async Task MisbehaveAsync(HttpFault fault, HttpContext context, byte[] body)
    {
        switch (fault)
        {
            case HttpFault.ServerError:
                await SayAsync(context, 500, """{"error":"made up: server error"}""");
                break;
            case HttpFault.Unavailable:
                await SayAsync(context, 503, """{"error":"made up: unavailable"}""");
                break;
            case HttpFault.TooManyRequests:
                context.Response.Headers.RetryAfter = "1";
                await SayAsync(context, 429, """{"error":"made up: too many requests"}""");
                break;
            case HttpFault.Partial:
                var half = body.AsSpan(0, body.Length / 2).LastIndexOf((byte)'\n') + 1;
                using (await ForwardAsync(context, body[..half]))
                {
                }

                await SayAsync(context, 400, """{"error":"partial write: made up dropped=1"}""");
                break;
            case HttpFault.PoisonedLines:
                await RefusePoisonAsync(context, body);
                break;
            case HttpFault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case HttpFault.CutAnswer:
                using (await ForwardAsync(context, body))
                {
                }

                context.Response.StatusCode = 200;
                context.Response.ContentLength = 1_000;
                await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            default:
                await Task.Delay(Delay, context.RequestAborted);
                await AnswerAsync(context, body);
                break;
        }
    }

    private async Task RefusePoisonAsync(HttpContext context, byte[] body)
    {
        var lines = Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var good = Array.FindAll(lines, line => !IsPoison(line));
        if (good.Length == lines.Length)
        {
            await AnswerAsync(context, body);
            return;
        }

        using var answer = await ForwardAsync(context, Encoding.UTF8.GetBytes(string.Join('\n', good)));
        await SayAsync(context, 400, string.Create(CultureInfo.InvariantCulture, $$"""{"error":"partial write: made up dropped={{lines.Length - good.Length}}"}"""));
    }

    private async Task AnswerAsync(HttpContext context, byte[] body)
    {
        using var answer = await ForwardAsync(context, body);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = answer.ReasonPhrase;
        if (answer.Content.Headers.ContentType is { } type) context.Response.ContentType = type.ToString();
        if (answer.StatusCode != HttpStatusCode.NoContent) await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(context.Request.Path + context.Request.QueryString, UriKind.Relative));
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        if (context.Request.ContentType is { } type && request.Content is { } content) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (context.Request.Headers.Authorization is [{ } authorization]) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        // Not aborted with the client's connection: what it sent has arrived.
        return await _http.SendAsync(request, CancellationToken.None);
    }

    private static Task SayAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
