using System.Diagnostics;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Spreads requests of many hosts: a burst of thousands would overflow the socket's buffer with its own answers, and a small uplink's queue too.</summary>
internal sealed class PingPace
{
    private const int PerSecond = 4000;
    private const int Burst = 64;

    private static readonly long Step = Stopwatch.Frequency / PerSecond;

    private readonly Lock _gate = new();
    private long _next;

    /// <summary>Takes a turn: how long to wait before it; zero within a burst.</summary>
    public TimeSpan Turn()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            _next = Math.Max(_next + Step, now);
            var ahead = _next - now;
            return ahead <= Step * Burst ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, ahead);
        }
    }
}
