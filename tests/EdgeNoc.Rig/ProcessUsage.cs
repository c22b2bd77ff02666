using System.Globalization;

namespace EdgeNoc.Rig;

/// <summary>What a process uses, from <c>/proc</c>.</summary>
/// <param name="RssMb">Resident memory now.</param>
/// <param name="PeakRssMb">The most it ever had.</param>
/// <param name="CpuS">User and system time since its start.</param>
public sealed record ProcessUsage(double RssMb, double PeakRssMb, double CpuS)
{
    // USER_HZ is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <exception cref="IOException">There is no such process.</exception>
    public static ProcessUsage Of(int pid)
    {
        var status = File.ReadAllLines($"/proc/{pid}/status");
        // The name may have spaces and brackets: the fields start after the last bracket; utime and stime are the 12th and 13th of them.
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Megabytes("VmRSS:"), Megabytes("VmHWM:"), (Number(fields[11]) + Number(fields[12])) / TicksPerSecond);

        double Megabytes(string name) =>
            Number(status.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
