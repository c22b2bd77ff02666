using System.Globalization;

namespace EdgeNoc.Rig;

/// <summary>A bare Debian of a test's own: what is written lies over the common one and goes with it. Processes inside see its files, this machine's kernel and, unless told otherwise, its network.</summary>
public sealed class DebianRoot : IDisposable
{
    private static int _count;

    private readonly string _upper;
    private readonly List<string> _mounts = [];

    private DebianRoot(string path, string upper) => (Path, _upper) = (path, upper);

    /// <summary>Where processes that are started from now on are; null for this machine's own network.</summary>
    public NetworkNamespace? Network { get; set; }

    /// <summary>Where it is seen from outside.</summary>
    public string Path { get; }

    /// <exception cref="InvalidOperationException">The common system could not be made.</exception>
    public static DebianRoot Create()
    {
        var lower = DebianBase.Take();
        RemoveLeftOvers();
        var folder = RigDirectory.New("debian");
        var root = new DebianRoot(System.IO.Path.Combine(folder, "root"), System.IO.Path.Combine(folder, "upper"));
        string[] folders = [root.Path, root._upper, System.IO.Path.Combine(folder, "work")];
        foreach (var each in folders) Directory.CreateDirectory(each);
        root.BringPackages();
        var name = string.Create(CultureInfo.InvariantCulture, $"edgenoc-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        root.Mount(root.Path, "-t", "overlay", "-o", $"lowerdir={lower},upperdir={root._upper},workdir={folders[2]}", name);
        root.Mount(root.Inside("/proc"), "-t", "proc", name);
        root.Mount(root.Inside("/dev"), "--bind", "/dev");
        return root;
    }

    /// <summary>A path of the system inside as this machine sees it.</summary>
    public string Inside(string path) => Path + path;

    /// <summary>Copies a file of this machine in.</summary>
    public void Put(string file, string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Inside(path))!);
        File.Copy(file, Inside(path), overwrite: true);
    }

    /// <summary>Writes a file inside, of root, readable by all.</summary>
    public void Write(string path, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Inside(path))!);
        File.WriteAllText(Inside(path), content);
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(Inside(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>Runs a shell's lines inside as root, to their end.</summary>
    /// <returns>The exit code and both outputs.</returns>
    public (int Code, string Output) Try(string script)
    {
        string[] inner = [.. Enter, "/bin/bash", "-c", $"exec 2>&1 </dev/null; {script}"];
        return SystemCommand.Read(inner[0], inner[1..]);
    }

    /// <summary>The same, where it must go well.</summary>
    /// <exception cref="InvalidOperationException">It did not; the text has its last words.</exception>
    public string Run(string script)
    {
        var (code, output) = Try(script);
        return code == 0 ? output : throw new InvalidOperationException($"'{script}' ended with {code}:\n{string.Join('\n', output.Split('\n').TakeLast(30))}");
    }

    /// <summary>A process inside that goes on, as root.</summary>
    public ManagedProcess Start(string logFile, params IReadOnlyList<string> command)
    {
        string[] all = [.. Enter, .. command];
        return ManagedProcess.Start(new(all[0], all[1..]) { LogFile = logFile });
    }

    /// <summary>Every file, folder and link inside but the kernel's, apt's caches and logs; to see what something left behind.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Run("find / -xdev \\( -path /proc -o -path /dev -o -path /var/cache -o -path /var/log -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /tmp -o -path /run \\) -prune -o -print")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        KillWithin(Path);
        for (var i = _mounts.Count - 1; i >= 0; i--) _ = SystemCommand.TryRun("umount", "--lazy", _mounts[i]);
        KeepPackages();
        // Systems of this size soon fill a disk.
        if (Directory.Exists(_upper)) _ = SystemCommand.TryRun("rm", "-rf", "--one-file-system", _upper);
    }

    private string Packages => System.IO.Path.Combine(_upper, "var", "cache", "apt", "archives");

    /// <summary>What others fetched, as links: apt locks the folder of its packages, and each root has one of its own.</summary>
    private void BringPackages()
    {
        Directory.CreateDirectory(Packages);
        SystemCommand.Run("find", DebianBase.Archives, "-maxdepth", "1", "-name", "*.deb", "-exec", "ln", "-t", Packages, "{}", "+");
    }

    /// <summary>What was fetched here, for the others; whoever was first stays.</summary>
    private void KeepPackages()
    {
        if (Directory.Exists(Packages)) _ = SystemCommand.TryRun("find", Packages, "-maxdepth", "1", "-name", "*.deb", "-exec", "cp", "--link", "--no-clobber", "-t", DebianBase.Archives, "{}", "+");
    }

    private string[] Enter =>
    [
        .. Network is null ? Array.Empty<string>() : ["ip", "netns", "exec", Network.Name],
        "unshare", "--uts", "chroot", Path, "/usr/bin/env", "-i", "HOME=/root", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ];

    private void Mount(string target, params IReadOnlyList<string> arguments)
    {
        SystemCommand.Run("mount", [.. arguments, target]);
        _mounts.Add(target);
    }

    /// <summary>Services that were started inside: who sees that folder as its root is ours.</summary>
    private static void KillWithin(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(System.IO.Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ResolveLinkTarget($"{folder}/root", returnFinalTarget: false)?.FullName == path) SystemCommand.TryRun("kill", "-KILL", System.IO.Path.GetFileName(folder));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended in the meantime.
            }
        }
    }

    /// <summary>What a test program that was killed left running and mounted.</summary>
    private static void RemoveLeftOvers()
    {
        foreach (var mount in File.ReadAllLines("/proc/mounts").Select(line => line.Split(' ')).Where(parts => parts[0].StartsWith("edgenoc-", StringComparison.Ordinal) && parts[2] == "overlay"))
        {
            if (!int.TryParse(mount[0].Split('-')[1], CultureInfo.InvariantCulture, out var pid) || SystemCommand.IsAlive(pid)) continue;
            KillWithin(mount[1]);
            _ = SystemCommand.TryRun("umount", "--lazy", "--recursive", mount[1]);
        }
    }
}
