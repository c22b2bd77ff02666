using System.Runtime.InteropServices;

namespace EdgeNoc.Demo.Setup;

/// <summary>What the demo needs from the machine.</summary>
internal static class Prerequisites
{
    private static readonly string[] Programs = ["mosquitto", "mosquitto_passwd", "influxd", "setpriv", "setsid"];

    /// <exception cref="DemoProblem">Something is missing; the text says what, and how to get it.</exception>
    public static void Check()
    {
        // Debian keeps daemons in sbin, which is not on an ordinary user's path.
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries);
        var missing = Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (!NativeLibrary.TryLoad("libmosquitto.so.1", out _)) missing.Add("libmosquitto.so.1");
        if (missing.Count > 0) throw new DemoProblem($"not installed: {string.Join(", ", missing)}", "run ./edgenoc setup, which installs what is missing");
    }
}
