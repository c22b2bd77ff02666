using System.Net;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Counts wrong tokens by address: after ten within a minute that address waits for the minute's end.</summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    private const int Allowed = 10;

    /// <summary>More are not remembered: then the oldest is forgotten.</summary>
    private const int MaxAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Dictionary<IPAddress, (long Since, int Count)> _failures = [];
    private readonly Lock _gate = new();

    /// <summary>How long the address has to wait; null: it may try.</summary>
    public TimeSpan? Wait(IPAddress address)
    {
        lock (_gate)
        {
            if (!_failures.TryGetValue(address, out var entry) || entry.Count < Allowed) return null;
            var rest = Window - time.GetElapsedTime(entry.Since);
            return rest > TimeSpan.Zero ? rest : null;
        }
    }

    public void Add(IPAddress address)
    {
        lock (_gate)
        {
            var isKnown = _failures.TryGetValue(address, out var entry) && time.GetElapsedTime(entry.Since) < Window;
            if (!_failures.ContainsKey(address) && _failures.Count >= MaxAddresses) _failures.Remove(_failures.MinBy(pair => pair.Value.Since).Key);
            _failures[address] = isKnown ? (entry.Since, entry.Count + 1) : (time.GetTimestamp(), 1);
        }
    }
}
