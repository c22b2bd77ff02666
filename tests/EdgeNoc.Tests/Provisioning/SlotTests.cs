using System.Globalization;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The agent's versions side by side: whatever stops the script, there is a current one that starts.</summary>
public sealed class SlotTests
{
    private readonly string _folder = RigDirectory.New("slots");

    private string Base => Path.Combine(_folder, "opt");

    [Fact]
    public void The_version_before_is_kept_and_no_other()
    {
        foreach (var number in Enumerable.Range(1, 4))
        {
            Slot(0, "add", $"0.{number}.0", Payload(number));
            Slot(0, "use", $"0.{number}.0");
            Slot(0, "prune");
        }

        Assert.Equal(["0.3.0", "0.4.0", "current", "previous"], Directory.GetFileSystemEntries(Base).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(("program 4", "program 3"), (Starts("current"), Starts("previous")));
        Slot(0, "use", "0.3.0");
        Assert.Equal(("program 3", "program 4"), (Starts("current"), Starts("previous")));
    }

    [Fact]
    public void A_version_that_comes_again_replaces_itself()
    {
        Slot(0, "add", "0.1.0", Payload(1));
        Slot(0, "use", "0.1.0");
        Slot(0, "add", "0.1.0", Payload(2));
        Slot(0, "use", "0.1.0");
        Assert.Equal("program 2", Starts("current"));
        Assert.False(Path.Exists(Path.Combine(Base, "previous")));
    }

    [Fact]
    public void What_is_no_program_and_what_is_no_version_changes_nothing()
    {
        Slot(0, "add", "0.1.0", Payload(1));
        Slot(0, "use", "0.1.0");
        Slot(1, "add", "0.2.0", _folder);
        Slot(1, "use", "0.2.0");
        Slot(1, "use", "../0.1.0");
        Slot(1, "add", ".hidden", Payload(3));
        Slot(1, "remove", "0.1.0");
        Assert.Equal("program 1", Starts("current"));
    }

    [Fact]
    public void Power_cut_at_any_step_of_an_upgrade_leaves_a_current_version_that_starts()
    {
        Slot(0, "add", "0.1.0", Payload(1));
        Slot(0, "use", "0.1.0");
        var (first, second) = (Payload(1), Payload(2));
        var steps = 0;
        bool finished;
        do
        {
            // bash in its debug mode counts the commands and ends before the next one, as power would.
            finished = SystemCommand.TryRun("env", $"EDGENOC_SLOTS={Base}", "bash", "-c", string.Create(CultureInfo.InvariantCulture,
                $"set -T; n=0; trap 'n=$((n+1)); [ $n -le {++steps} ] || kill -KILL $$' DEBUG; set -- use 0.2.0; for act in add use prune; do set -- $act 0.2.0 {second}; . {Script}; done")) is null;
            Assert.Contains(Starts("current"), new[] { "program 1", "program 2" });
            Slot(0, "add", "0.1.0", first);
            Slot(0, "use", "0.1.0");
        }
        while (!finished);

        Assert.InRange(steps, 10, 500);
    }

    private static string Script => Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "deb", "agent", "slot");

    private string Payload(int number)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"payload-{number}"))).FullName;
        var program = Path.Combine(folder, "edgenoc-agent");
        File.Delete(program);
        File.WriteAllText(program, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\necho program {number}\n"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private string Starts(string link) => SystemCommand.Read(Path.Combine(Base, link, "edgenoc-agent")).Output.Trim();

    private void Slot(int expected, params IReadOnlyList<string> arguments)
    {
        var (code, output) = SystemCommand.Read("env", [$"EDGENOC_SLOTS={Base}", Script, .. arguments]);
        Assert.True(code == expected, output);
    }
}
