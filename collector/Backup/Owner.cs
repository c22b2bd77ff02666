using System.Diagnostics;

namespace EdgeNoc.Collector.Backup;

/// <summary>Who owns a file: what root makes for the collector has to be the collector's.</summary>
internal static class Owner
{
    /// <summary>Gives a copy the owner and the rights of its original.</summary>
    public static void Like(string original, string copy)
    {
        File.SetUnixFileMode(copy, File.GetUnixFileMode(original));
        Of(original, copy);
    }

    /// <summary>Gives it the owner of another file or folder; nobody but root can.</summary>
    public static void Of(string other, string path)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = Process.Start(new ProcessStartInfo("chown", [$"--reference={other}", "--", path]));
        chown?.WaitForExit();
    }
}
