using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>So many commands a minute for one site, whoever asks. Safe for several threads.</summary>
internal sealed class CommandPace(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<long>> _runs = new(StringComparer.Ordinal);

    /// <summary>Null when one may run now, which then counts; else how long to wait.</summary>
    public TimeSpan? Take(string site)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(site, out var runs)) _runs[site] = runs = new();
            while (runs.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute) runs.Dequeue();
            if (runs.Count >= CommandCatalogue.MaxPerMinute) return Minute - time.GetElapsedTime(runs.Peek());
            runs.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}
