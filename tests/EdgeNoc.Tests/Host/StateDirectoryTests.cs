using EdgeNoc.Agent.Host;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Host;

public sealed class StateDirectoryTests
{
    [Fact]
    public void A_second_agent_is_told_who_holds_the_directory()
    {
        var path = RigDirectory.New("state");
        using (StateDirectory.Take(path))
        {
            var refused = Assert.Throws<StateDirectoryException>(() => StateDirectory.Take(path));
            Assert.Contains($"another agent (process {Environment.ProcessId}) already uses {path}", refused.Message, StringComparison.Ordinal);
        }

        using var again = StateDirectory.Take(path);
        Assert.Equal(path, again.Path);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_said_with_a_remedy_and_the_agent_goes_on()
    {
        var file = Path.Combine(RigDirectory.New("state"), "file");
        File.WriteAllText(file, "not a folder");
        using var directory = StateDirectory.Take(Path.Combine(file, "state"));
        Assert.Contains("set state_dir to another folder; until then what cannot be sent is kept in RAM only", directory.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_agent_runs_there_is_no_status() => Assert.Null(await StatusClient.ReadAsync(RigDirectory.New("state")));
}
