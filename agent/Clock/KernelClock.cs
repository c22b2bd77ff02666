using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeNoc.Agent.Clock;

/// <summary>What the kernel knows about time.</summary>
internal static partial class KernelClock
{
    private const int ClockBootTime = 7;
    private const int TimeError = 5;

    // Larger than struct timex on any architecture; read only, so its layout does not matter: the answer is the return value.
    private const int TimexBytes = 512;

    /// <summary>Milliseconds since the kernel started, suspends included; unlike the tick count of the runtime comparable between processes.</summary>
    public static long MonotonicMs() =>
        clock_gettime(ClockBootTime, out var time) == 0 ? (time.Seconds * 1000) + (time.Nanoseconds / 1_000_000) : Environment.TickCount64;

    /// <summary>Whether something disciplines the clock, by adjtimex(2), which every NTP client sets.</summary>
    public static unsafe ClockState State()
    {
        var timex = stackalloc byte[TimexBytes];
        new Span<byte>(timex, TimexBytes).Clear();
        var answer = adjtimex(timex);
        return answer is >= 0 and not TimeError ? ClockState.Synced : ClockState.Unsynced;
    }

    /// <summary>The kernel's id of this boot: monotonic times are comparable only within one.</summary>
    public static string BootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without it no two runs share monotonic time: an id that is new each time says just that.
            return string.Create(CultureInfo.InvariantCulture, $"unknown-{Guid.NewGuid():D}");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Timespec time);

    [LibraryImport("libc")]
    private static unsafe partial int adjtimex(byte* timex);
}
