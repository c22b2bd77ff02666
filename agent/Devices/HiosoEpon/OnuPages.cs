using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Reads all ONUs, from one page where the firmware has it, else PON by PON; remembers which, so that a poll asks for nothing that is not there.</summary>
internal sealed class OnuPages(PageReader reader, TimeProvider time)
{
    private const string AllOnus = "/onuAllPonOnuList.asp";

    /// <summary>How long the answer "no such page" is believed: a firmware update brings pages, and is rare.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromHours(6);

    private long? _allMissingSince;
    private PonPages? _pages;

    /// <summary>Reads ONUs and PONs.</summary>
    public async Task<PollResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (_allMissingSince is not { } since || time.GetElapsedTime(since) >= Believed)
        {
            var all = await reader.ReadAsync(AllOnus, "list of ONUs", ParseOnus, cancellationToken).ConfigureAwait(false);
            if (!all.IsMissing)
            {
                _allMissingSince = null;
                return all.Result;
            }

            _allMissingSince = time.GetTimestamp();
        }

        foreach (var pages in _pages is { } known ? [known] : PonPages.Known)
        {
            if (await ReadPonsAsync(pages, cancellationToken).ConfigureAwait(false) is not { } result) continue;
            _pages = pages;
            return result;
        }

        // What was believed of the box does not hold: the next poll tries everything.
        (_pages, _allMissingSince) = (null, null);
        return new PollResult.Failed(PageErrors.NoListAtAll);
    }

    /// <summary>Null when the firmware lacks these pages.</summary>
    private async Task<PollResult?> ReadPonsAsync(PonPages pages, CancellationToken cancellationToken)
    {
        var list = await reader.ReadAsync(pages.List, "list of PONs", answer => PonListPage.TryParse(answer.Body), cancellationToken).ConfigureAwait(false);
        if (list.IsMissing) return null;
        if (list.Result is not PollResult.Read { Reading: var listed }) return list.Result;
        var sum = new PonSum(listed.Dropped);
        foreach (var pon in listed.Pons)
        {
            var page = await reader.ReadAsync(pages.Onus(pon.Pon), "list of ONUs", ParseOnus, cancellationToken).ConfigureAwait(false);
            if (page.IsMissing && sum.IsEmpty) return null;
            switch (page.Result)
            {
                case PollResult.Read read:
                    sum.Add(pon, read.Reading);
                    break;
                case PollResult.Failed { Error: { Kind: PollErrorKind.ParseFailed } error }:
                    sum.AddFailure(pon, error);
                    break;
                case PollResult.Failed failed:
                    // A box that refuses or is silent is not asked for its other PONs.
                    return failed;
            }
        }

        return sum.ToResult();
    }

    private static PollResult? ParseOnus(PageAnswer answer) => OnuTablePage.TryParse(answer.Body, NameDecoder.For(answer.Body, answer.Charset));
}

/// <summary>A pair of pages: the list of PONs and the ONUs of one.</summary>
internal sealed record PonPages(string List, string OnusOf)
{
    public static IReadOnlyList<PonPages> Known { get; } =
    [
        new("/onuOverviewPonList.asp", "/onuOverview.asp"),
        new("/onuConfigPonList.asp", "/onuConfigOnuList.asp"),
    ];

    /// <summary>The page of a PON; the box wants its slashes as they are.</summary>
    public string Onus(string pon) => $"{OnusOf}?oltponno={pon}";
}
