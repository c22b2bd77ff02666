using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>Which disk or card holds a folder, by <c>/proc/self/mountinfo</c> (proc_pid_mountinfo(5)).</summary>
internal static class BlockDevice
{
    private const int MostLayers = 8;

    private sealed record Mount(string Device, string Point, string Type, string Source, string Options);

    /// <summary>The name below <c>/sys/dev/block</c> (<c>179:2</c>) or <c>/sys/class/block</c> (<c>vda1</c>) of what holds a path; null when it is no block device, as RAM. Pure.</summary>
    /// <param name="mountinfo">The text of the file.</param>
    /// <param name="path">Absolute, without links.</param>
    public static string? Of(string mountinfo, string path)
    {
        var mounts = mountinfo.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<Mount>().ToList();
        for (var layer = 0; layer < MostLayers; layer++)
        {
            // Of several on one point the last hides the others.
            var mount = mounts.LastOrDefault(mount => Holds(mount.Point, path) && mounts.All(other => other.Point.Length <= mount.Point.Length || !Holds(other.Point, path)));
            if (mount is null) return null;
            if (!mount.Device.StartsWith("0:", StringComparison.Ordinal)) return mount.Device;
            // btrfs and its like have a number of their own; the device is named as the source.
            if (mount.Source.StartsWith("/dev/", StringComparison.Ordinal)) return mount.Source["/dev/".Length..];
            var upper = mount.Options.Split(',').FirstOrDefault(option => option.StartsWith("upperdir=", StringComparison.Ordinal));
            if (mount.Type != "overlay" || upper is null) return null;
            path = upper["upperdir=".Length..];
        }

        return null;
    }

    /// <summary>Bytes written to the whole device since the kernel started: the seventh number of its <c>stat</c>, in sectors of 512 (Documentation/block/stat.rst).</summary>
    public static long? BytesWritten(string stat) =>
        stat.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 6 } numbers && long.TryParse(numbers[6], CultureInfo.InvariantCulture, out var sectors) ? sectors * 512 : null;

    /// <summary>The <c>stat</c> of the whole device that holds a folder: a card wears as a whole, not by partition. Null where there is none.</summary>
    public static string? StatPath(string folder, string sys = "/sys")
    {
        try
        {
            if (Of(File.ReadAllText("/proc/self/mountinfo"), Path.GetFullPath(folder)) is not { } device) return null;
            var link = Path.Combine(sys, device.Contains(':', StringComparison.Ordinal) ? "dev/block" : "class/block", device);
            if (Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName is not { } real) return null;
            var whole = File.Exists(Path.Combine(real, "partition")) ? Path.GetDirectoryName(real)! : real;
            var stat = Path.Combine(whole, "stat");
            return File.Exists(stat) ? stat : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // 36 35 98:0 /root /mnt\040point rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    private static Mount? Parse(string line)
    {
        var (left, right) = line.IndexOf(" - ", StringComparison.Ordinal) is var dash and >= 0 ? (line[..dash].Split(' '), line[(dash + 3)..].Split(' ')) : ([], []);
        return left.Length > 4 && right.Length > 1 ? new Mount(left[2], Plain(left[4]), right[0], Plain(right[1]), Plain(right.ElementAtOrDefault(2) ?? "")) : null;
    }

    private static string Plain(string escaped) =>
        escaped.Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);

    private static bool Holds(string point, string path) => point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);
}
