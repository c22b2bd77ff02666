using System.Net;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Asks hosts whether they are alive.</summary>
public interface IPinger
{
    /// <summary>Sends <paramref name="count"/> echo requests, a fifth of a second apart, each of which waits for its answer at most <paramref name="timeout"/>.</summary>
    Task<PingResult> PingAsync(IPAddress address, int count, TimeSpan timeout, CancellationToken cancellationToken);
}

/// <summary>What came back.</summary>
/// <param name="Sent">Echo requests sent, or tried: one without a route counts as lost.</param>
/// <param name="Received">Answers in time.</param>
/// <param name="RttMs">The mean over the answers; null without one.</param>
/// <param name="Fault">Set when this machine may not ping at all: then nothing is known about the host.</param>
public sealed record PingResult(int Sent, int Received, double? RttMs, PollError? Fault = null);
