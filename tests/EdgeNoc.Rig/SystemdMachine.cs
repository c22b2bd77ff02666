using System.Globalization;

namespace EdgeNoc.Rig;

/// <summary>A Debian that is started: the real systemd as process 1 of namespaces of its own, on this machine's kernel. Stops with its owner, however that ends.</summary>
public sealed class SystemdMachine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int _count;

    private readonly ManagedProcess _process;
    private readonly string _group;
    private readonly string _init;

    private SystemdMachine(ManagedProcess process, string group, string init) => (_process, _group, _init) = (process, group, init);

    /// <summary>Why none can be started here; null when all is there.</summary>
    public static string? Missing => DebianBase.Missing ?? (Groups is null ? "no cgroup2 is mounted, which systemd needs" : null);

    private static string? Groups => File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).FirstOrDefault(mount => mount[2] == "cgroup2")?[1];

    /// <summary>Installs systemd if it is not there yet, and starts it.</summary>
    /// <param name="root">What it starts from; its <see cref="DebianRoot.Network"/> is the machine's. Without one it has no network but itself.</param>
    /// <param name="sharesNetwork">It has this machine's network instead: what listens on loopback here does so there.</param>
    /// <exception cref="TimeoutException">It did not come up.</exception>
    public static async Task<SystemdMachine> StartAsync(DebianRoot root, bool sharesNetwork = false)
    {
        var network = root.Network;
        root.Network = null;
        root.Run("[ -x /lib/systemd/systemd ] || apt-get install -y -q --no-install-recommends systemd dbus");
        // From here on what is installed starts.
        root.Run("rm -f /usr/sbin/policy-rc.d");
        root.Network = network;
        var group = Path.Combine(Groups!, string.Create(CultureInfo.InvariantCulture, $"edgenoc-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"));
        string[] within = network is null ? [] : ["ip", "netns", "exec", network.Name];
        string[] all = [.. within, "bash", "-c", Script, group, root.Path, network is null && !sharesNetwork ? "--net" : "--uts"];
        var process = ManagedProcess.Start(new(all[0], all[1..]) { LogFile = Path.Combine(Path.GetDirectoryName(root.Path)!, "systemd.log") });
        try
        {
            var machine = new SystemdMachine(process, group, await InitAsync(process));
            await WaitFor.TrueAsync(() => Task.FromResult(machine.Try("systemctl is-system-running").Output.Trim() is "running" or "degraded"), Patience, "systemd to have started all");
            return machine;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a shell's lines on the machine as root, to their end.</summary>
    public (int Code, string Output) Try(string script) => SystemCommand.Read(
        "nsenter", "-t", _init, "-m", "-u", "-i", "-p", "-n", "-C", "-r", "-w", "/usr/bin/env", "-i", "HOME=/root", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "/bin/bash", "-c", $"exec 2>&1 </dev/null; {script}");

    /// <summary>The same, where it must go well.</summary>
    /// <exception cref="InvalidOperationException">It did not; the text has its last words.</exception>
    public string Run(string script)
    {
        var (code, output) = Try(script);
        return code == 0 ? output : throw new InvalidOperationException($"'{script}' ended with {code}:\n{string.Join('\n', output.Split('\n').TakeLast(30))}");
    }

    /// <summary>A property as <c>systemctl show</c> names it.</summary>
    public string Show(string unit, string property) => Run($"systemctl show -P {property} {unit}").Trim();

    public void Dispose()
    {
        _process.Kill();
        _process.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _ = SystemCommand.TryRun("bash", "-c", $"for i in $(seq 100); do find '{_group}' -depth -type d -exec rmdir {{}} + 2>/dev/null && break; sleep 0.1; done");
    }

    /// <summary>$0 the control group, $1 the root, $2 a further namespace.</summary>
    private const string Script = """
        mkdir -p "$0" && echo $$ >"$0/cgroup.procs"
        exec unshare --fork --pid --mount --uts --ipc --cgroup "$2" --kill-child --propagation private bash -ec '
            mount --bind "$1" "$1"; cd "$1"
            mount -t proc proc proc
            mount -t tmpfs tmpfs run; mkdir run/lock
            mount -t tmpfs tmpfs dev; mkdir dev/pts dev/shm
            for node in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "dev/${node%:*}" c 1 "${node#*:}"; done
            mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts; ln -s pts/ptmx dev/ptmx
            mount -t sysfs sysfs sys; mount -t cgroup2 cgroup2 sys/fs/cgroup 2>/dev/null || { mount -t tmpfs tmpfs sys/fs/cgroup; mount -t cgroup2 cgroup2 sys/fs/cgroup; }
            ip link set lo up
            mkdir -p .before; pivot_root . .before; cd /
            umount -l /.before; rmdir /.before
            # As systemd-nspawn has it: what systemd mounts for a service reaches that.
            mount --make-rshared /
            exec env -i container=edgenoc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=console --show-status=0
        ' edgenoc "$1"
        """;

    /// <summary>The process that is number 1 inside.</summary>
    private static async Task<string> InitAsync(ManagedProcess process)
    {
        var init = "";
        await WaitFor.TrueAsync(
            async () =>
            {
                if (process.HasExited) throw new InvalidOperationException(string.Join('\n', process.Output));
                init = (await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children")).Trim();
                return init.Length > 0 && (await File.ReadAllTextAsync($"/proc/{init}/cmdline")).StartsWith("/lib/systemd/systemd\0", StringComparison.Ordinal);
            },
            Patience,
            "systemd to begin");
        return init;
    }
}
