using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Addresses that one host can have, as people write them.</summary>
internal static class PingAddress
{
    /// <summary>Reads four numbers with dots; <paramref name="problem"/> continues "address … ".</summary>
    /// <remarks>Stricter than <see cref="IPAddress.TryParse(string, out IPAddress)"/>, which reads <c>10</c> as 0.0.0.10 and <c>010.1.1.1</c> as 8.1.1.1.</remarks>
    public static bool TryParse(string text, out IPAddress address, out string problem)
    {
        address = IPAddress.None;
        problem = "is no IPv4 address";
        var parts = text.Split('.');
        if (parts.Length != 4 || !parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'))) return false;
        if (!IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork) return false;
        problem = "is no address of a host";
        var first = parsed.GetAddressBytes()[0];
        // This network, multicast, reserved and broadcast.
        if (first is 0 or >= 224) return false;
        address = parsed;
        return true;
    }
}
