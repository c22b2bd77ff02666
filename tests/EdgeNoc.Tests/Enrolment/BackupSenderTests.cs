using EdgeNoc.Collector.Backup;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>A backup on its way to another machine, by a program of the office's own choice.</summary>
public sealed class BackupSenderTests
{
    private readonly string _folder = RigDirectory.New("backup-sender");
    private readonly string _backup;

    public BackupSenderTests()
    {
        // More than a pipe holds.
        _backup = Path.Combine(_folder, "noc.backup");
        File.WriteAllBytes(_backup, [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n ^ (n >> 8)))]);
    }

    [Fact]
    public async Task It_arrives_whole_under_its_name()
    {
        await SendAsync("sh", "-c", $"cat >'{_folder}'/\"$0\"", "elsewhere-{name}");
        Assert.Equal(await File.ReadAllBytesAsync(_backup, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(_folder, "elsewhere-noc-17.backup"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("cat >/dev/null; echo 'no room at nas-1' >&2; exit 3", "sh ended with 3: no room at nas-1")]
    [InlineData("echo 'no such host: nas-1' >&2; exit 255", "sh ended with 255: no such host: nas-1")]
    [InlineData("head -c 1000 >/dev/null", "sh ended without an error and without having taken the whole backup: it has to read its standard input to the end")]
    public async Task What_does_not_arrive_whole_is_said_in_the_programs_words(string script, string problem) =>
        Assert.Equal(problem, (await Assert.ThrowsAsync<IOException>(() => SendAsync("sh", "-c", script))).Message);

    [Fact]
    public async Task A_program_that_is_not_there_and_a_backup_that_is_not_there_are_named()
    {
        Assert.Contains("/nowhere/rclone cannot be started", (await Assert.ThrowsAsync<IOException>(() => SendAsync("/nowhere/rclone"))).Message, StringComparison.Ordinal);
        File.Delete(_backup);
        Assert.Contains(_backup, (await Assert.ThrowsAnyAsync<IOException>(() => SendAsync("cat"))).Message, StringComparison.Ordinal);
    }

    private Task SendAsync(params IReadOnlyList<string> command) => BackupSender.SendAsync(command, _backup, "noc-17.backup", TestContext.Current.CancellationToken);
}
