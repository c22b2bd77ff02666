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

    /// <summary>What the children of a process use together; those that end meanwhile are left out.</summary>
    public static ProcessUsage OfChildren(int pid)
    {
        var all = new ProcessUsage(0, 0, 0);
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
        {
            foreach (var child in ReadChildren(Path.Combine(thread, "children")))
            {
                try
                {
                    var usage = Of(int.Parse(child, CultureInfo.InvariantCulture));
                    all = new(all.RssMb + usage.RssMb, all.PeakRssMb + usage.PeakRssMb, all.CpuS + usage.CpuS);
                }
                catch (Exception gone) when (gone is IOException or InvalidOperationException)
                {
                    // It ended between the two looks.
                }
            }
        }

        return all;
    }

    private static string[] ReadChildren(string file)
    {
        try
        {
            return File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
