using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>What is kept from poll to poll: commands that the box does not have, facts that are read rarely, peaks, which domains have pools, and how fast those fill.</summary>
internal sealed class VrpMemory(TimeProvider time, VrpPeaks peaks)
{
    private readonly PoolForecast _forecast = new(time);
    private HashSet<string> _withPool = new(StringComparer.Ordinal);
    private long? _slowAt;

    /// <summary>Refused, and not asked again in this session.</summary>
    public HashSet<VrpCommand> Missing { get; } = [];

    /// <summary>Answered with more than anybody wants from a box that works, and never asked again.</summary>
    public HashSet<VrpCommand> TooLong { get; } = [];

    public bool SlowIsDue(TimeSpan interval) => _slowAt is not { } at || time.GetElapsedTime(at) >= interval;

    /// <summary>Called when its answers became a reading.</summary>
    public void SlowWasRead()
    {
        _slowAt = time.GetTimestamp();
        peaks.Save();
    }

    /// <summary>With the most that was ever seen.</summary>
    public SessionsRecord WithPeak(SessionsRecord sessions) => sessions.Active is { } active ? sessions with { Peak = peaks.Next(sessions.Service, active) } : sessions;

    /// <summary>
    /// The pools with their forecasts; and of the domains whose addresses are not the box's own (a RADIUS server's), how many subscribers they have. Two screens speak
    /// of a domain, only one of them in each poll: what was a pool once is left to the one that counts addresses.
    /// </summary>
    public IReadOnlyList<IpPoolRecord> Pools(IReadOnlyList<IpPoolRecord> said)
    {
        List<IpPoolRecord> pools = [.. said.Where(pool => pool.Total > 0)];
        if (said.Any(pool => pool.Total is not null)) _withPool = pools.Select(pool => pool.Pool).ToHashSet(StringComparer.Ordinal);
        var domains = said.Where(pool => pool.Total is null && !_withPool.Contains(pool.Pool)).ToList();
        var counted = domains.Select(domain => domain.Pool).ToHashSet(StringComparer.Ordinal);
        return [.. _forecast.Next(pools), .. said.Where(pool => pool.Total == 0 && !counted.Contains(pool.Pool)), .. domains];
    }
}
