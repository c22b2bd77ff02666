using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>What a process reads and writes, by <c>/proc/PID/io</c> (proc_pid_io(5)).</summary>
internal static class ProcessIo
{
    private const string Written = "write_bytes: ";
    private const string TakenBack = "cancelled_write_bytes: ";

    /// <summary>Bytes that the process made the kernel write to a disk, without those that it took back in time by truncating a file. Pure; null when the text says nothing about it.</summary>
    public static long? BytesWritten(string io) => Number(io, Written) is { } written ? Math.Max(0, written - (Number(io, TakenBack) ?? 0)) : null;

    private static long? Number(string io, string name)
    {
        foreach (var line in io.Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && long.TryParse(line.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        }

        return null;
    }
}
