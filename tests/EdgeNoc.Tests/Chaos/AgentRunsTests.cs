using EdgeNoc.Chaos.Faults;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Chaos;

public sealed class AgentRunsTests
{
    private readonly string _folder = RigDirectory.New("runs");

    [Fact]
    public void A_kill_that_comes_before_the_mark_is_not_the_kill_of_the_run_before()
    {
        var runs = new AgentRuns(_folder);
        Assert.Null(runs.Look());
        var first = Mark();
        Assert.Equal(first, runs.Look());
        Assert.Equal(first, runs.Look(RunEnd.Stopped));
        Assert.Null(runs.Look(RunEnd.Killed));
        var second = Mark();
        Assert.Equal(second, runs.Look(RunEnd.Killed));
        Assert.Null(runs.Look(RunEnd.Killed));
        Assert.Equal([first, second], runs.All);
        Assert.Equal([second], runs.Killed);
    }

    private Guid Mark()
    {
        var boot = Guid.NewGuid();
        File.WriteAllText(Path.Combine(_folder, "alive.json"), $$"""{"boot":"{{boot}}"}   """);
        return boot;
    }
}
