using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>What an HSGQ's API does wrong.</summary>
public enum HsgqFault
{
    None,

    /// <summary>Knows the token no more.</summary>
    TokenExpires,

    /// <summary>Answers with a page instead of JSON.</summary>
    NoJson,
}

/// <summary>The JSON API: a login that counts, four sessions, lists that a test gives.</summary>
public sealed class HsgqServer : IAsyncDisposable
{
    public const int MaxSessions = 4;

    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private WebApplication? _app;

    private HsgqServer()
    {
    }

    public Uri Url { get; private set; } = null!;

    public HsgqFault Fault { get; set; }

    /// <summary>The value of <c>data</c> by path and query, as <c>/onutable</c>.</summary>
    public Dictionary<string, string> Lists { get; } = [];

    public int OpenSessions => _tokens.Count;

    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<HsgqServer> StartAsync()
    {
        var server = new HsgqServer();
        (server._app, var at) = await SimulatorHost.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), app => app.Run(server.AnswerAsync));
        server.Url = new Uri($"http://{at}/");
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
        var token = context.Request.Headers["X-Token"].ToString();
        if (asked == "/userlogin?form=login") await LogInAsync(context);
        else if (Fault == HsgqFault.TokenExpires || !_tokens.ContainsKey(token)) await SendAsync(context, """{"message":"Token Check Failed"}""");
        else if (asked == "/userlogin?form=logout")
        {
            _tokens.TryRemove(token, out _);
            await SendAsync(context, """{"code":1,"message":"success"}""");
        }
        else if (Fault == HsgqFault.NoJson) await SendAsync(context, "<html>busy</html>");
        else if (Lists.TryGetValue(asked, out var data)) await SendAsync(context, $$"""{"code":1,"message":"success","data":{{data}}}""");
        else context.Response.StatusCode = 404;
    }

    private async Task LogInAsync(HttpContext context)
    {
        var param = (await JsonNode.ParseAsync(context.Request.Body))!["param"]!;
#pragma warning disable CA5351 // As the box does.
        var key = Convert.ToHexStringLower(MD5.HashData("admin:pw-1"u8));
#pragma warning restore CA5351
        if ((string?)param["name"] != "admin" || (string?)param["key"] != key || (string?)param["value"] != Convert.ToBase64String("pw-1"u8)) await SendAsync(context, """{"code":2,"message":"user or password error"}""");
        else if (_tokens.Count >= MaxSessions) await SendAsync(context, """{"code":3,"message":"max session"}""");
        else
        {
            var token = $"token-{Guid.NewGuid():N}";
            _tokens[token] = true;
            context.Response.Headers["X-Token"] = token;
            await SendAsync(context, """{"code":1,"message":"success","data":{}}""");
        }
    }

    private static Task SendAsync(HttpContext context, string json) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)).AsTask();
}
