using EdgeNoc.Agent.Devices.HiosoEpon;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>The pages that are read. The first takes any of them.</summary>
internal static class VsolParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        new("page", page => Any(Html(page.Span))),
        .. new[] { "/action/onuauthinfo.html", "/action/onustatusinfo.html", "/action/onuopmdiag.html" }.Select(path => new CaptureParser(path, page => OnuPage.Parse(Html(page.Span)))),
        new("/action/systeminfo.html", page => SystemPage.Parse(Html(page.Span))),
        new("/action/onuoptical.html", page => OpticalPage.Parse(Html(page.Span), null)) { ParseAsked = (command, page) => OpticalPage.Parse(Html(page.Span), command) },
    ];

    /// <summary>Decoded by what the answer or the page says of itself.</summary>
    public static string Html(ReadOnlySpan<byte> page, string? charset = null) => NameDecoder.For(page, charset).Decode(page) ?? "";

    private static PollResult Any(string html)
    {
        var onus = OnuPage.Parse(html);
        if (onus is PollResult.Read) return onus;
        if (OpticalPage.Parse(html, null) is PollResult.Read optics) return optics;
        return SystemPage.Parse(html) is PollResult.Read system ? system : onus;
    }
}
