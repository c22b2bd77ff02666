using System.Collections.Concurrent;
using System.Net;
using System.Text;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>What a VSOL's web server does otherwise, or wrong.</summary>
public enum VsolFault
{
    None,

    /// <summary>Answers a right password with 200 and the login form.</summary>
    RefusesLogin,

    /// <summary>Answers it with the word LoginFailed.</summary>
    SaysLoginFailed,

    /// <summary>Puts no key into its forms.</summary>
    MintsNoKey,

    /// <summary>Puts an empty one.</summary>
    EmptyKey,

    /// <summary>Has no page of states, as GPON boxes.</summary>
    HasNoStatusPage,

    /// <summary>Pages without their table.</summary>
    NoTable,
}

/// <summary>The pages <c>/action/*.html</c>: one session, a key that is another one in each page and must come back.</summary>
public sealed class VsolServer : IAsyncDisposable
{
    private WebApplication? _app;
    private string? _key;
    private int _keys;
    private bool _agentIsIn;

    private VsolServer()
    {
    }

    public Uri Url { get; private set; } = null!;

    public VsolFault Fault { get; set; }

    /// <summary>Rows of each page by its name, as <c>onustatusinfo</c>: the heading first.</summary>
    public Dictionary<string, string[][]> Tables { get; } = [];

    public ConcurrentQueue<string> Requests { get; } = new();

    public int Logins => Requests.Count(request => request == "POST /action/main.html");

    public static async Task<VsolServer> StartAsync()
    {
        var server = new VsolServer();
        (server._app, var at) = await SimulatorHost.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), app => app.Run(server.AnswerAsync));
        server.Url = new Uri($"http://{at}/");
        return server;
    }

    /// <summary>A person logs in with a browser: whoever was in is out. Also what the box does by itself after a while.</summary>
    public void EndSession() => _agentIsIn = false;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Requests.Enqueue($"{context.Request.Method} {path}");
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        var page = Path.GetFileNameWithoutExtension(path);
        context.Response.ContentType = "text/html";
        if (path == "/action/main.html" && form is not null)
        {
            _agentIsIn = Fault is not (VsolFault.RefusesLogin or VsolFault.SaysLoginFailed) && form["user"].ToString() == "admin" && form["pass"].ToString() == "pw-1" && form["who"].ToString() == "100";
            await SendAsync(context, _agentIsIn ? "<html><frameset cols=\"200,*\"><frame src=\"left.html\"></frameset></html>" : Fault == VsolFault.SaysLoginFailed ? "<html>LoginFailed</html>" : LoginForm);
        }
        else if (!_agentIsIn || path == "/action/login.html" || (form is not null && Fault != VsolFault.MintsNoKey && form["SessionKey"].ToString() != _key))
        {
            await SendAsync(context, LoginForm);
        }
        else if (!Tables.TryGetValue(page, out var rows) || (page == "onustatusinfo" && Fault == VsolFault.HasNoStatusPage))
        {
            context.Response.StatusCode = 404;
        }
        else
        {
            await SendAsync(context, Page(page, rows, all: form?["select"].ToString() == "255"));
        }
    }

    private const string LoginForm = "<html><form action=main.html method=post><input name=user><input type=\"password\" name=pass></form></html>";

    /// <summary>As it comes without asking, a page shows the first PON alone.</summary>
    private string Page(string name, string[][] rows, bool all)
    {
        var shown = rows.Where((row, place) => place == 0 || all || !row[0].Contains("0/2:", StringComparison.Ordinal));
        var table = Fault == VsolFault.NoTable ? "" : string.Concat(shown.Select((row, place) => $"<tr>{string.Concat(row.Select(cell => place == 0 ? $"<td class='hd'><font>{cell}</font></td>" : $"<td><font color=#008040>{cell}</font></td>"))}"));
        _key = Fault == VsolFault.EmptyKey ? "" : $"key{++_keys}";
        var script = Fault == VsolFault.MintsNoKey ? "" : $"<script>var SessionKey = document.createElement('input');\nSessionKey.value = '{_key}';</script>";
        return $"<html><head><meta charset=\"gb2312\"/></head><body><form method=post action=\"{name}.html\"><table border=1>{table}</table></form>{script}</body></html>";
    }

    private static Task SendAsync(HttpContext context, string html) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html)).AsTask();
}
