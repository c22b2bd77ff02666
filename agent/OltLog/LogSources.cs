using System.Net;
using System.Net.Sockets;
using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.OltLog;

/// <summary>Which devices send from which address. Several may share one: boxes behind the same port forwarding.</summary>
internal sealed class LogSources(IReadOnlyList<DeviceConfig> devices, TimeProvider time)
{
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(2);

    private ILookup<IPAddress, DeviceConfig> _byAddress = Array.Empty<DeviceConfig>().ToLookup(_ => IPAddress.None);
    private long? _resolvedAt;

    /// <summary>The devices of an address, none for a stranger's.</summary>
    public IEnumerable<DeviceConfig> Of(IPAddress address) => _byAddress[Plain(address)];

    /// <summary>Looks the names up again when that is due; a name that cannot be resolved now has no address until then.</summary>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        if (_resolvedAt is { } at && time.GetElapsedTime(at) < Believed) return;
        var pairs = new List<(IPAddress Address, DeviceConfig Device)>();
        foreach (var device in devices)
        {
            foreach (var address in await AddressesAsync(device.Options.Host, cancellationToken).ConfigureAwait(false)) pairs.Add((Plain(address), device));
        }

        _byAddress = pairs.ToLookup(pair => pair.Address, pair => pair.Device);
        _resolvedAt = time.GetTimestamp();
    }

    private static async Task<IPAddress[]> AddressesAsync(string? host, CancellationToken cancellationToken)
    {
        if (host is null) return [];
        if (IPAddress.TryParse(host, out var address)) return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
