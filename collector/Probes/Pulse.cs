using System.Collections.Concurrent;

namespace EdgeNoc.Collector.Probes;

/// <summary>Whether the loops between an event and a message still go round: one that hangs says nothing by itself.</summary>
internal sealed class Pulse(TimeProvider time) : IHealthProbe
{
    // The slowest one looks once a minute.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<string, long> _beats = new(StringComparer.Ordinal);

    public string Name => "loops";

    /// <summary>A round of a loop was well.</summary>
    public void Beat(string loop) => _beats[loop] = time.GetTimestamp();

    public Health Check()
    {
        var late = _beats.Where(beat => time.GetElapsedTime(beat.Value) > Longest).Select(beat => beat.Key).Order(StringComparer.Ordinal).ToList();
        return late.Count == 0
            ? new Health(Healthy: true, "they go round")
            : new Health(Healthy: false, $"{string.Join(", ", late)}: no good round for {Longest.TotalMinutes:0} minutes; the log says why, a restart of the service helps in any case");
    }
}
