using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>Reads <c>/proc/meminfo</c> (proc_meminfo(5)). Pure.</summary>
internal static class MemInfo
{
    /// <summary>What is not available, in percent of all; null when the text does not say.</summary>
    public static double? UsedPct(string meminfo)
    {
        long? total = null, available = null;
        foreach (var line in meminfo.AsSpan().EnumerateLines())
        {
            total ??= Kilobytes(line, "MemTotal:");
            available ??= Kilobytes(line, "MemAvailable:");
        }

        return total > 0 && available is { } free ? Math.Round(100.0 * (total.Value - free) / total.Value, 1) : null;
    }

    private static long? Kilobytes(ReadOnlySpan<char> line, string name)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal)) return null;
        var rest = line[name.Length..].Trim();
        return rest.IndexOf(' ') is > 0 and var end && long.TryParse(rest[..end], CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
