using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Verbs;

namespace EdgeNoc.Tests.Vrp;

/// <summary>A command typed by an attacker into a config or a request: refused before anything is sent.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class VrpAttackTests : IAsyncLifetime
{
    private readonly string _folder = RigDirectory.New("vrp-attack");
    private SshServer? _server;

    private string[] Asked => File.Exists(Path.Combine(_folder, "asked.log")) ? File.ReadAllLines(Path.Combine(_folder, "asked.log")) : [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        _server = await SshServer.StartAsync(Path.Combine(_folder, "sshd"), "secret", $"{Built.Simulators} vrp --folder {_folder}");
        File.WriteAllText(Path.Combine(_folder, "pw"), "secret");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("if/GigabitEthernet0/1/1;reboot", 1)]
    [InlineData("if/GigabitEthernet0/1/1\nreboot", 1)]
    [InlineData("display current-configuration", 1)]
    [InlineData("log;system-view", 1)]
    [InlineData("log", 0)]
    public async Task Whatever_a_request_asks_for_only_harmless_lines_are_sent(string part, int exitCode)
    {
        var run = await Task.Run(() => VerbRun.Of("poll", "ne-1", part, "--config", Config()));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.NotEmpty(Asked);
        Assert.All(Asked, line => Assert.True(VrpCommand.IsHarmless(line), line));
    }

    [Theory]
    [InlineData("""
        "commands": ["reboot"]
        """, "devices[0].commands: is no key that is known here")]
    [InlineData("""
        "url": "ssh://-oProxyCommand=reboot"
        """, "devices[0].url: \"ssh://-oProxyCommand=reboot\" is no address of an SSH server")]
    [InlineData("""
        "url": "ssh://192.0.2.1/;reboot"
        """, "is no address of an SSH server")]
    public void A_config_cannot_add_a_command(string part, string error)
    {
        using var folder = new ConfigFolder();
        var password = folder.PasswordFile("ne.pw");
        var url = part.Contains("url", StringComparison.Ordinal) ? "" : "\"url\": \"ssh://192.0.2.1\",";
        Assert.Contains(folder.Errors($$"""{ "site": "kdr-03", "broker": { "urls": ["mqtt://127.0.0.1"] }, "devices": [ { "id": "ne-1", "driver": "ne8000", {{url}} {{part}}, "user": "edgenoc", "password_file": "{{password}}" } ] }"""),
            said => said.Contains(error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_that_is_written_like_an_option_is_a_user_that_nobody_knows()
    {
        var trace = Path.Combine(_folder, "trace");
        var run = await Task.Run(() => VerbRun.Of("poll", "ne-1", "--config", Config($"-oProxyCommand=touch {trace}")));
        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(trace));
        Assert.Empty(Asked);
    }

    private string Config(string user = SshServer.User)
    {
        var path = Path.Combine(_folder, "agent.json");
        File.WriteAllText(path, $$"""{ "site": "kdr-03", "state_dir": "{{_folder}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "devices": [ { "id": "ne-1", "driver": "ne8000", "url": "{{_server!.Url}}", "user": "{{user}}", "password_file": "pw" } ] }""");
        return path;
    }
}
