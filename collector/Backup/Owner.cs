using System.Diagnostics;

namespace EdgeNoc.Collector.Backup;

/// <summary>Who owns a file: what root makes for the collector has to be the collector's.</summary>
internal static class Owner
{
    private const UnixFileMode Alone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A folder for its owner alone.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Alone | UnixFileMode.UserExecute);
    }

    /// <summary>A new file for its owner alone.</summary>
    public static FileStream MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Alone;
        return new FileStream(path, options);
    }

    /// <summary>Gives a copy the owner and the rights of its original.</summary>
    public static void Like(string original, string copy)
    {
        if (OperatingSystem.IsWindows()) return;
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
