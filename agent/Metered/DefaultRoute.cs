using System.Globalization;

namespace EdgeNoc.Agent.Metered;

/// <summary>Which interface the kernel sends what is for far away through: the default route with the lowest metric. Pure.</summary>
internal static class DefaultRoute
{
    private const uint Up = 1, Reject = 0x200;

    private readonly record struct Route(string Interface, uint Metric);

    /// <summary>The interface's name; null when there is no default route.</summary>
    /// <param name="route4">The text of <c>/proc/net/route</c>.</param>
    /// <param name="route6">The text of <c>/proc/net/ipv6_route</c>; empty on a machine without IPv6.</param>
    public static string? Interface(string route4, string route6)
    {
        Route? best = null;
        // Of two with the same metric the first: IPv4 before IPv6, and the kernel lists the one that it takes first.
        foreach (var route in Lines(route4).Select(Read4).Concat(Lines(route6).Select(Read6)))
        {
            if (route is { } found && (best is null || found.Metric < best.Value.Metric)) best = found;
        }

        return best?.Interface;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT; addresses and flags in hexadecimal, the metric in decimal:
    // wlan0	00000000	0101A8C0	0003	0	0	600	00000000	0	0	0
    private static Route? Read4(string line)
    {
        var columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 7 && columns[1] == "00000000" && columns[7] == "00000000" && IsUsed(columns[3]) && uint.TryParse(columns[6], CultureInfo.InvariantCulture, out var metric)
            ? new Route(columns[0], metric)
            : null;
    }

    // Destination, its length, source, its length, next hop, metric, references, uses, flags, interface; all in hexadecimal. Without a route out there is
    // one of 'lo' that refuses: 000… 00 000… 00 000… ffffffff 00000001 00000000 00200200       lo
    private static Route? Read6(string line)
    {
        var columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return columns.Length > 9 && columns[1] == "00" && columns[3] == "00" && IsUsed(columns[8]) && uint.TryParse(columns[5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var metric)
            ? new Route(columns[9], metric)
            : null;
    }

    private static bool IsUsed(string hexFlags) =>
        uint.TryParse(hexFlags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var flags) && (flags & Up) != 0 && (flags & Reject) == 0;
}

/// <summary>The interface of the default route of this machine.</summary>
internal static class MachineRoutes
{
    /// <summary>Null when there is no default route, or the kernel does not say.</summary>
    public static string? DefaultInterface()
    {
        try
        {
            const string Route6 = "/proc/net/ipv6_route";
            return DefaultRoute.Interface(File.ReadAllText("/proc/net/route"), File.Exists(Route6) ? File.ReadAllText(Route6) : "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
