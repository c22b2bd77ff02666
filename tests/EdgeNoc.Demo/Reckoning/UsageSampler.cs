using System.Diagnostics;
using EdgeNoc.Rig;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>What one process used over a run: looked at every second, as /proc forgets a process that has ended.</summary>
internal sealed class UsageSampler(ManagedProcess process)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _cpuS;
    private double _elapsedS;

    public double? PeakRssMb { get; private set; }

    public double? CpuPct => _elapsedS > 0 ? Math.Round(100 * _cpuS / _elapsedS, 1) : null;

    public void Look()
    {
        try
        {
            if (process.HasExited) return;
            var usage = process.Usage();
            PeakRssMb = Math.Round(Math.Max(PeakRssMb ?? 0, usage.RssMb), 1);
            (_cpuS, _elapsedS) = (usage.CpuS, Stopwatch.GetElapsedTime(_started).TotalSeconds);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It ended between the two lines: what was seen before stands.
        }
    }
}
