using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Host;

/// <summary>The event that says which runs before did not end by themselves, from when to when nobody may have polled, and what may be missing. Pure but for the clock it is given.</summary>
internal static class UncleanRestart
{
    /// <param name="ends">The runs that it is about.</param>
    /// <param name="clock">Now.</param>
    /// <param name="boot">This run.</param>
    /// <param name="missingS">Of each run telemetry of at most so many seconds was only in RAM.</param>
    public static EdgeEvent Of(UncleanEnds ends, EdgeClock clock, BootIdentity boot, int missingS)
    {
        var before = ends.First;
        var sameKernel = before.KernelBoot == boot.KernelBoot;
        var startedMs = clock.Reading.At(boot.Started.MonotonicMs).WallMs;
        // Within one kernel boot monotonic time says it, however the wall clock was set meanwhile.
        var aliveMs = sameKernel ? startedMs - (boot.Started.MonotonicMs - before.MonotonicMs) : before.WallMs;
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["missing_s"] = missingS, ["ends"] = ends.Count };
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["to"] = SelfEvents.Text(startedMs),
            ["boots"] = string.Join(',', ends.Boots.Select(one => one.ToString("D", CultureInfo.InvariantCulture))),
        };
        if (before.WallMs > 0) labels["from"] = SelfEvents.Text(aliveMs);
        if (before.WallMs > 0 && (sameKernel || clock.State != ClockState.Unsynced) && startedMs >= aliveMs) values["down_s"] = Math.Round((startedMs - aliveMs) / 1000d);
        return SelfEvents.Of(
            Guid.CreateVersion7(clock.Now), SelfEvents.UncleanRestart, EventState.Raised, clock.Now, clock.Quality, sameKernel ? "process" : "power", values, labels);
    }
}
