using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>A page on its way to the reader, whole or as badly as it is told to.</summary>
/// <param name="Html">The whole page.</param>
/// <param name="Entered">What goes into the ledger once it was served to its end; null for pages without numbered values.</param>
/// <param name="Width">Columns of a list of ONUs; null for other pages, which nothing is done to.</param>
internal sealed record ServedHtml(string Html, OltPage? Entered = null, int? Width = null)
{
    private static readonly Encoding Gb2312 = CodePagesEncodingProvider.Instance.GetEncoding("gb2312")!;

    /// <summary>A list of ONUs. Only pages with online seconds have numbered values.</summary>
    public static ServedHtml Of(OltPage page, int width, Func<OltPage, string> render) => new(render(page), width is 22 or 18 ? page : null, width);

    public async Task WriteAsync(HttpContext context, MisbehaviourKind wrong, OltLedger ledger, PageQuirks quirks, CancellationToken ended)
    {
        if (Width is { } width && (wrong is MisbehaviourKind.MissingPage or MisbehaviourKind.NoArray))
        {
            // No array, no values.
            await context.Response.WriteAsync(wrong == MisbehaviourKind.NoArray ? OnuTableHtml.RenderWithoutArray(width) : Oddities.Undefined("getAllPonOnuTable"), ended);
            return;
        }

        var html = (quirks.HasFlag(PageQuirks.Gb2312) ? Gb2312 : Encoding.UTF8).GetBytes(Html);
        switch (Width is null ? MisbehaviourKind.None : wrong)
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
                await WriteSlowlyAsync(context, html, 500, TimeSpan.FromMilliseconds(200), ended);
                break;
            case MisbehaviourKind.ByteASecond:
                await WriteSlowlyAsync(context, html, 1, TimeSpan.FromSeconds(1), ended);
                break;
            default:
                await context.Response.Body.WriteAsync(html, ended);
                break;
        }

        await context.Response.CompleteAsync();
        if (Entered is not null && !context.RequestAborted.IsCancellationRequested) ledger.Enter(Entered);
    }

    private static async Task WriteSlowlyAsync(HttpContext context, byte[] html, int bytes, TimeSpan pause, CancellationToken ended)
    {
        foreach (var piece in html.Chunk(bytes))
        {
            await context.Response.Body.WriteAsync(piece, ended);
            await context.Response.Body.FlushAsync(ended);
            await Task.Delay(pause, ended);
        }
    }
}
