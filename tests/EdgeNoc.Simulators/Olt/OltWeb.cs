using System.Text;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Answers as GoAhead-Webs does: HTTP Basic on every request, one connection a request, and its own idea of errors.</summary>
internal sealed class OltWeb(OltModel model, BasicCredentials credentials, CancellationToken stopping)
{
    public const string AllOnusPath = "/onuAllPonOnuList.asp";

    private long _requests;
    private long _abandoned;

    public OltModel Model => model;

    public OltLedger Ledger { get; } = new(model.Slots);

    public long Requests => Interlocked.Read(ref _requests);

    public long Abandoned => Interlocked.Read(ref _abandoned);

    public Misbehaviour Misbehaviour { get; set; } = Misbehaviour.None;

    public async Task AnswerAsync(HttpContext context)
    {
        var wrong = Misbehaviour.For(Interlocked.Increment(ref _requests));
        var response = context.Response;
        response.Headers.Server = "GoAhead-Webs";
        response.Headers.Pragma = "no-cache";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Connection = "close";
        response.ContentType = "text/html";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, wrong, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref _abandoned);
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, MisbehaviourKind wrong, CancellationToken ended)
    {
        if (wrong == MisbehaviourKind.Hang) await Task.Delay(Timeout.InfiniteTimeSpan, ended);
        if (wrong == MisbehaviourKind.Unauthorised || !credentials.Allow(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"GoAhead\"";
            await WriteErrorAsync(context, 401, "Unauthorized", "Access to this document requires a User ID", ended);
            return;
        }

        var path = context.Request.Path.Value ?? "";
        await (wrong switch
        {
            MisbehaviourKind.AccessDenied => WriteAsync(context, "Access Denied! Please login.", ended),
            MisbehaviourKind.ServerError => WriteErrorAsync(context, 500, "Internal Server Error", "Out of memory", ended),
            _ when path == AllOnusPath => WriteOnusAsync(context, wrong, ended),
            _ when path == "/system.asp" => WriteAsync(context, SystemHtml.Render(model), ended),
            _ when path.EndsWith(".asp", StringComparison.Ordinal) => WriteAsync(context, Undefined(Path.GetFileNameWithoutExtension(path)), ended),
            _ => WriteErrorAsync(context, 404, "Page Not Found", "Cannot open URL", ended),
        });
    }

    private async Task WriteOnusAsync(HttpContext context, MisbehaviourKind wrong, CancellationToken ended)
    {
        if (wrong is MisbehaviourKind.MissingPage or MisbehaviourKind.NoArray)
        {
            // No array, no values: the page takes no number.
            await WriteAsync(context, wrong == MisbehaviourKind.NoArray ? OnuTableHtml.RenderWithoutArray() : Undefined("getAllPonOnuTable"), ended);
            return;
        }

        var page = model.NextPage();
        var html = Encoding.UTF8.GetBytes(OnuTableHtml.Render(page));
        switch (wrong)
        {
            case MisbehaviourKind.HalfPage:
                await context.Response.Body.WriteAsync(html.AsMemory(0, html.Length / 2), ended);
                return;
            case MisbehaviourKind.CloseMidBody:
                context.Response.ContentLength = html.Length;
                await context.Response.Body.WriteAsync(html.AsMemory(0, html.Length / 2), ended);
                await context.Response.Body.FlushAsync(ended);
                context.Abort();
                return;
            case MisbehaviourKind.Slow:
                await WriteSlowlyAsync(context, html, ended);
                break;
            default:
                await context.Response.Body.WriteAsync(html, ended);
                break;
        }

        await context.Response.CompleteAsync();
        if (!context.RequestAborted.IsCancellationRequested) Ledger.Enter(page);
    }

    private static async Task WriteSlowlyAsync(HttpContext context, byte[] html, CancellationToken ended)
    {
        foreach (var piece in html.Chunk(500))
        {
            await context.Response.Body.WriteAsync(piece, ended);
            await context.Response.Body.FlushAsync(ended);
            await Task.Delay(200, ended);
        }
    }

    private static string Undefined(string procedure) => $"<html><body>ASP Error: Undefined procedure {procedure}</body></html>\n";

    private static Task WriteErrorAsync(HttpContext context, int status, string title, string text, CancellationToken ended)
    {
        context.Response.StatusCode = status;
        return WriteAsync(
            context,
            $"<html><head><title>Document Error: {title}</title></head>\r\n<body><h2>Access Error: {title}</h2>\r\n<p>{text}</p></body></html>\r\n",
            ended);
    }

    private static Task WriteAsync(HttpContext context, string html, CancellationToken ended) => context.Response.WriteAsync(html, ended);
}
