using System.Collections.Concurrent;
using System.Text;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>The pages <c>/action/*.html</c>: one session, a key that is another one in each page and must come back.</summary>
public sealed class VsolServer : IAsyncDisposable
{
    private const string Cookie = "session=s-1";

    private readonly OltWebOptions _options;
    private WebApplication? _app;
    private Dictionary<string, string[][]>? _tables;
    private VsolFault _fault;
    private string? _key;
    private int _keys;
    private bool _agentIsIn;

    private VsolServer(OltWebOptions options) => _options = options;

    static VsolServer() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Uri Url { get; private set; } = null!;

    public VsolFault Fault
    {
        get => _fault;
        set => (_fault, _tables) = (value, null);
    }

    /// <summary>Rows of each page by its name, as <c>onustatusinfo</c>: the heading first.</summary>
    public Dictionary<string, string[][]> Tables => _tables ??= VsolPages.Of(_options.Onus, Fault);

    public ConcurrentQueue<string> Requests { get; } = new();

    public int Logins => Requests.Count(request => request == "POST /action/main.html");

    public static async Task<VsolServer> StartAsync(OltWebOptions? options = null)
    {
        var server = new VsolServer(options ?? new OltWebOptions());
        (server._app, var at) = await SimulatorHost.StartAsync(server._options.Listen, app => app.Run(server.AnswerAsync), server._options.Certificate);
        server.Url = server._options.UrlAt(at);
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
        context.Response.ContentType = "text/html";
        if (path == "/" && Fault != VsolFault.OtherVendor) context.Response.Redirect("/action/login.html");
        else if (Fault == VsolFault.OtherVendor) context.Response.StatusCode = 404;
        else if (Fault == VsolFault.ServerError) context.Response.StatusCode = 500;
        else if (Fault == VsolFault.Hangs) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        else await AnswerAsync(context, path, context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null);
    }

    private async Task AnswerAsync(HttpContext context, string path, IFormCollection? form)
    {
        var page = Path.GetFileNameWithoutExtension(path);
        if (path == "/action/main.html" && form is not null)
        {
            await SendAsync(context, LogIn(context, form));
        }
        else if (!_agentIsIn || path == "/action/login.html" || (form is not null && Fault != VsolFault.MintsNoKey && form["SessionKey"].ToString() != _key) || (Fault == VsolFault.Cookie && context.Request.Headers.Cookie != Cookie))
        {
            await SendAsync(context, LoginForm);
        }
        else if (!Tables.TryGetValue(page, out var rows) || (page == "onustatusinfo" && Fault == VsolFault.HasNoStatusPage) || (page == "onuopmdiag" && Fault == VsolFault.NoOpticsPage))
        {
            context.Response.StatusCode = 404;
        }
        else if (Fault == VsolFault.Huge)
        {
            var piece = new byte[1 << 20];
            Array.Fill(piece, (byte)' ');
            for (var sent = 0; sent < 100; sent++) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
        else
        {
            await SendAsync(context, Page(page, rows, context.Request.Query["select"].ToString() is { Length: > 0 } pon ? pon : Fault == VsolFault.Gpon ? "1" : form?["select"].ToString() ?? "1"));
        }
    }

    private string LogIn(HttpContext context, IFormCollection form)
    {
        if (Fault == VsolFault.SomebodyIsIn) return "<html><script>alert('Another user is online, please try again later!');</script></html>";
        _agentIsIn = Fault is not (VsolFault.RefusesLogin or VsolFault.SaysLoginFailed) && form["user"].ToString() == _options.User && form["pass"].ToString() == _options.Password && form["who"].ToString() == "100";
        if (_agentIsIn && Fault == VsolFault.Cookie) context.Response.Headers.SetCookie = $"{Cookie}; path=/";
        return _agentIsIn ? "<html><frameset cols=\"200,*\"><frame src=\"left.html\"></frameset></html>" : Fault == VsolFault.SaysLoginFailed ? "<html>LoginFailed</html>" : LoginForm;
    }

    private const string LoginForm = "<html><form action=\"/action/main.html\" method=post><input name=user><input type=\"password\" name=pass></form></html>";

    /// <summary>As it comes without asking, a page shows the first PON alone.</summary>
    private string Page(string name, string[][] rows, string pon)
    {
        var shown = rows.Where((row, place) => place == 0 || pon == "255" || !row[0].Contains(':', StringComparison.Ordinal) || row[0].Contains($"0/{pon}:", StringComparison.Ordinal));
        var table = Fault == VsolFault.NoTable ? "" : string.Concat(shown.Select((row, place) => $"<tr>{string.Concat(row.Select(cell => place == 0 ? $"<td class='hd'><font>{cell}</font></td>" : $"<td><font color=#008040>{cell}</font></td>"))}"));
        _key = Fault == VsolFault.EmptyKey ? "" : $"key{++_keys}";
        var script = Fault == VsolFault.MintsNoKey ? "" : $"<script>var SessionKey = document.createElement('input');\nSessionKey.value = '{_key}';</script>";
        return $"<html><head><meta charset=\"gb2312\"/></head><body><form method=post action=\"{name}.html\"><select name=select><option value=1>PON1</option><option value=2>PON2</option><option value=255>All</option></select><table border=1>{table}</table></form>{script}</body></html>";
    }

    private static Task SendAsync(HttpContext context, string html) => context.Response.Body.WriteAsync(Encoding.GetEncoding("gb2312").GetBytes(html)).AsTask();
}
