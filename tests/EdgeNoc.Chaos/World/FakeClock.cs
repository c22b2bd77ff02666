using System.Globalization;

namespace EdgeNoc.Chaos.World;

/// <summary>The wall clock of one process, moved by libfaketime; its monotonic clock stays true.</summary>
internal sealed class FakeClock
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private readonly string _file;

    public FakeClock(string file)
    {
        _file = file;
        Set(TimeSpan.Zero);
    }

    public static bool IsInstalled => File.Exists(Library);

    /// <summary>For the process's environment.</summary>
    public IEnumerable<string> Environment =>
        IsInstalled ? [$"LD_PRELOAD={Library}", $"FAKETIME_TIMESTAMP_FILE={_file}", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_RESET=1"] : [];

    /// <summary>How far the process's clock is ahead of this machine's; it is heard within a second.</summary>
    public void Set(TimeSpan ahead)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{(ahead < TimeSpan.Zero ? "-" : "+")}{Math.Abs((long)ahead.TotalSeconds)}\n");
        // In one step: a file read half would be another time.
        File.WriteAllText(_file + ".new", text);
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
