using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The agent's package in a bare Debian: what it brings, what an upgrade keeps, and that nothing is left of it.</summary>
[Trait("Category", "Slow")]
public sealed class AgentPackageTests : IDisposable
{
    private const string Enabled = "/etc/systemd/system/multi-user.target.wants/edgenoc-agent.service";

    private readonly DebianRoot _pi;

    public AgentPackageTests()
    {
        Assert.SkipWhen(DebianBase.Missing is not null || PublishedPackages.Missing is not null, DebianBase.Missing ?? PublishedPackages.Missing ?? "");
        _pi = DebianRoot.Create();
    }

    public void Dispose() => _pi?.Dispose();

    [Fact]
    public async Task Installed_on_a_bare_machine_the_agent_starts_with_what_the_package_asked_for()
    {
        Install(PublishedPackages.Agent);
        Assert.Equal("0.1.0", Current());
        Assert.StartsWith("edgenoc-agent:", _pi.Run("getent passwd edgenoc-agent"), StringComparison.Ordinal);
        Assert.Equal("700 edgenoc-agent:edgenoc-agent", _pi.Run("stat -c '%a %U:%G' /var/lib/edgenoc-agent").Trim());
        Assert.Equal("700 root:root", _pi.Run("stat -c '%a %U:%G' /etc/edgenoc-agent/secrets").Trim());
        Assert.Equal("/lib/systemd/system/edgenoc-agent.service", _pi.Run($"readlink {Enabled}").Trim());
        Assert.Empty(_pi.Run("find /opt /usr/lib/edgenoc-agent \\( ! -user root -o -perm /022 \\) ! -type l").Trim());

        _pi.Write("/etc/edgenoc-agent/agent.json", """
            { "site": "pop-1", "state_dir": "/var/lib/edgenoc-agent", "broker": { "urls": ["mqtt://127.0.0.1:9"] },
              "devices": [ { "driver": "ping", "group": "onts", "targets": [ { "id": "ont-001", "address": "127.0.0.1" } ] } ] }
            """);
        await using var agent = _pi.Start(Path.Combine(Path.GetDirectoryName(_pi.Path)!, "agent.log"), "edgenoc-agent", "run", "--config", "/etc/edgenoc-agent/agent.json");
        await agent.WaitForLineAsync("agent 0.1.0 of site pop-1 runs", TimeSpan.FromSeconds(60));
        Assert.Equal("edgenoc-agent", _pi.Run("stat -c %U /var/lib/edgenoc-agent/events.db").Trim());
        Assert.True(await agent.StopAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, agent.ExitCode);
    }

    [Fact]
    public void An_upgrade_keeps_what_was_set_and_stored_and_the_version_before()
    {
        Install(PublishedPackages.Agent);
        const string Args = "AGENT_ARGS=\"--config /etc/edgenoc-agent/agent.json\"\n";
        _pi.Write("/etc/default/edgenoc-agent", Args);
        _pi.Write("/etc/edgenoc-agent/agent.json", "{ \"site\": \"pop-17\" }");
        _pi.Run("echo 17 >/var/lib/edgenoc-agent/events.db; echo secret >/etc/edgenoc-agent/secrets/olt-1.pw");

        Install(PublishedPackages.AgentAs("0.2.0"));
        Assert.Equal(("0.2.0", "0.1.0"), (Current(), Previous()));
        Assert.Equal(Args, _pi.Run("cat /etc/default/edgenoc-agent"));
        Assert.Equal("{ \"site\": \"pop-17\" }", _pi.Run("cat /etc/edgenoc-agent/agent.json"));
        Assert.Equal("17\n", _pi.Run("cat /var/lib/edgenoc-agent/events.db"));
        Assert.Equal("secret\n", _pi.Run("cat /etc/edgenoc-agent/secrets/olt-1.pw"));
        // Both start: that is what a way back is.
        _pi.Run("/opt/edgenoc/0.1.0/edgenoc-agent --version && /opt/edgenoc/current/edgenoc-agent --version");

        Install(PublishedPackages.AgentAs("0.3.0"));
        Assert.Equal(["0.2.0", "0.3.0", "current", "previous"], _pi.Run("ls -A /opt/edgenoc").Split('\n', StringSplitOptions.RemoveEmptyEntries));

        // The office brings a version that dpkg knows nothing of: a package between the two is an upgrade for dpkg, and must not take the machine back.
        _pi.Run("/usr/lib/edgenoc-agent/slot add 0.9.0 /usr/lib/edgenoc-agent/payload; /usr/lib/edgenoc-agent/slot use 0.9.0");
        Assert.Contains("0.9.0 runs, which the office brought; it is newer than 0.4.0 and stays", Install(PublishedPackages.AgentAs("0.4.0")), StringComparison.Ordinal);
        Assert.Equal(("0.9.0", "0.3.0"), (Current(), Previous()));
        // Nor does the same package again, nor while a still newer one is on trial: that goes on.
        _pi.Run("/usr/lib/edgenoc-agent/slot add 0.9.5 /usr/lib/edgenoc-agent/payload; /usr/lib/edgenoc-agent/slot use 0.9.5; printf 'version=0.9.5\nfrom=0.9.0\n' >/var/lib/edgenoc-updater/trial; /var/lib/dpkg/info/edgenoc-agent.postinst configure 0.4.0");
        Assert.Equal(("0.9.5", "0.9.0", "from=0.9.0"), (Current(), Previous(), _pi.Run("tail -n 1 /var/lib/edgenoc-updater/trial").Trim()));
        // What it says leads back.
        _pi.Run("/usr/lib/edgenoc-agent/slot add 0.4.0 /usr/lib/edgenoc-agent/payload && /usr/lib/edgenoc-agent/slot use 0.4.0");
        Assert.Equal("0.4.0", Current());

        // Back by hand, as an older package: dpkg itself goes back, and that ends an update under way.
        _pi.Run($"dpkg -i --force-confold {Bring(PublishedPackages.Agent)}");
        Assert.Equal(("0.1.0", "0.4.0"), (Current(), Previous()));
        Assert.False(File.Exists(_pi.Inside("/var/lib/edgenoc-updater/trial")));
    }

