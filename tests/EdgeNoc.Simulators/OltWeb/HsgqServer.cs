using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>The JSON API: a login that counts, four sessions, lists.</summary>
public sealed class HsgqServer : IAsyncDisposable
{
    public const int MaxSessions = 4;

    private readonly OltWebOptions _options;
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private WebApplication? _app;
    private Dictionary<string, string>? _lists;
    private HsgqFault _fault;

    private HsgqServer(OltWebOptions options) => _options = options;

    public Uri Url { get; private set; } = null!;

    public HsgqFault Fault
    {
        get => _fault;
        set
        {
            (_fault, _lists) = (value, null);
            if (value == HsgqFault.SessionsFull) TakeSessions(MaxSessions);
        }
    }

    /// <summary>The value of <c>data</c> by path and query, as <c>/onutable</c>.</summary>
    public Dictionary<string, string> Lists => _lists ??= HsgqLists.Of(_options.Onus, Fault);

    public int OpenSessions => _tokens.Count;

    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<HsgqServer> StartAsync(OltWebOptions? options = null)
    {
        var server = new HsgqServer(options ?? new OltWebOptions());
        (server._app, var at) = await SimulatorHost.StartAsync(server._options.Listen, app => app.Run(server.AnswerAsync), server._options.Certificate);
        server.Url = server._options.UrlAt(at);
        return server;
    }

    /// <summary>People who forgot to log out.</summary>
    public void TakeSessions(int count)
    {
        for (var person = 0; person < count; person++) _tokens[$"person-{person}"] = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = $"{context.Request.Path}{context.Request.QueryString}";
        Requests.Enqueue(asked);
        if (Fault == HsgqFault.OtherVendor) context.Response.StatusCode = 404;
        else if (Fault == HsgqFault.ServerError) context.Response.StatusCode = 500;
        else if (Fault == HsgqFault.Hangs) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        else if (asked == "/") await SendAsync(context, "<html><head><title>HSGQ OLT</title></head><body><div id=app></div></body></html>");
        else if (asked == "/userlogin?form=login") await LogInAsync(context);
        else await AnswerAsync(context, asked, context.Request.Headers["X-Token"].ToString());
    }

    private async Task AnswerAsync(HttpContext context, string asked, string token)
    {
        if (Fault == HsgqFault.TokenExpires || !_tokens.ContainsKey(token))
        {
            await SendAsync(context, """{"message":"Token Check Failed"}""");
        }
        else if (asked == "/userlogin?form=logout")
        {
            _tokens.TryRemove(token, out _);
            await SendAsync(context, """{"code":1,"message":"success"}""");
        }
        else if (Fault is HsgqFault.NoJson or HsgqFault.SaysError)
        {
            await SendAsync(context, Fault == HsgqFault.NoJson ? "<html>busy</html>" : """{"code":2,"message":"system busy"}""");
        }
        else if (Fault == HsgqFault.Huge)
        {
            await SendHugeAsync(context);
        }
        else if (Lists.TryGetValue(asked, out var data))
        {
            var answer = $$"""{"code":1,"message":"success","data":{{data}}}""";
            await SendAsync(context, Fault == HsgqFault.HalfJson ? answer[..(answer.Length / 2)] : answer);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }

    private async Task LogInAsync(HttpContext context)
    {
        var param = (await JsonNode.ParseAsync(context.Request.Body))!["param"]!;
#pragma warning disable CA5351 // As the box does.
        var key = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{_options.User}:{_options.Password}")));
#pragma warning restore CA5351
        var isRight = (string?)param["name"] == _options.User && (string?)param["key"] == key && (string?)param["value"] == Convert.ToBase64String(Encoding.UTF8.GetBytes(_options.Password));
        if (!isRight || Fault == HsgqFault.RefusesLogin) await SendAsync(context, """{"code":2,"message":"user or password error"}""");
        else if (_tokens.Count >= MaxSessions) await SendAsync(context, """{"code":3,"message":"max session"}""");
        else
        {
            var token = $"token-{Guid.NewGuid():N}";
            _tokens[token] = true;
            context.Response.Headers["X-Token"] = token;
            await SendAsync(context, """{"code":1,"message":"success","data":{}}""");
        }
    }

    private static async Task SendHugeAsync(HttpContext context)
    {
        var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"port_id\":1,\"onu_id\":1},", 40_000)));
        for (var sent = 0; sent < 100; sent++) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
    }

    private static Task SendAsync(HttpContext context, string json) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
}
