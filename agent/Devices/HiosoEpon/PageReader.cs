namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>A page as it was understood.</summary>
/// <param name="Result">A reading or one closed error.</param>
/// <param name="IsMissing">The firmware has no such page: another one may hold the same.</param>
internal readonly record struct PageRead(PollResult Result, bool IsMissing = false);

/// <summary>Fetches a page and has it parsed; again when it came without its content.</summary>
internal sealed class PageReader(OltWebClient web)
{
    private const int Attempts = 3;

    /// <summary>Reads a page. Requests follow each other with the client's gap.</summary>
    /// <param name="page">The path, with its query.</param>
    /// <param name="what">What the page should hold, for an error.</param>
    /// <param name="parse">Null when the page does not hold it at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PageRead> ReadAsync(string page, string what, Func<PageAnswer, PollResult?> parse, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await web.GetAsync(page, cancellationToken).ConfigureAwait(false);
            if (answer.Error is { } error) return new(new PollResult.Failed(error), answer.IsMissing);
            var parsed = parse(answer);
            if (parsed is null && PageErrors.SaysMissing(answer.Body)) return new(new PollResult.Failed(PageErrors.Without(answer.Body, what)), IsMissing: true);
            var result = parsed ?? new PollResult.Failed(PageErrors.Without(answer.Body, what));
            // The page sometimes comes without its array, or half of it, and is whole a moment later.
            if (result is not PollResult.Failed { Error.Kind: PollErrorKind.ParseFailed } || attempt == Attempts) return new(result);
        }
    }
}
