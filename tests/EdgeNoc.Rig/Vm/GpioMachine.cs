using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Rig.Vm;

/// <summary>
/// A virtual machine with a GPIO chip of ten lines, on Debian's own kernel: what is driven on them can be read from outside and what they read can be pulled. It has a broker, a network of its
/// own and a shell, and runs under emulation, ten times slower than here. What it is made of is prepared once, below <c>var/vm</c>.
/// </summary>
public sealed class GpioMachine : IAsyncDisposable
{
    private static readonly TimeSpan BootPatience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan NudgeInterval = TimeSpan.FromSeconds(3);

    private readonly ManagedProcess _qemu;
    private readonly Socket _socket;
    private readonly StreamReader _reader;
    private readonly NetworkStream _stream;
    private readonly string _folder;
    private readonly SemaphoreSlim _shell = new(1);

    private GpioMachine(ManagedProcess qemu, Socket socket, string folder)
    {
        (_qemu, _socket, _folder) = (qemu, socket, folder);
        _stream = new NetworkStream(socket);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    private static string Home => Path.Combine(RigDirectory.RepositoryRoot, "var", "vm");

    /// <summary>Makes what is missing: packages, modules, the root. Minutes the first time, nothing after that.</summary>
    /// <returns>Why there can be no such machine here; null when there can.</returns>
    /// <exception cref="InvalidOperationException">The packages are there, and making it failed all the same.</exception>
    public static Task<string?> PrepareAsync() => MachineParts.PrepareAsync(Home, "a machine with GPIO lines", "prepare", "levels.c");

    /// <summary>Boots one.</summary>
    /// <param name="folder">For its console's log and its disk in RAM.</param>
    /// <param name="files">What is to be in its root, by path there.</param>
    public static async Task<GpioMachine> StartAsync(string folder, IReadOnlyDictionary<string, string> files)
    {
        var initrd = await InitrdAsync(folder, files);
        // The path of a socket has room for a hundred letters only.
        var socketPath = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"edgenoc-vm-{Environment.ProcessId}.sock"));
        var qemu = ManagedProcess.Start(new ProcessPlan("qemu-system-x86_64",
            "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1536", "-nodefaults", "-display", "none", "-no-reboot",
            "-kernel", Path.Combine(Home, "vmlinuz"), "-initrd", initrd, "-append", "console=ttyS0 quiet rdinit=/init panic=-1",
            "-serial", $"file:{Path.Combine(folder, "console.log")}", "-chardev", $"socket,id=shell,path={socketPath},server=on,wait=on", "-serial", "chardev:shell")
        {
            LogFile = Path.Combine(folder, "qemu.log"),
        });
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await WaitFor.TrueAsync(async () =>
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
            return true;
        }, TimeSpan.FromSeconds(30), "qemu to listen");
        File.Delete(socketPath);
        var machine = new GpioMachine(qemu, socket, folder);
        using var patience = new CancellationTokenSource(BootPatience);
        while (await machine.ReadLineAsync(patience.Token) != "ready")
        {
            // What the terminal says before it is told to be quiet.
        }

        return machine;
    }

    /// <summary>Runs a command of its shell and waits for its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(string command, TimeSpan? limit = null)
    {
        await _shell.WaitAsync();
        try
        {
            using var patience = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(60));
            // On a busy machine the emulated port may lose an interrupt: what was sent is then read together with what comes next.
            await using var nudge = TimeProvider.System.CreateTimer(_ => _ = NudgeAsync(), null, NudgeInterval, NudgeInterval);
            await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{command}\necho \"::$?\"\n"), patience.Token);
            var lines = new List<string>();
            while (true)
            {
                var line = await ReadLineAsync(patience.Token);
                if (!line.StartsWith("::", StringComparison.Ordinal))
                {
                    lines.Add(line);
                    continue;
                }

                await File.AppendAllTextAsync(Path.Combine(_folder, "shell.log"), $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {command}\n{string.Join("", lines.TakeLast(5).Select(said => $"  {said}\n"))}{line}\n", patience.Token);
                return line == "::0" ? lines : throw new InvalidOperationException($"'{command}' ended with {line[2..]}: {string.Join('\n', lines)}");
            }
        }
        catch (OperationCanceledException error)
        {
            throw new TimeoutException($"'{command}' did not end in time; {_folder}/console.log may say why", error);
        }
        finally
        {
            _shell.Release();
        }
    }

    /// <summary>Starts a program in the background.</summary>
    /// <returns>Its process id there.</returns>
    public async Task<int> SpawnAsync(string command, string log) => int.Parse((await RunAsync($"{command} >{log} 2>&1 & echo $!"))[^1], CultureInfo.InvariantCulture);

    /// <summary>A file's lines.</summary>
    public Task<IReadOnlyList<string>> ReadAsync(string file) => RunAsync($"cat {file}");

    /// <summary>Waits until a file has a line with this text.</summary>
    /// <exception cref="TimeoutException">It never had; the text has the file's last lines.</exception>
    public async Task<string> WaitForLineAsync(string file, string text, TimeSpan limit)
    {
        // Asked in there, a few times a second: each question costs as much as what it waits for.
        var tries = (int)(limit.TotalSeconds * 4);
        var found = await RunAsync(string.Create(CultureInfo.InvariantCulture, $"n=0; until grep -F '{text}' {file} || [ $n -ge {tries} ]; do usleep 250000; n=$((n+1)); done"), limit * 4);
        return found is [.., var last] ? last : throw new TimeoutException($"no '{text}' in {file} within {limit.TotalSeconds:0} s; the file says:\n{string.Join('\n', (await ReadAsync(file)).TakeLast(15))}");
    }

    /// <summary>Pulls lines that the machine reads.</summary>
    public Task PullAsync(int line, bool high) => RunAsync($"echo pull-{(high ? "up" : "down")} >/sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio{line}/pull");

    /// <summary>What stands on each line now.</summary>
    public async Task<string> LevelsAsync() => string.Concat(await RunAsync("cat /sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio?/value"));

    public async ValueTask DisposeAsync()
    {
        await _qemu.DisposeAsync();
        _reader.Dispose();
        await _stream.DisposeAsync();
        _socket.Dispose();
        _shell.Dispose();
        // A hundred megabytes that nobody wants to look at.
        File.Delete(Path.Combine(_folder, "initrd"));
    }

    private async Task NudgeAsync()
    {
        try
        {
            await _stream.WriteAsync("\n"u8.ToArray());
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Whoever waits for the answer sees that it has ended.
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        (await _reader.ReadLineAsync(cancellationToken))?.TrimEnd('\r') ?? throw new InvalidOperationException($"the machine has ended: {_folder}/console.log");

    private static async Task<string> InitrdAsync(string folder, IReadOnlyDictionary<string, string> files)
    {
        var root = Path.Combine(folder, "root");
        foreach (var (path, source) in files.Append(new("/init", Path.Combine(MachineParts.Sources, "init"))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName($"{root}{path}")!);
            File.Copy(source, $"{root}{path}");
        }

        var initrd = Path.Combine(folder, "initrd");
        // The kernel takes several archives one after the other.
        SystemCommand.Run("sh", "-c", $"cd '{root}' && find . | cpio -o -H newc --quiet | cat '{Path.Combine(Home, "base.cpio")}' - >'{initrd}'");
        await Task.Run(() => Directory.Delete(root, recursive: true));
        return initrd;
    }
}
