using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Common.Config;

/// <summary>Addresses that one host can have, as people write them.</summary>
public static class HostAddress
{
    /// <summary>Reads four numbers with dots, or an IPv6 address; <paramref name="problem"/> continues "address … ".</summary>
    /// <remarks>Stricter than <see cref="IPAddress.TryParse(string, out IPAddress)"/>, which reads <c>10</c> as 0.0.0.10 and <c>010.1.1.1</c> as 8.1.1.1.</remarks>
    public static bool TryParse(string text, out IPAddress address, out string problem)
    {
        address = IPAddress.None;
        problem = "is no IP address";
        if (!IsPlain(text) || !IPAddress.TryParse(text, out var parsed)) return false;
        problem = "is no address of a host";
        if (!IsOfHost(parsed)) return false;
        address = parsed;
        return true;
    }

    /// <summary>Without brackets, port or leading zeros.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal)) return !text.AsSpan().ContainsAny('[', '/');
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));
    }

    private static bool IsOfHost(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6 && !address.Equals(IPAddress.IPv6Any)
        // This network, multicast, reserved and broadcast.
        : address.GetAddressBytes()[0] is not (0 or >= 224);
}
