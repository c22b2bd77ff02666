using System.Net;
using System.Net.Sockets;
using EdgeNoc.Agent.Devices.Ping;

namespace EdgeNoc.Agent.Polling;

/// <summary>Tells a dead box from one whose management does not answer.</summary>
internal static class HostPing
{
    private const int Count = 3;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Null when nobody can tell: no address, or this agent may not ping.</summary>
    public static async Task<bool?> AnswersAsync(IPinger pinger, string? host, CancellationToken cancellationToken)
    {
        if (host is null) return null;
        try
        {
            var addresses = IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            if (addresses.FirstOrDefault() is not { } target) return null;
            var result = await pinger.PingAsync(target, Count, Timeout, cancellationToken).ConfigureAwait(false);
            return result.Fault is null ? result.Received > 0 : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
