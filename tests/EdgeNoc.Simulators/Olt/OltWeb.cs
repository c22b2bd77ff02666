using System.Collections.Concurrent;
using System.Globalization;
using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Answers as GoAhead-Webs does: HTTP Basic on every request, one connection a request, and its own idea of errors.</summary>
internal sealed class OltWeb(OltModel model, BasicCredentials credentials, OltServerOptions options, CancellationToken stopping)
{
    public const string AllOnusPath = "/onuAllPonOnuList.asp";

    /// <summary>Where <see cref="MisbehaviourKind.Redirect"/> leads.</summary>
    private const string Elsewhere = "/webs";

    private readonly ConcurrentQueue<string> _asked = new();
    private long _requests;
    private long _abandoned;

    public OltModel Model => model;

    public OltLedger Ledger { get; } = new(model.Slots);

    public FragileGate Gate { get; } = new(options.Time) { HangsFor = options.HangsFor };

    public long Requests => Interlocked.Read(ref _requests);

    public long Abandoned => Interlocked.Read(ref _abandoned);

    public IReadOnlyList<string> Asked => [.. _asked];

    public Misbehaviour Misbehaviour { get; set; } = Misbehaviour.None;

    public async Task AnswerAsync(HttpContext context)
    {
        var wrong = Misbehaviour.For(Interlocked.Increment(ref _requests));
        _asked.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
        while (_asked.Count > 1000) _asked.TryDequeue(out _);
        var response = context.Response;
        response.Headers.Server = "GoAhead-Webs";
        response.Headers.Pragma = "no-cache";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Connection = "close";
        response.ContentType = "text/html";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var entered = Gate.TryEnter();
        try
        {
            await AnswerAsync(context, entered ? wrong : MisbehaviourKind.Hang, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref _abandoned);
            context.Abort();
        }
        finally
        {
            if (entered) Gate.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, MisbehaviourKind wrong, CancellationToken ended)
    {
        if (wrong == MisbehaviourKind.Hang) await Task.Delay(Timeout.InfiniteTimeSpan, ended);
        if (wrong == MisbehaviourKind.Unauthorised || !credentials.Allow(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"GoAhead\"";
            await Oddities.WriteErrorAsync(context, 401, "Unauthorized", "Access to this document requires a User ID", ended);
            return;
        }

        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith(Elsewhere, StringComparison.Ordinal)) (path, wrong) = (path[Elsewhere.Length..], MisbehaviourKind.None);
        if (wrong is MisbehaviourKind.Redirect or MisbehaviourKind.RedirectAway)
        {
            context.Response.Redirect(wrong == MisbehaviourKind.Redirect ? $"{Elsewhere}{path}{context.Request.QueryString}" : $"http://{options.Listen.Address}:1{path}");
            return;
        }

        if (await Oddities.TryWriteAsync(context, wrong, ended)) return;
        if (Page(path, context.Request.Query) is { } page) await page.WriteAsync(context, wrong, Ledger, options.Firmware.Quirks, ended);
        else if (path.EndsWith(".asp", StringComparison.Ordinal)) await context.Response.WriteAsync(Oddities.Undefined(Path.GetFileNameWithoutExtension(path)), ended);
        else await Oddities.WriteErrorAsync(context, 404, "Page Not Found", "Cannot open URL", ended);
    }

    /// <summary>Null for what this firmware does not have.</summary>
    private ServedHtml? Page(string path, IQueryCollection query)
    {
        var (pages, firmware) = (options.Firmware.Pages, options.Firmware);
        var pon = query["oltponno"].ToString();
        return path switch
        {
            AllOnusPath when pages.HasFlag(OltPages.AllPons) => ServedHtml.Of(model.NextPage(), firmware.AllWidth, page => OnuTableHtml.Render(page, firmware)),
            "/onuOverview.asp" when pages.HasFlag(OltPages.Overview) =>
                ServedHtml.Of(model.NextPage().Only(pon, firmware.RowsPerPage), firmware.OverviewWidth, page => OnuTableHtml.RenderPon(page, OltPages.Overview, firmware)),
            "/onuConfigOnuList.asp" when pages.HasFlag(OltPages.Config) =>
                ServedHtml.Of(model.NextPage().Only(pon, firmware.RowsPerPage), 13, page => OnuTableHtml.RenderPon(page, OltPages.Config, firmware)),
            "/onuOverviewPonList.asp" when pages.HasFlag(OltPages.Overview) => new(PonListHtml.Render(model, firmware)),
            "/onuConfigPonList.asp" when pages.HasFlag(OltPages.Config) => new(PonListHtml.Render(model, firmware)),
            "/onuConfig.asp" when model.NextPage().Rows.FirstOrDefault(row => row.Slot.Id == query["onuno"].ToString()) is { } row => new(OnuTableHtml.RenderDetail(row, firmware.Quirks)),
            "/system.asp" => new(SystemHtml.Render(model)),
            "/sys_log_page.asp" => new(SystemHtml.RenderLog(model, int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, 1000) : 0)),
            _ => null,
        };
    }
}
