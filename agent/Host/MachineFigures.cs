using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>What the kernel says about this machine and this process. Null where it says nothing, as outside a Raspberry Pi.</summary>
internal sealed class MachineFigures(TimeProvider time, string stateDir)
{
    private const double Mega = 1_000_000;
    private const int SectorBytes = 512;

    private long _measuredAt = time.GetTimestamp();
    private TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;

    /// <summary>CPU use since the last call, in percent of one core.</summary>
    public double? CpuPct()
    {
        var (elapsed, cpu) = (time.GetElapsedTime(_measuredAt), Environment.CpuUsage.TotalTime);
        var used = cpu - _cpuBefore;
        (_measuredAt, _cpuBefore) = (time.GetTimestamp(), cpu);
        return elapsed <= TimeSpan.Zero ? null : Math.Round(100 * (used / elapsed), 1);
    }

    public static double RssMb() => Math.Round(Environment.WorkingSet / Mega, 1);

    public static double? SocTempC() =>
        double.TryParse(Read("/sys/class/thermal/thermal_zone0/temp"), CultureInfo.InvariantCulture, out var thousandths) ? thousandths / 1000 : null;

    public static long? Throttled() =>
        long.TryParse(Read("/sys/devices/platform/soc/soc:firmware/get_throttled"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : null;

    public double? DiskFreeMb()
    {
        try
        {
            return Math.Round(new DriveInfo(stateDir).AvailableFreeSpace / Mega, 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>By the SD card's write counter, in sectors, the seventh number of its line (Documentation/block/stat.rst).</summary>
    public static double? SdMbWritten() =>
        Read("/sys/block/mmcblk0/stat")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 6 } numbers
        && long.TryParse(numbers[6], CultureInfo.InvariantCulture, out var sectors)
            ? Math.Round(sectors * SectorBytes / Mega, 1)
            : null;

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
