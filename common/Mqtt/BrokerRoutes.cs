using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Common.Mqtt;

/// <summary>One way to a broker: what to connect to, and from which local address (null: any).</summary>
internal sealed record BrokerRoute(string Host, string? BindAddress);

/// <summary>Ways to a broker, because libmosquitto's non-blocking connect tries only the first address of a name.</summary>
internal static class BrokerRoutes
{
    private const int MaxRoutes = 4;

    /// <exception cref="SocketException">The name is not known or the resolver does not answer.</exception>
    public static async Task<IReadOnlyList<BrokerRoute>> FindAsync(BrokerAddress broker, CancellationToken ct)
    {
        var host = broker.Host.Trim('[', ']');
        return IPAddress.TryParse(host, out _) ? [new(host, null)] : From(host, broker.Tls, await Dns.GetHostAddressesAsync(host, ct));
    }

    /// <summary>Plain: one route per address. TLS needs the name for the certificate, so the local address decides the family.</summary>
    public static IReadOnlyList<BrokerRoute> From(string host, bool tls, IReadOnlyList<IPAddress> addresses) =>
        tls
            ? [.. addresses.Select(a => a.AddressFamily).Distinct().Select(f => new BrokerRoute(host, f == AddressFamily.InterNetworkV6 ? "::" : "0.0.0.0"))]
            : [.. addresses.Take(MaxRoutes).Select(a => new BrokerRoute(a.ToString(), null))];
}
