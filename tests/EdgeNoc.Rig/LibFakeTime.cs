using System.Globalization;

namespace EdgeNoc.Rig;

/// <summary>
/// The wall clock of one process, set apart from the machine's and moved while it runs; its monotonic time stays true. Needs Debian's libfaketime. For compiled
/// programs: <c>dotnet run</c> hangs under it.
/// </summary>
public sealed class LibFakeTime
{
    private readonly string _file;

    /// <param name="directory">Where it keeps the file by which the process learns its time.</param>
    public LibFakeTime(string directory)
    {
        Directory.CreateDirectory(directory);
        _file = Path.Combine(directory, "faketime");
        Shift(TimeSpan.Zero);
    }

    /// <summary>The library; null when it is not installed.</summary>
    public static string? Library { get; } =
        Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>Why it cannot be used here; null when all is there.</summary>
    public static string? Missing => Library is null ? "libfaketime is not installed" : null;

    /// <summary>From now on the process's clock is so far from the machine's.</summary>
    public void Shift(TimeSpan by)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{(by < TimeSpan.Zero ? '-' : '+')}{Math.Abs(by.TotalSeconds):0.###}s\n");
        // In one step: the process may read it at any moment.
        File.WriteAllText(_file + ".new", text);
        File.Move(_file + ".new", _file, overwrite: true);
    }

    /// <summary>A process for which all time, the monotonic too, passes so many times faster: its three minutes are over in one divided by that. Its time-outs are shorter too.</summary>
    public static ProcessPlan Faster(ProcessPlan plan, int times) => plan with
    {
        Environment = new Dictionary<string, string?>(plan.Environment, StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"+0 x{times}"),
            // Here it is needed: without it no wait with a limit ever ends.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "1",
        },
    };

    /// <summary>The same process on this clock.</summary>
    public ProcessPlan Within(ProcessPlan plan) => plan with
    {
        Environment = new Dictionary<string, string?>(plan.Environment, StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            // Debian's 0.9.10 takes the C library for one that counts waits by the monotonic clock wrongly, and corrects what is right: each wait with a limit
            // returns at once or never, and with it every timer of .NET.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        },
    };
}
