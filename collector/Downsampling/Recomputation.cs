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

    /// <summary>Windows that are computed again, for what comes ten minutes late.</summary>
    private const int Back = 4;
    private const int AtStartBack = 12;
    private const int FarBack = 72;
    private static readonly long WindowMs = (long)Downsampled.Window.TotalMilliseconds;
    private readonly ArrayBufferWriter<byte> _body = new(BodyBytes * 2);
    private long? _availableToMs;

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

            if (run.Windows[0].Measurement == SiteAvailability.Source && await ComputeAvailabilityAsync(run.Range, ct) is { } stopped) return (done, stopped);

            touched.Done(taken with { Windows = run.Windows });
            done += run.Windows.Count;
        }

        return (done, null);
    }

    /// <summary>Reads, computes in the database and writes one stretch; the same again changes nothing. Null when it is stored.</summary>
    public async Task<WriteOutcome?> ComputeAsync(FigureRule rule, FigureRange range, CancellationToken ct)
    {
        _body.ResetWrittenCount();
        var target = rule.Target is Downsampled.SiteTotal or Downsampled.NetworkTotal ? store.Totals : InfluxStore.Figures;
        await foreach (var piece in store.QueryAsync(FigureStatement.Select(rule, range, store.Totals), ct))
        {
            if (piece.Problem is { } problem) return problem;
            FigureLines.Write(rule, piece.Series, _body);
            if (_body.WrittenCount >= BodyBytes && await FlushAsync(target, ct) is { } full) return full;
        }

        return _body.WrittenCount == 0 ? null : await FlushAsync(target, ct);
    }

    /// <summary>
    /// What no database computes by itself, of all sites: their availability since it was computed last, six hours at most; and of the last twenty minutes, for the generation that computes
    /// nothing, all rules.
    /// </summary>
    public async Task<WriteOutcome?> ComputeNewestAsync(DateTimeOffset now, bool withRules, CancellationToken ct)
    {
        var toMs = now.ToUnixTimeMilliseconds() / WindowMs * WindowMs;
        foreach (var rule in withRules ? FigureRules.All : [])
        {
            if (await ComputeAsync(rule, new FigureRange(Site: null, toMs - (Back * WindowMs), toMs), ct) is { } problem) return problem;
        }

        var fromMs = Math.Max(toMs - (FarBack * WindowMs), (_availableToMs ?? toMs - (AtStartBack * WindowMs)) - (Back * WindowMs));
        if (await ComputeAvailabilityAsync(new FigureRange(Site: null, fromMs, toMs), ct) is { } failed) return failed;
        _availableToMs = toMs;
        return null;
    }

    private async Task<WriteOutcome?> ComputeAvailabilityAsync(FigureRange range, CancellationToken ct)
    {
        _body.ResetWrittenCount();
        if (await SiteAvailability.WriteAsync(store, range, _body, ct) is { } problem) return problem;
        return _body.WrittenCount == 0 ? null : await FlushAsync(store.Totals, ct);
    }

    private async Task<WriteOutcome?> FlushAsync(InfluxStore target, CancellationToken ct)
    {
        var outcome = await store.WriteAsync(target, _body.WrittenMemory, ct);
        _body.ResetWrittenCount();
        // What is refused is older than what is kept, say: asking again would change nothing.
        return outcome is WriteOutcome.Unavailable ? outcome : null;
    }
}
