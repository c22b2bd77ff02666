using System.Globalization;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Tests.Verbs;

/// <summary>Every switch of the simulated VRP box, each at a port of its own behind a real sshd, and one <c>check</c> of them all. A new switch fails here until its line is written down.</summary>
[Trait("Category", "Slow")]
public sealed class VrpSwitchWalkTests : IAsyncLifetime
{
    private const string Password = "s3cret of 2026";

    private static readonly Dictionary<VrpTrap, (string State, string Remedy)> Lines = new()
    {
        [VrpTrap.None] = ("ok", ""),
        [VrpTrap.PasswordQuestion] = ("warning", "set another by hand and turn expiry off"),
        [VrpTrap.PasswordExpired] = ("failed", "log in by hand, set a new password, write it into the password file"),
        [VrpTrap.Pager] = ("ok", ""),
        [VrpTrap.Timestamp] = ("ok", ""),
        [VrpTrap.TrailingQuestion] = ("ok", ""),
        [VrpTrap.SystemView] = ("ok", ""),
        [VrpTrap.PromptLikeData] = ("ok", ""),
        [VrpTrap.VtyFull] = ("failed", "log out where nobody works (VRP: display users), or allow more"),
        [VrpTrap.NoPrompt] = ("failed", "log in by hand with the same user and see what stands there instead of a prompt"),
        [VrpTrap.Flood] = ("failed", "check that the url points at the box and at nothing that makes up answers"),
        [VrpTrap.UnexpectedQuestion] = ("failed", "log in by hand with the same user and see what stands there instead of a prompt"),
        [VrpTrap.NobodyOnline] = ("ok", ""),
        [VrpTrap.HangUp] = ("failed", "it is opened anew at the next poll; if it stays so, look at the box's log"),
        [VrpTrap.NotAdmin] = ("warning", "log in to its admin virtual system"),
        [VrpTrap.ExecRefused] = ("ok", ""),
        [VrpTrap.TightRows] = ("ok", ""),
        [VrpTrap.PacketsFirst] = ("ok", ""),
        [VrpTrap.WrappedAlarms] = ("ok", ""),
        [VrpTrap.LoginTalk] = ("ok", ""),
        [VrpTrap.NoAlarms] = ("ok", ""),
        [VrpTrap.ListsUsers] = ("ok", ""),
    };

    private readonly SwitchWalk _walk = new("vrp-switches", Password);
    private readonly List<SshServer> _servers = [];

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_switch_turns_its_line_into_its_remedy()
    {
        File.WriteAllText(Path.Combine(_walk.Folder, "wrong.pw"), "of 2025");
        var ports = Enum.GetValues<VrpTrap>().ToDictionary(trap => trap, _ => FreePort.Next());
        foreach (var (trap, port) in ports)
        {
            // What must be waited for is waited for shortly; what works may be slow on a busy machine.
            Add($"ne-{trap}", Lines[trap], port, timeoutS: trap is VrpTrap.NoPrompt or VrpTrap.UnexpectedQuestion ? 12 : 20);
            Directory.CreateDirectory(Path.Combine(_walk.Folder, $"{port}"));
            File.WriteAllText(Path.Combine(_walk.Folder, $"{port}", "traps"), $"{trap}");
        }

        // A box is known by the port at which it was called. An sshd listens at 16 at most.
        var session = $"{Built.Simulators} vrp --folder {_walk.Folder}/${{SSH_CONNECTION##* }}";
        foreach (var some in ports.Values.Chunk(15))
            await StartAsync($"sshd-{some[0]}", session, $"MaxStartups 100\n{string.Join('\n', some.Select(port => $"ListenAddress 127.0.0.1:{port}"))}");
        var good = ports[VrpTrap.None];
        Add("wrong-password", ("failed", "check user and password file (or key_file)"), good, password: "wrong.pw");
        Add("other-key", ("failed", "if it is right, delete"), good);
        PinAnotherKey("other-key", good);
        Add("nobody", ("failed", "see that SSH is on (stelnet server enable)"), FreePort.Next());
        Add("key", ("ok", ""), good, more: $", \"key_file\": \"{_servers[0].KeyFile}\"");
        var old = await StartAsync("old-sshd", $"{Built.Simulators} vrp --folder {_walk.Folder}/{good}", "KexAlgorithms diffie-hellman-group14-sha1\nHostKeyAlgorithms ssh-rsa\nCiphers aes128-cbc\nMACs hmac-sha1");
        Add("old", ("failed", "set \"ssh_algorithms\": \"legacy\" for this device"), old.Port);
        Add("old-with-leave", ("ok", ""), old.Port, more: ", \"ssh_algorithms\": \"legacy\"");

        await _walk.CheckAsync();
    }

    private async Task<SshServer> StartAsync(string name, string session, string extra)
    {
        var server = await SshServer.StartAsync(Path.Combine(_walk.Folder, name), Password, session, extra);
        _servers.Add(server);
        return server;
    }

    private void Add(string id, (string State, string Remedy) line, int port, int timeoutS = 20, string password = "pw", string more = "")
    {
        var login = more.Contains("key_file", StringComparison.Ordinal) ? "" : $", \"password_file\": \"{password}\"";
        var device = id.ToLowerInvariant();
        _walk.Add(device, line, string.Create(CultureInfo.InvariantCulture, $$"""{ "id": "{{device}}", "driver": "ne8000", "url": "ssh://127.0.0.1:{{port}}", "user": "{{SshServer.User}}"{{login}}, "timeout_s": {{timeoutS}}{{more}} }"""));
    }

    /// <summary>As if the box had been reset since it was checked first.</summary>
    private void PinAnotherKey(string id, int port)
    {
        var key = Path.Combine(_walk.Folder, "another");
        SystemCommand.Run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", key);
        Directory.CreateDirectory(Path.Combine(_walk.Folder, "ssh"));
        File.WriteAllText(Path.Combine(_walk.Folder, "ssh", $"{id}.known_hosts"), $"[127.0.0.1]:{port} {File.ReadAllText($"{key}.pub")}");
    }
}
