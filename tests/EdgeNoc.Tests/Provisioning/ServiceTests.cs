using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The agent as a service of the real systemd: the unit keeps it from much, but from nothing that it needs.</summary>
[Trait("Category", "Slow")]
public sealed class ServiceTests : IDisposable
{
    private const string Unit = "edgenoc-agent";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DebianRoot _root;

    public ServiceTests()
    {
        var missing = SystemdMachine.Missing ?? PublishedPackages.Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
        _root = DebianRoot.Create();
    }

    public void Dispose() => _root?.Dispose();

    [Fact]
    public async Task It_pings_reads_its_secrets_comes_back_when_killed_and_an_upgrade_starts_the_new_version()
    {
        _root.Put(PublishedPackages.Agent, "/opt/edgenoc-agent.deb");
        _root.Put(PublishedPackages.AgentAs("0.2.0"), "/opt/edgenoc-agent-2.deb");
        _root.Run("apt-get install -y -q --no-install-recommends systemd dbus /opt/edgenoc-agent.deb");
        _root.Write("/etc/default/edgenoc-agent", "AGENT_ARGS=\"--config /etc/edgenoc-agent/agent.json\"\n");
        _root.Write("/etc/edgenoc-agent/agent.json", """
            { "site": "pop-1", "state_dir": "/var/lib/edgenoc-agent", "broker": { "urls": ["mqtt://127.0.0.1:9"], "password_credential": "secret_broker.pw" },
              "devices": [ { "driver": "ping", "group": "onts", "interval_s": 5, "targets": [ { "id": "ont-001", "address": "127.0.0.1" } ] } ] }
            """);
        _root.Run("(umask 077; echo secret-17 >/etc/edgenoc-agent/secrets/broker.pw)");
        using var machine = await SystemdMachine.StartAsync(_root);

        await LogHasAsync("onts: answers, 1 ONTs, 1 answer");
        Assert.Equal("active", machine.Show(Unit, "ActiveState"));
        Assert.StartsWith("site pop-1", machine.Show(Unit, "StatusText"), StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be read", Log(), StringComparison.Ordinal);
        // Raw sockets and nothing more; filters on system calls are on.
        var process = machine.Run($"cat /proc/{Pid()}/status");
        Assert.Contains("CapEff:\t0000000000002000\n", process, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2\n", process, StringComparison.Ordinal);
        // The same from a person's hand: the verb reads the secret, whose file is root's.
        Assert.Contains("onts", machine.Run("edgenoc-agent status --config /etc/edgenoc-agent/agent.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("password_credential", machine.Try("edgenoc-agent check --config /etc/edgenoc-agent/agent.json").Output, StringComparison.Ordinal);
        Assert.Empty(machine.Run("ls -d /run/edgenoc-agent.* 2>/dev/null || true"));

        var first = Pid();
        machine.Run($"kill -KILL {first}");
        await WaitFor.TrueAsync(() => Task.FromResult(machine.Show(Unit, "ActiveState") == "active" && Pid() != first), Patience, "the agent to come back");
        Assert.Equal("/opt/edgenoc/0.1.0/edgenoc-agent\n", machine.Run($"readlink /proc/{Pid()}/exe"));

        machine.Run("dpkg -i --force-confold /opt/edgenoc-agent-2.deb");
        await WaitFor.TrueAsync(() => Task.FromResult(machine.Try($"readlink /proc/{Pid()}/exe").Output == "/opt/edgenoc/0.2.0/edgenoc-agent\n"), Patience, "the new version to run");

        machine.Run("dpkg --purge edgenoc-agent");
        Assert.Equal("not-found", machine.Show(Unit, "LoadState"));

        string Pid() => machine.Show(Unit, "MainPID");
        string Log() => machine.Run($"journalctl --no-pager -u {Unit}");
        Task LogHasAsync(string text) => WaitFor.TrueAsync(() => Task.FromResult(Log().Contains(text, StringComparison.Ordinal)), Patience, text);
    }
}
