using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Any page of the family, recognised by the arrays in it: a saved page need not say which it was.</summary>
internal static class HiosoPage
{
    /// <summary>The default takes any page; the others are the pages by their path, and complain when the file is another one.</summary>
    public static IReadOnlyList<CaptureParser> Parsers { get; } =
    [
        new("page", page => Parse(page.Span)),
        .. new[] { "/onuAllPonOnuList.asp", "/onuOverview.asp", "/onuConfigOnuList.asp" }
            .Select(path => new CaptureParser(path, page => OnuTablePage.Parse(page.Span))),
        .. PonPages.Known.Select(pages => new CaptureParser(pages.List, page => PonListPage.TryParse(page.Span) ?? Without(page, "list of PONs"))),
        new("/onuConfig.asp", page => OnuDetailPage.TryParse(page.Span, NameDecoder.For(page.Span, null)) ?? Without(page, "details of an ONU")),
        new("/system.asp", page => SystemPage.TryParse(page.Span, NameDecoder.For(page.Span, null)) ?? Without(page, "description of the box")),
    ];

    /// <summary>Reads all that the page has; what is not recognised at all, and what is there but broken, is a closed error.</summary>
    public static PollResult Parse(ReadOnlySpan<byte> page, string? charset = null)
    {
        var names = NameDecoder.For(page, charset);
        var parts = new[] { OnuTablePage.TryParse(page, names), OnuDetailPage.TryParse(page, names), PonListPage.TryParse(page), SystemPage.TryParse(page, names) };
        if (parts.OfType<PollResult.Failed>().FirstOrDefault() is { } failed) return failed;
        var readings = parts.OfType<PollResult.Read>().Select(part => part.Reading).ToList();
        return readings.Count == 0 ? new PollResult.Failed(PageErrors.Without(page, "list of ONUs")) : new PollResult.Read(readings.Aggregate(Join));
    }

    private static PollResult.Failed Without(ReadOnlyMemory<byte> page, string what) => new(PageErrors.Without(page.Span, what));

    /// <summary>Earlier parts win where two speak of the same: they hold more.</summary>
    private static Reading Join(Reading first, Reading second) => first with
    {
        Device = first.Device ?? second.Device,
        Onus = [.. first.Onus, .. second.Onus.ExceptBy(first.Onus.Select(onu => onu.Entity), onu => onu.Entity, StringComparer.Ordinal)],
        Pons = [.. first.Pons, .. second.Pons.ExceptBy(first.Pons.Select(pon => pon.Pon), pon => pon.Pon, StringComparer.Ordinal)],
        Dropped = first.Dropped + second.Dropped,
    };
}
