using System.Collections.Concurrent;

namespace EdgeNoc.Collector.Ingest;

/// <summary>Lets a log line through once per interval and subject, so that a flood of bad messages is no flood of log lines.</summary>
internal sealed class OncePer(TimeSpan interval, TimeProvider time)
{
    /// <summary>Whoever invents subjects must not fill the memory; forgetting them only logs once more.</summary>
    private const int MaxSubjects = 5_000;

    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    public bool IsDue(string subject)
    {
        var now = time.GetTimestamp();
        if (_last.TryGetValue(subject, out var last) && time.GetElapsedTime(last, now) < interval) return false;
        if (_last.Count >= MaxSubjects) _last.Clear();
        _last[subject] = now;
        return true;
    }
}
