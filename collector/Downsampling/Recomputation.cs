using System.Buffers;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>Computes figures anew where late data has made them wrong: continuous queries and tasks never look back. Not for several threads.</summary>
/// <remarks>An answer is read in pieces and written in bodies of about a megabyte: 100,000 ONUs need no more memory than one.</remarks>
internal sealed class Recomputation(ITouchedWindows touched, IFigureStore store)
{
    private const int MaxWindows = 5_000;
    private const int BodyBytes = 1 << 20;
    private readonly ArrayBufferWriter<byte> _body = new(BodyBytes * 2);

    /// <summary>One bundle of what is touched.</summary>
    /// <returns>Windows that are right now, and what stopped it; null: nothing did.</returns>
    public async Task<(int Windows, WriteOutcome? Problem)> RunAsync(CancellationToken ct)
    {
        var taken = touched.Take(MaxWindows);
        var done = 0;
        foreach (var run in WindowRuns.Of(taken.Windows))
        {
            foreach (var rule in run.Rules)
            {
                if (await ComputeAsync(rule, run.Range, ct) is { } problem) return (done, problem);
            }

            touched.Done(taken with { Windows = run.Windows });
            done += run.Windows.Count;
        }

        return (done, null);
    }

    /// <summary>Reads, computes in the database and writes one stretch; the same again changes nothing. Null when it is stored.</summary>
    public async Task<WriteOutcome?> ComputeAsync(FigureRule rule, FigureRange range, CancellationToken ct)
    {
        _body.ResetWrittenCount();
        await foreach (var piece in store.QueryAsync(FigureStatement.Select(rule, range, store.Totals), ct))
        {
            if (piece.Problem is { } problem) return problem;
            FigureLines.Write(rule, piece.Series, _body);
            if (_body.WrittenCount >= BodyBytes && await FlushAsync(rule, ct) is { } full) return full;
        }

        return _body.WrittenCount == 0 ? null : await FlushAsync(rule, ct);
    }

    /// <summary>All sites and rules of the last twenty minutes, for the generation that cannot do it by itself.</summary>
    public async Task<WriteOutcome?> ComputeNewestAsync(DateTimeOffset now, CancellationToken ct)
    {
        var windowMs = (long)Downsampled.Window.TotalMilliseconds;
        var toMs = now.ToUnixTimeMilliseconds() / windowMs * windowMs;
        foreach (var rule in FigureRules.All)
        {
            if (await ComputeAsync(rule, new FigureRange(Site: null, toMs - (4 * windowMs), toMs), ct) is { } problem) return problem;
        }

        return null;
    }

    private async Task<WriteOutcome?> FlushAsync(FigureRule rule, CancellationToken ct)
    {
        var outcome = await store.WriteAsync(rule.Target is Downsampled.SiteTotal or Downsampled.NetworkTotal ? store.Totals : InfluxStore.Figures, _body.WrittenMemory, ct);
        _body.ResetWrittenCount();
        // What is refused is older than what is kept, say: asking again would change nothing.
        return outcome is WriteOutcome.Unavailable ? outcome : null;
    }
}
