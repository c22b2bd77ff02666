using EdgeNoc.Rig;
using EdgeNoc.Tests.Enrolment;

namespace EdgeNoc.Tests.Updates;

/// <summary>An office that brings versions to one POP, and what it sees of that.</summary>
internal sealed class UpdateOffice(NocWorld noc, IPopMachine pop, string site)
{
    /// <summary>How long a step may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    public NocWorld Noc => noc;

    /// <summary>Brings a package and starts it on its way.</summary>
    public async Task OrderAsync(string package, string version)
    {
        var added = await noc.VerbAsync(null, "update", "add", package);
        Assert.True(added.ExitCode == 0, added.All);
        await StartAsync(version);
    }

    /// <summary>The same with one byte of the stored package turned over.</summary>
    public async Task OrderDamagedAsync(string package, string version)
    {
        var added = await noc.VerbAsync(null, "update", "add", package);
        Assert.True(added.ExitCode == 0, added.All);
        var file = Path.Combine(noc.State, "updates", noc.Rows($"SELECT sha256 || '.deb' FROM update_packages WHERE version = '{version}'")[0]);
        using (var stored = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            stored.Position = stored.Length / 2;
            var before = stored.ReadByte();
            stored.Position--;
            stored.WriteByte((byte)(before ^ 0x40));
        }

        await StartAsync(version);
    }

    public async Task StartAsync(string version)
    {
        var started = await noc.VerbAsync(null, "update", "start", version);
        Assert.True(started.ExitCode == 0, started.All);
    }

    /// <summary>Waits until the office knows that this version runs for good, and that the rollout is over.</summary>
    public Task RunsAsync(string version) => KnowsAsync(
        $"SELECT running || ' ' || COALESCE(wanted, '-') || ' ' || (SELECT state FROM rollouts ORDER BY id DESC LIMIT 1) FROM site_updates WHERE site = '{site}'", $"{version} - done");

    /// <summary>Waits until the office knows that a version was undone, and has halted its rollout.</summary>
    public async Task<string> FailedAsync(string version, string remains)
    {
        await KnowsAsync(
            $"SELECT running || ' ' || COALESCE(wanted, '-') || ' ' || COALESCE(failed_version, '-') || ' ' || (SELECT state FROM rollouts ORDER BY id DESC LIMIT 1) FROM site_updates WHERE site = '{site}'",
            $"{remains} - {version} halted");
        return noc.Rows($"SELECT failed_stage || ': ' || failed_reason FROM site_updates WHERE site = '{site}'")[0];
    }

    /// <summary>Waits until something is so on the machine.</summary>
    public Task SeesAsync(string script, string what) => WaitFor.TrueAsync(async () => (await pop.TryAsync(script)).Code == 0, Patience, what);

    /// <summary>One version runs, and nothing is half done.</summary>
    public async Task AssertRestsAsync(string version)
    {
        await SeesAsync($"[ \"$(readlink /proc/$(systemctl show -P MainPID edgenoc-agent)/exe)\" = /opt/edgenoc/{version}/edgenoc-agent ]", $"the agent {version}");
        var left = await pop.TryAsync("ls -A /var/lib/edgenoc-updater | grep -v -e ends.json -e noc.pem; ls -A /opt/edgenoc | grep -v '^[0-9cp]'");
        Assert.Equal("", left.Output);
    }

    /// <summary>For a test that fails.</summary>
    public async Task<string> StoryAsync() => (await noc.VerbAsync(null, "update", "status")).All + (await pop.TryAsync("journalctl --no-pager -o cat -n 60 -u edgenoc-agent -u edgenoc-updater; ls -la /opt/edgenoc /var/lib/edgenoc-updater /var/lib/edgenoc-agent/update")).Output;

    private Task KnowsAsync(string sql, string expected) => WaitFor.TrueAsync(
        () => noc.Rows(sql) is [var row] && row == expected ? Task.FromResult(true) : throw new InvalidOperationException($"{string.Join(" | ", noc.Rows(sql))}"), Patience, expected);
}
