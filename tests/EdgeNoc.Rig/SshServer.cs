using System.Globalization;
using System.Net;

namespace EdgeNoc.Rig;

/// <summary>
/// A real sshd on loopback that starts one program for each session. Its user exists only for it: it runs in a mount namespace of its own with its own
/// <c>passwd</c> and <c>shadow</c>, and in a namespace of processes, so that its sessions end with it. Needs root and openssh-server (only the program: its service need not run; <c>EDGENOC_SSHD</c> names another one).
/// </summary>
public sealed class SshServer : IAsyncDisposable
{
    public const string User = "edgenoc";
    private readonly string _folder;
    private readonly string _extra;
    private readonly IPEndPoint _listen;
    private ManagedProcess? _process;

    private SshServer(string folder, IPEndPoint listen, string extra) => (_folder, _listen, _extra) = (folder, listen, extra);

    /// <summary>Why none can be started here; null when all is there.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "an sshd with users of its own needs root"
        : !File.Exists(Program) ? "sshd is not installed: apt-get install openssh-server, or name one in EDGENOC_SSHD"
        : SystemCommand.TryRun("unshare", "--version") is not null || SystemCommand.TryRun("openssl", "version") is not null ? "unshare or openssl is not installed"
        : null;

    public int Port => _listen.Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"ssh://{_listen}");

    /// <summary>The private key that lets the user in.</summary>
    public string KeyFile => Path.Combine(_folder, "user_key");

    private static string Program => Environment.GetEnvironmentVariable("EDGENOC_SSHD") ?? "/usr/sbin/sshd";

    /// <param name="folder">For its keys, its configuration and its log.</param>
    /// <param name="password">The user's.</param>
    /// <param name="session">What a shell is to start for each session, its terminal already raw and without echo.</param>
    /// <param name="extra">More lines for sshd_config.</param>
    /// <param name="listen">Where; null: a free port of 127.0.0.1.</param>
    public static async Task<SshServer> StartAsync(string folder, string password, string session, string extra = "", IPEndPoint? listen = null)
    {
        Directory.CreateDirectory(folder);
        var server = new SshServer(folder, listen ?? new IPEndPoint(IPAddress.Loopback, FreePort.Next()), extra);
        server.WriteUsers(password);
        // A folder that is used again: another key would be asked for leave to overwrite.
        File.Delete(server.KeyFile);
        SystemCommand.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", server.KeyFile);
        File.Copy($"{server.KeyFile}.pub", Path.Combine(folder, "authorized_keys"), overwrite: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "session.sh"), $"#!/bin/sh\nstty raw -echo\nexec {session}\n");
        SystemCommand.Run("chmod", "755", Path.Combine(folder, "session.sh"));
        if (!File.Exists(Path.Combine(folder, "host_key"))) server.NewHostKey();
        await server.StartAsync();
        return server;
    }

    /// <summary>Another host key, as a box that was reset has; it counts from the next start.</summary>
    public void NewHostKey()
    {
        var key = Path.Combine(_folder, "host_key");
        File.Delete(key);
        File.Delete($"{key}.pub");
        SystemCommand.Run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", key);
    }

    public async Task StopAsync()
    {
        if (_process is { } process) await process.DisposeAsync();
        _process = null;
    }

    public async Task StartAsync()
    {
        var config = Path.Combine(_folder, "sshd_config");
        await File.WriteAllTextAsync(config, $"""
            ListenAddress {_listen}
            HostKey {_folder}/host_key
            PidFile none
            UsePAM no
            PermitRootLogin yes
            StrictModes no
            AuthorizedKeysFile {_folder}/authorized_keys
            ForceCommand {_folder}/session.sh
            PrintMotd no
            {_extra}

            """);
        var start = $"mount --bind {_folder}/passwd /etc/passwd && mount --bind {_folder}/shadow /etc/shadow && mkdir -p /run/sshd && exec {Program} -D -e -f {config}";
        _process = ManagedProcess.Start(new("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", start) { LogFile = Path.Combine(_folder, "sshd.log") });
        await _process.WaitForLineAsync("Server listening on", TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private void WriteUsers(string password)
    {
        var plain = Path.Combine(_folder, "password");
        File.WriteAllText(plain, password + "\n");
        var hashed = Path.Combine(_folder, "hash");
        SystemCommand.Run("sh", "-c", $"openssl passwd -6 -stdin < {plain} > {hashed}");
        File.WriteAllText(Path.Combine(_folder, "passwd"), $"root:x:0:0::/root:/bin/sh\nsshd:x:65533:65534::/run/sshd:/bin/false\n{User}:x:0:0::/:/bin/sh\n");
        File.WriteAllText(Path.Combine(_folder, "shadow"), $"root:*:19000:0:99999:7:::\nsshd:*:19000:0:99999:7:::\n{User}:{File.ReadAllText(hashed).Trim()}:19000:0:99999:7:::\n");
        File.Delete(hashed);
    }
}
