using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>What the kernel says about this machine and this process. Null where it says nothing, as outside a Raspberry Pi.</summary>
internal sealed class MachineFigures(TimeProvider time, string stateDir)
{
    private const double Mega = 1_000_000;

    private readonly string? _stat = BlockDevice.StatPath(stateDir);
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

    /// <summary>A Raspberry Pi's own word about its supply and heat; see <see cref="Cabinet.Board.Throttling"/>.</summary>
    public static long? Throttled() =>
        long.TryParse(Read("/sys/devices/platform/soc/soc:firmware/get_throttled"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : SupplyAlarm();

    /// <summary>Memory that no program could have, of all there is.</summary>
    public static double? MemUsedPct() => Read("/proc/meminfo") is { } text ? MemInfo.UsedPct(text) : null;

    public double? DiskFreeMb() => DiskFreeBytes(stateDir) is { } free ? Math.Round(free / Mega, 1) : null;

    /// <summary>What a folder's disk has left for this user.</summary>
    public static long? DiskFreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Written to the device that holds the state directory, by everybody, since the kernel started.</summary>
    public double? DiskMbWritten() => _stat is not null && Read(_stat) is { } stat && BlockDevice.BytesWritten(stat) is { } bytes ? Math.Round(bytes / Mega, 1) : null;

    /// <summary>What this process made the disk write in this run, in pages as the kernel counts them (<c>write_bytes</c> of proc_pid_io(5)).</summary>
    public static double? OwnMbWritten() => Read("/proc/self/io") is { } io && ProcessIo.BytesWritten(io) is { } bytes ? Math.Round(bytes / Mega, 3) : null;

    // Kernels without the file above say only whether the supply is too low, in a sensor of which nobody knows the number.
    private static long? SupplyAlarm()
    {
        const string Sensors = "/sys/class/hwmon";
        var sensor = Directory.Exists(Sensors) ? Directory.EnumerateDirectories(Sensors).FirstOrDefault(folder => Read(Path.Combine(folder, "name")) == "rpi_volt") : null;
        return sensor is null ? null : Read(Path.Combine(sensor, "in0_lcrit_alarm")) switch { "1" => Cabinet.Board.Throttling.SupplyLowNow, "0" => 0, _ => null };
    }

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
