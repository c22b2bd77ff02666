namespace EdgeNoc.Rig;

/// <summary>How a test's broker is set up.</summary>
public sealed record MosquittoOptions
{
    /// <summary>A second listener with this certificate, on <see cref="Mosquitto.TlsPort"/>.</summary>
    public TestCertificates? Tls { get; init; }

    /// <summary>User names and passwords; none lets everybody in.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lets in clients without a user name beside those with one; what they may do is up to <see cref="Acl"/>. Not together with <see cref="UserNameAsClientId"/>.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The lines of an ACL file; null allows all.</summary>
    public string? Acl { get; init; }

    /// <summary>Has the dynamic-security plugin keep users and rules, in <c>dynamic-security.json</c>; this is its first and only user.</summary>
    public (string User, string Password)? Administrator { get; init; }

    /// <summary>Binds client ids to user names, as a site's broker does.</summary>
    public bool UserNameAsClientId { get; init; }

    /// <summary>Keeps what it holds in a file, as Debian sets it up, saved every second; <see cref="Mosquitto.Wipe"/> takes that away.</summary>
    public bool Persistent { get; init; }

    /// <summary>Listens here; 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Runs there and listens on all addresses of it; null for this machine's loopback.</summary>
    public NetworkNamespace? Network { get; init; }
}

/// <summary>A real mosquitto, on loopback unless told otherwise; restarts on the same ports.</summary>
public sealed class Mosquitto : IAsyncDisposable
{
    private readonly string _directory;
    private readonly NetworkNamespace? _network;
    private ManagedProcess? _process;

    private Mosquitto(string directory, int port, int tlsPort, NetworkNamespace? network) => (_directory, Port, TlsPort, _network) = (directory, port, tlsPort, network);

    public int Port { get; }

    public int TlsPort { get; }

    public ManagedProcess Process => _process ?? throw new InvalidOperationException("the broker was not started");

    /// <summary>Writes its files into <paramref name="directory"/> and starts it.</summary>
    public static async Task<Mosquitto> StartAsync(string directory, MosquittoOptions? options = null)
    {
        options ??= new MosquittoOptions();
        Directory.CreateDirectory(directory);
        var broker = new Mosquitto(directory, options.Port == 0 ? FreePort.Next() : options.Port, FreePort.Next(), options.Network);
        await broker.WriteConfigAsync(options);
        await broker.StartAsync();
        return broker;
    }

    /// <summary>Starts it again, after <see cref="Kill"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        var plan = new ProcessPlan("mosquitto", "-c", Path.Combine(_directory, "mosquitto.conf")) { LogFile = Path.Combine(_directory, "mosquitto.log") };
        _process = ManagedProcess.Start(_network?.Within(plan) ?? plan);
        await _process.WaitForLineAsync("mosquitto version .* running", TimeSpan.FromSeconds(10));
    }

    /// <summary>SIGKILL: all it holds is lost.</summary>
    public void Kill() => Process.Kill();

    public Task StopAsync() => Process.StopAsync();

    /// <summary>Takes away what a persistent broker saved; it must not run.</summary>
    public void Wipe() => File.Delete(Path.Combine(_directory, "mosquitto.db"));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    private async Task WriteConfigAsync(MosquittoOptions options)
    {
        List<string> conf =
        [
            .. options.Persistent ? ["persistence true", $"persistence_location {_directory}/", "autosave_interval 1"] : (string[])["persistence false"],
            "max_inflight_messages 200",
            "max_queued_messages 10000",
            "set_tcp_nodelay true",
            "log_dest stderr",
            "log_type error", "log_type warning", "log_type notice", "log_type information",
            // Started as root it would give up being so, for a user who may not read the test's files.
            "user root",
            $"allow_anonymous {(options.Anonymous || (options.Users.Count == 0 && options.Administrator is null) ? "true" : "false")}",
        ];
        if (options.Users.Count > 0) conf.Add($"password_file {await WritePasswordsAsync(options.Users)}");
        if (options.Administrator is { } administrator) conf.AddRange(await DynamicSecurityAsync(administrator));
        if (options.Acl is { } acl) conf.Add($"acl_file {await WriteAsync("acl", acl)}");
        // Options of a listener stand below it: above, this one would open another on port 1883.
        var address = options.Network is null ? "127.0.0.1" : "0.0.0.0";
        conf.Add($"listener {Port} {address}");
        if (options.UserNameAsClientId) conf.Add("use_username_as_clientid true");
        if (options.Tls is { } tls)
        {
            conf.AddRange([$"listener {TlsPort} {address}", $"certfile {tls.CertificateFile}", $"keyfile {tls.KeyFile}"]);
            if (options.UserNameAsClientId) conf.Add("use_username_as_clientid true");
        }

        await WriteAsync("mosquitto.conf", string.Join('\n', conf) + "\n");
    }

    /// <summary>What is there already stays: a broker that is started anew, or was put back from a backup.</summary>
    private async Task<string[]> DynamicSecurityAsync((string User, string Password) administrator)
    {
        var file = Path.Combine(_directory, "dynamic-security.json");
        if (!File.Exists(file))
        {
            await using var init = ManagedProcess.Start(new("mosquitto_ctrl", "dynsec", "init", file, administrator.User, administrator.Password) { LogFile = Path.Combine(_directory, "mosquitto_ctrl.log") });
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await init.WaitForExitAsync(limit.Token);
        }

        var plugin = Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "mosquitto_dynamic_security.so")).First(File.Exists);
        return [$"plugin {plugin}", $"plugin_opt_config_file {file}"];
    }

    private async Task<string> WritePasswordsAsync(IReadOnlyDictionary<string, string> users)
    {
        var plain = string.Concat(users.Select(u => $"{u.Key}:{u.Value}\n"));
        var path = await WriteAsync("passwords", plain);
        // Hashes the file in place.
        await using var hash = ManagedProcess.Start(new("mosquitto_passwd", "-U", path) { LogFile = Path.Combine(_directory, "mosquitto_passwd.log") });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await hash.WaitForExitAsync(limit.Token);
        return path;
    }

    private async Task<string> WriteAsync(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }
}
