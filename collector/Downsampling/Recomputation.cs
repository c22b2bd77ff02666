using System.Buffers;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>Computes figures anew where late data has made them wrong: continuous queries and tasks never look back.</summary>
internal sealed class Recomputation(ITouchedWindows touched, IFigureStore store)
{
    private const int MaxWindows = 5_000;

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
        var answer = await store.QueryAsync(FigureStatement.Select(rule, range), ct);
        if (answer.Problem is { } problem) return problem;
        var output = new ArrayBufferWriter<byte>(64 << 10);
        if (FigureLines.Write(rule, answer.Series, output) == 0) return null;
        return await store.WriteAsync(rule.Total is null ? InfluxStore.Figures : store.Totals, output.WrittenMemory, ct) switch
        {
            // Older than what is kept, say: asking again would change nothing.
            WriteOutcome.Refused or WriteOutcome.Stored => null,
            var other => other,
        };
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
}
