using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Limits the series that a site may begin per hour: one agent that tags by time or by customer would fill the database's memory for all.
/// </summary>
/// <remarks>
/// Series are known by a seeded 64-bit hash. Two generations of at most four hours' worth bound the memory; a series seen in the older one moves on.
/// </remarks>
internal sealed class SeriesBudget(int perHour, TimeProvider time)
{
    private const int HoursPerGeneration = 4;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private HashSet<ulong> _known = [];
    private HashSet<ulong> _older = [];
    private long _windowStart = time.GetTimestamp();
    private int _begun;

    /// <summary>Held while a message of the site is checked: two writers may have the same site.</summary>
    public Lock Gate { get; } = new();

    /// <summary>False: a new series too many in this hour.</summary>
    public bool Allows(ulong series)
    {
        if (_known.Contains(series)) return true;
        if (!_older.Contains(series))
        {
            if (time.GetElapsedTime(_windowStart) >= Window) (_windowStart, _begun) = (time.GetTimestamp(), 0);
            if (_begun >= perHour) return false;
            _begun++;
        }

        if (_known.Count >= perHour * HoursPerGeneration) (_older, _known) = (_known, []);
        _known.Add(series);
        return true;
    }
}

/// <summary>The budgets of all sites.</summary>
internal sealed class SeriesBudgets(int perHour, TimeProvider time)
{
    /// <summary>Sites beyond share one budget: a broker without access rules must not be able to fill the memory.</summary>
    private const int MaxSites = 5_000;

    private readonly ConcurrentDictionary<string, SeriesBudget> _sites = new(StringComparer.Ordinal);
    private readonly SeriesBudget _others = new(perHour, time);

    public SeriesBudget Of(string site)
    {
        if (_sites.TryGetValue(site, out var budget)) return budget;
        return _sites.Count >= MaxSites ? _others : _sites.GetOrAdd(site, _ => new SeriesBudget(perHour, time));
    }
}

/// <summary>A fast hash of series keys, seeded per process so that nobody outside can make series collide.</summary>
internal static class SeriesHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    public static ulong Of(ReadOnlySpan<byte> key)
    {
        var hash = Mix(Seed ^ (ulong)key.Length, Odd);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(key)) hash = Mix(hash ^ word, Odd);
        if (key.Length % 8 == 0) return hash;
        Span<byte> tail = stackalloc byte[8];
        tail.Clear();
        key[(key.Length & ~7)..].CopyTo(tail);
        return Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(tail), Odd);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
