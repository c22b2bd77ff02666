using System.Diagnostics;

namespace EdgeNoc.Chaos.World;

/// <summary>A small disk of its own for the agent's state: a tmpfs where this user may mount one, else only a folder, which cannot be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    // Larger than what the agent always leaves free for others.
    private const int SizeMb = 384;
    private const string Filler = "filler";

    private SmallDisk(string path, bool isMounted) => (Path, IsMounted) = (path, isMounted);

    public string Path { get; }

    public bool IsMounted { get; }

    public static SmallDisk Create(string path)
    {
        Directory.CreateDirectory(path);
        return new SmallDisk(path, Run("mount", "-t", "tmpfs", "-o", $"size={SizeMb}m,mode=0700", "edgenoc-chaos", path));
    }

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        if (!IsMounted) return;
        try
        {
            using var filler = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var block = new byte[64 * 1024];
            while (true) filler.Write(block);
        }
        catch (IOException)
        {
            // Full, which was the purpose.
        }
    }

    public void Free() => File.Delete(System.IO.Path.Combine(Path, Filler));

    public void Dispose()
    {
        if (IsMounted) Run("umount", "-l", Path);
    }

    private static bool Run(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
