using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>What is kept from poll to poll: commands that the box does not have, facts that are read rarely, peaks, and how fast pools fill.</summary>
internal sealed class VrpMemory(TimeProvider time)
{
    private readonly Dictionary<string, long> _peaks = new(StringComparer.Ordinal);
    private long? _slowAt;

    /// <summary>Not asked again in this session.</summary>
    public HashSet<VrpCommand> Missing { get; } = [];

    public PoolForecast Pools { get; } = new(time);

    public bool SlowIsDue(TimeSpan interval) => _slowAt is not { } at || time.GetElapsedTime(at) >= interval;

    public void SlowWasRead() => _slowAt = time.GetTimestamp();

    /// <summary>With the most that was seen since the agent started.</summary>
    public SessionsRecord WithPeak(SessionsRecord sessions)
    {
        if (sessions.Active is not { } active) return sessions;
        var peak = Math.Max(active, _peaks.GetValueOrDefault(sessions.Service));
        _peaks[sessions.Service] = peak;
        return sessions with { Peak = peak };
    }
}
