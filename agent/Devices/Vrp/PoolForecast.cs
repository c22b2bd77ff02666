using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>When a pool will be full, if it goes on as in the last hours. A pool that breathes with the day has no forecast until it fills for half an hour on end.</summary>
internal sealed class PoolForecast(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(3);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Queue<(long At, long Used)>> _seen = new(StringComparer.Ordinal);

    /// <summary>The same pools, each with its forecast where there is one.</summary>
    public IReadOnlyList<IpPoolRecord> Next(IReadOnlyList<IpPoolRecord> pools)
    {
        // Most polls do not ask.
        if (pools.Count == 0) return pools;
        var names = pools.Select(pool => pool.Pool).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _seen.Keys.Where(name => !names.Contains(name)).ToList()) _seen.Remove(gone);
        return [.. pools.Select(pool => pool.Used is { } used && pool.Total > 0 ? pool with { FullInS = Next(pool.Pool, used, pool.Total.Value) } : pool)];
    }

    private long? Next(string pool, long used, long total)
    {
        if (!_seen.TryGetValue(pool, out var samples)) _seen[pool] = samples = new Queue<(long At, long Used)>();
        var now = time.GetTimestamp();
        samples.Enqueue((now, used));
        while (time.GetElapsedTime(samples.Peek().At, now) > Window) samples.Dequeue();
        if (used >= total) return 0;
        var first = samples.Peek();
        var passed = time.GetElapsedTime(first.At, now);
        if (passed < Least || used <= first.Used) return null;
        var seconds = (total - used) * passed.TotalSeconds / (used - first.Used);
        return seconds <= Horizon.TotalSeconds ? (long)seconds : null;
    }
}
