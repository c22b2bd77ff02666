using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>The office burns down and is put back from a backup: the agents notice nothing but a pause.</summary>
[Trait("Category", "Slow")]
public sealed class BackupStoryTests
{
    [Fact]
    public async Task After_a_restore_on_a_bare_machine_agents_carry_on_untouched()
    {
        Assert.SkipWhen(AgentMachine.Missing is not null, AgentMachine.Missing ?? "");
        await using var noc = await NocWorld.StartAsync();
        await using var pi = new AgentMachine("serial1111");
        Assert.Equal(0, (await pi.EnrollAsync(await noc.SiteAsync("kdr-03"))).ExitCode);
        pi.Run();
        await noc.PointsAsync("kdr-03");
        var made = await noc.VerbAsync(null, "backup");
        Assert.True(made.ExitCode == 0, made.All);
        var backup = Directory.GetFiles(noc.Backups).Single();
        var key = Path.Combine(RigDirectory.New("key"), "backup.key");
        await File.WriteAllTextAsync(key, NocWorld.BackupKey + "\n");

        await noc.Collector.StopAsync();
        noc.Broker.Kill();

        // A wrong key and a damaged file change nothing; what is there is not overwritten unasked.
        var wrong = Path.Combine(Path.GetDirectoryName(key)!, "wrong.key");
        await File.WriteAllTextAsync(wrong, "another key of this length\n");
        Assert.Contains("does not open with this key", (await RestoreAsync(backup, wrong)).Error, StringComparison.Ordinal);
        Assert.Contains("files are there already", (await RestoreAsync(backup, key)).Error, StringComparison.Ordinal);
        Directory.Delete(noc.Folder, recursive: true);
        var damaged = Path.Combine(Path.GetDirectoryName(key)!, "damaged.backup");
        var bytes = await File.ReadAllBytesAsync(backup);
        await File.WriteAllBytesAsync(damaged, bytes[..^100]);
        Assert.Contains("nothing was changed", (await RestoreAsync(damaged, key)).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(noc.Folder));

        var restored = await RestoreAsync(backup, key);
        Assert.True(restored.ExitCode == 0, restored.All);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(noc.State, "secrets.key")));
        await noc.Broker.StartAsync();
        await noc.StartCollectorAsync();
        var before = await noc.CountAsync("kdr-03");
        await noc.PointsAsync("kdr-03", before + 16);
        Assert.Equal(["kdr-03 serial1111"], noc.Rows("SELECT site || ' ' || serial FROM identities"));
        Assert.DoesNotContain(pi.Process.Output, line => line.Contains("enrol", StringComparison.Ordinal));

        // Passwords of devices open again: the key was with them.
        await using var next = new AgentMachine("serial2222");
        Assert.Equal(0, (await next.EnrollAsync((await noc.VerbAsync(null, "site", "claim", "kdr-03")).Output.Trim())).ExitCode);
        Assert.Equal(NocWorld.OltPassword, (await File.ReadAllTextAsync(Path.Combine(next.Enrolled, "secrets", "olt-1.pw"))).Trim());
    }

    private static Task<ToolRun> RestoreAsync(string backup, string key) => ToolRun.OfAsync(null, Built.Collector, "restore", backup, "--key-file", key);
}
