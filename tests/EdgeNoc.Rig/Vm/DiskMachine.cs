using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Rig.Vm;

/// <summary>
/// A virtual machine that starts a Debian from a disk, with systemd, on Debian's own kernel: a cut of its power loses what had not reached the disk. It runs under emulation, ten times slower
/// than here. What listens on this machine's loopback is <c>localhost</c> to it.
/// </summary>
public sealed class DiskMachine : IAsyncDisposable
{
    private const string Unit = """
        [Unit]
        DefaultDependencies=no
        After=sysinit.target
        [Service]
        ExecStart=/usr/local/sbin/test-shell
        Restart=always
        [Install]
        WantedBy=sysinit.target
        """;

    private const string Shell = """
        #!/bin/bash
        exec </dev/ttyS1 >/dev/ttyS1 2>&1
        stty raw -echo
        echo; echo ready
        while read -r line; do
            base64 -d <<<"$line" >/run/script
            bash /run/script >/run/said 2>&1 </dev/null
            code=$?
            echo "$(base64 -w0 /run/said) ::$code"
        done

        """;

    private static readonly TimeSpan BootPatience = TimeSpan.FromSeconds(300), Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder;
    private readonly SemaphoreSlim _turn = new(1);
    private int _starts;
    private ManagedProcess? _qemu;
    private NetworkStream? _stream;
    private StreamReader? _reader;

    private DiskMachine(string folder) => _folder = folder;

    private static string Home => Path.Combine(RigDirectory.RepositoryRoot, "var", "vm-disk");

    private string Disk => Path.Combine(_folder, "disk.img");

    /// <summary>Makes what is missing: packages, kernel. A minute the first time, nothing after that.</summary>
    /// <returns>Why there can be no such machine here; null when there can.</returns>
    /// <exception cref="InvalidOperationException">The packages are there, and making it failed all the same.</exception>
    public static Task<string?> PrepareAsync() => MachineParts.PrepareAsync(Home, "a machine with a disk", "prepare-disk", "init-disk");

    /// <summary>Makes a disk of a system; it is not started yet.</summary>
    /// <param name="root">What is on it, systemd among that; it may be removed afterwards.</param>
    /// <param name="megabytes">How large it is.</param>
    public static DiskMachine Of(DebianRoot root, int megabytes)
    {
        root.Write("/etc/systemd/system/test-shell.service", Unit);
        root.Write("/usr/local/sbin/test-shell", Shell);
        root.Run("chmod 755 /usr/local/sbin/test-shell; mkdir -p /etc/systemd/system/sysinit.target.wants; ln -sf ../test-shell.service /etc/systemd/system/sysinit.target.wants/; rm -f /usr/sbin/policy-rc.d");
        root.Write("/etc/hosts", "10.0.2.2 localhost\n");
        var machine = new DiskMachine(RigDirectory.New("disk-machine"));
        // The kernel's own folders and apt's store are mounts: what lies below them stays out.
        SystemCommand.Run("bash", "-c", $"mkdir -p '{machine._folder}/root' && cd '{root.Path}' && tar -c --one-file-system --exclude=./proc/* --exclude=./dev/* --exclude=./var/cache/apt/* --exclude=./usr/share/doc/* . | tar -x -C '{machine._folder}/root'");
        SystemCommand.Run("mke2fs", "-q", "-t", "ext4", "-d", $"{machine._folder}/root", machine.Disk, string.Create(CultureInfo.InvariantCulture, $"{megabytes}M"));
        SystemCommand.Run("rm", "-rf", "--one-file-system", $"{machine._folder}/root");
        return machine;
    }

    /// <summary>Switches it on and waits for its shell.</summary>
    public async Task StartAsync()
    {
        // The path of a socket has room for a hundred letters only.
        var socketPath = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"edgenoc-disk-{Environment.ProcessId}-{++_starts}.sock"));
        // What the machine wrote is in this one's memory, which a killed process does not take along: to wait for the real disk would prove nothing more.
        _qemu = ManagedProcess.Start(new ProcessPlan("qemu-system-x86_64",
            "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1536", "-nodefaults", "-display", "none", "-no-reboot",
            "-kernel", Path.Combine(Home, "vmlinuz"), "-initrd", Path.Combine(Home, "disk.cpio"), "-append", "console=ttyS0 quiet panic=-1 net.ifnames=0",
            "-drive", $"file={Disk},if=virtio,format=raw,cache=unsafe", "-nic", "user,model=virtio-net-pci",
            "-serial", $"file:{Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"console-{_starts}.log"))}",
            "-chardev", $"socket,id=shell,path={socketPath},server=on,wait=on", "-serial", "chardev:shell")
        {
            LogFile = Path.Combine(_folder, "qemu.log"),
        });
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await WaitFor.TrueAsync(async () =>
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
            return true;
        }, TimeSpan.FromSeconds(30), "qemu to listen");
        File.Delete(socketPath);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8);
        using var patience = new CancellationTokenSource(BootPatience);
        while (await ReadLineAsync(patience.Token) != "ready")
        {
            // What the port says before it is told to be quiet.
        }
    }

    /// <summary>Cuts its power: what had not reached its disk is lost.</summary>
    public async Task CutPowerAsync()
    {
        _qemu?.Kill();
        if (_qemu is not null) await _qemu.DisposeAsync();
        _reader?.Dispose();
        if (_stream is not null) await _stream.DisposeAsync();
        (_qemu, _reader, _stream) = (null, null, null);
    }

    /// <summary>Runs a shell's lines there as root, to their end.</summary>
    /// <returns>The exit code and both outputs.</returns>
    public async Task<(int Code, string Output)> TryAsync(string script)
    {
        await _turn.WaitAsync();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await _stream!.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(script)) + "\n"), patience.Token);
            var line = await ReadLineAsync(patience.Token);
            var end = line.LastIndexOf(" ::", StringComparison.Ordinal);
            if (end < 0) throw new InvalidOperationException($"its shell says '{line}': {_folder}");
            return (int.Parse(line[(end + 3)..], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(Convert.FromBase64String(line[..end])));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CutPowerAsync();
        _turn.Dispose();
        File.Delete(Disk);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        (await _reader!.ReadLineAsync(cancellationToken))?.Trim('\r', '\0') ?? throw new InvalidOperationException($"the machine has ended: {_folder}");
}
