using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>Neighbouring windows of one site and measurement, computed by one question.</summary>
/// <param name="Rules">What reads the measurement.</param>
/// <param name="Windows">Those that were touched within the range.</param>
internal sealed record WindowRun(IReadOnlyList<FigureRule> Rules, FigureRange Range, IReadOnlyList<TouchedWindow> Windows);

/// <summary>Puts touched windows together. Pure.</summary>
internal static class WindowRuns
{
    private static readonly long WindowMs = (long)Downsampled.Window.TotalMilliseconds;

    /// <summary>Runs without gaps, no longer than the rules allow; each window is in exactly one.</summary>
    public static IEnumerable<WindowRun> Of(IReadOnlyList<TouchedWindow> windows)
    {
        foreach (var group in windows.GroupBy(window => (window.Site, window.Measurement)))
        {
            IReadOnlyList<FigureRule> rules = [.. FigureRules.Reading(group.Key.Measurement)];
            var longest = rules.Count == 0 ? int.MaxValue : rules.Min(rule => rule.WindowsAtOnce);
            var run = new List<TouchedWindow>();
            foreach (var window in group.OrderBy(window => window.WindowMs))
            {
                if (run.Count > 0 && (run.Count == longest || window.WindowMs > run[^1].WindowMs + WindowMs))
                {
                    yield return Make(rules, run);
                    run = [];
                }

                run.Add(window);
            }

            if (run.Count > 0) yield return Make(rules, run);
        }
    }

    private static WindowRun Make(IReadOnlyList<FigureRule> rules, List<TouchedWindow> run) =>
        new(rules, new FigureRange(run[0].Site, run[0].WindowMs, run[^1].WindowMs + WindowMs), run);
}
