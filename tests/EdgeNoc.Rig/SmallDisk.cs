using System.Globalization;

namespace EdgeNoc.Rig;

/// <summary>A disk that is soon full: a tmpfs of so many megabytes. Needs root.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string path) => Path = path;

    /// <summary>Why none can be made here; null when all is there.</summary>
    public static string? Missing => Environment.UserName != "root" ? "mounting needs root" : null;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    public static SmallDisk Mount(string path, int megabytes)
    {
        RemoveLeftOvers();
        Directory.CreateDirectory(path);
        var source = string.Create(CultureInfo.InvariantCulture, $"edgenoc-{Environment.ProcessId}");
        SystemCommand.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0755"), source, path);
        return new SmallDisk(path);
    }

    /// <summary>Takes all the room that is left but so much.</summary>
    public void Fill(long leaveBytes = 0)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
        var block = new byte[4096];
        try
        {
            while (new DriveInfo(Path).AvailableFreeSpace - leaveBytes is > 0 and var left) file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(System.IO.Path.Combine(Path, Filler));

    /// <summary>As a card that fails: the kernel takes writing away; or gives it back.</summary>
    public void SetReadOnly(bool readOnly) => SystemCommand.Run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Path);

    /// <summary>Goes at once from the tree of folders; what is open stays usable until it is closed.</summary>
    public void Dispose() => SystemCommand.TryRun("umount", "--lazy", Path);

    /// <summary>What a test program that was killed left mounted.</summary>
    private static void RemoveLeftOvers()
    {
        foreach (var mount in File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).Where(parts => parts[0].StartsWith("edgenoc-", StringComparison.Ordinal)))
        {
            if (int.TryParse(mount[0]["edgenoc-".Length..], CultureInfo.InvariantCulture, out var pid) && !SystemCommand.IsAlive(pid)) _ = SystemCommand.TryRun("umount", "--lazy", mount[1]);
        }
    }
}
