using System.Diagnostics;
using System.Text;

namespace EdgeNoc.Agent.Updater;

/// <summary>Files that are whole after a cut of power: the old one or the new one. File systems with a journal keep the order of renames and removals, so what is on the disk is always a moment that was.</summary>
internal static class Durable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <exception cref="IOException">The disk is full or read-only; the file is as it was.</exception>
    public static void Write(string path, string text)
    {
        var fresh = path + ".new";
        try
        {
            using (var file = Make(fresh))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <summary>A new file that everybody may read.</summary>
    public static FileStream Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Readable;
        return new FileStream(path, options);
    }

    /// <summary>Everything of that file system is on the disk.</summary>
    public static void Sync(string folder)
    {
        using var sync = Process.Start(new ProcessStartInfo("sync", ["-f", folder]));
        sync?.WaitForExit();
    }
}