    [Fact]
    public void Removed_it_keeps_its_data_and_purged_it_leaves_nothing()
    {
        // What it depends on stays for others; it is not the package's to take away.
        _pi.Run("apt-get install -y -q --no-install-recommends libmosquitto1 libsqlite3-0 openssh-client");
        var (files, users) = (_pi.Files(), _pi.Run("sort /etc/passwd; sort /etc/group"));

        Install(PublishedPackages.Agent);
        Install(PublishedPackages.AgentAs("0.2.0"));
        _pi.Run("echo 17 >/var/lib/edgenoc-agent/events.db; echo '{}' >/etc/edgenoc-agent/agent.json");
        _pi.Run("dpkg --remove edgenoc-agent");
        Assert.Equal("17\n", _pi.Run("cat /var/lib/edgenoc-agent/events.db"));
        Assert.Equal("{}\n", _pi.Run("cat /etc/edgenoc-agent/agent.json"));
        Assert.False(Directory.Exists(_pi.Inside("/opt/edgenoc")));

        _pi.Run("dpkg --purge edgenoc-agent");
        Assert.Equal(users, _pi.Run("sort /etc/passwd; sort /etc/group"));
        // Backups of the lists of users are shadow's own.
        Assert.Equal([], _pi.Files().Except(files, StringComparer.Ordinal).Where(path => !path.EndsWith('-')));
    }

    [Fact]
    public void A_group_gpio_that_was_there_before_stays()
    {
        _pi.Run("groupadd --system gpio");
        Install(PublishedPackages.Agent);
        _pi.Run("dpkg --purge edgenoc-agent");
        Assert.StartsWith("gpio:", _pi.Run("getent group gpio"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_on_the_boot_partition_is_taken_from_there_and_given_to_the_agent_alone()
    {
        Install(PublishedPackages.Agent);
        _pi.Write("/boot/firmware/edgenoc-claim.txt", "EDGENOC1-0001\n");
        _pi.Run("/usr/lib/edgenoc-agent/take-claim");
        Assert.False(File.Exists(_pi.Inside("/boot/firmware/edgenoc-claim.txt")));
        Assert.Equal("600 edgenoc-agent EDGENOC1-0001\n", _pi.Run("cd /var/lib/edgenoc-agent; echo $(stat -c '%a %U' edgenoc-claim.txt) $(cat edgenoc-claim.txt)"));

        // Without one nothing changes; a link to what only root may read is no claim.
        _pi.Run("ln -s /etc/shadow /boot/firmware/edgenoc-claim.txt; /usr/lib/edgenoc-agent/take-claim");
        Assert.Equal("EDGENOC1-0001\n", _pi.Run("cat /var/lib/edgenoc-agent/edgenoc-claim.txt"));
    }

    private string Install(string package) => _pi.Run($"apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confold {Bring(package)}");

    private string Bring(string package)
    {
        var inside = $"/tmp/{Path.GetFileName(package)}";
        _pi.Put(package, inside);
        return inside;
    }

    private string Current() => _pi.Run("readlink /opt/edgenoc/current").Trim();

    private string Previous() => _pi.Run("readlink /opt/edgenoc/previous").Trim();
}
