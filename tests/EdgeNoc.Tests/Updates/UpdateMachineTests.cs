using EdgeNoc.Agent.Updater;

namespace EdgeNoc.Tests.Updates;

/// <summary>What the updater sees while others change the same things.</summary>
public sealed class UpdateMachineTests
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);
    private static readonly UpdateJob Job = new(7, "0.2.0", "0.1.0") { Stage = UpdateStage.Prove, BootId = "boot-1", SwitchedMs = 10_000 };

    private static readonly UpdateSight Sight = new("boot-1", 20_000, "0.2.0", new Trial("0.2.0", "0.1.0", "boot-1") { Starts = 4 }, AgentSight.Silent);

    [Fact]
    public void A_guard_in_the_middle_of_going_back_is_waited_for_and_gives_the_reason()
    {
        // Its link is back, its word is not there yet.
        var between = Sight with { Current = "0.1.0" };
        Assert.IsType<UpdateStep.Wait>(Next(between));
        Assert.IsType<UpdateStep.Wait>(Next(between with { Agent = new AgentSight("0.1.0", Polled: true, Answered: true, Acknowledged: true) }));
        // What still runs of the new version proves nothing any more.
        Assert.IsType<UpdateStep.Wait>(Next(between with { Agent = new AgentSight("0.2.0", Polled: true, Answered: true, Acknowledged: true) }));
        Assert.Equal(UpdateMachine.CrashLoop, Back(between with { Trial = between.Trial! with { Back = "crash_loop" } }));
        // On a full disk its word never comes.
        Assert.Equal("version 0.1.0 goes on running", Back(between with { NowMs = 310_000, Agent = new AgentSight("0.1.0", Polled: true, Answered: true, Acknowledged: true) }));
    }

    [Fact]
    public void Another_boot_and_another_choice_are_told_apart()
    {
        Assert.Equal(UpdateMachine.Rebooted, Back(Sight with { BootId = "boot-2", Current = "0.1.0" }));
        Assert.Equal(UpdateMachine.Overtaken, Back(Sight with { Current = "0.1.5" }));
    }

    private static UpdateStep Next(UpdateSight sight) => UpdateMachine.Next(Job, sight, Within);

    private static string Back(UpdateSight sight) => Assert.IsType<UpdateStep.GoBack>(Next(sight)).Reason;
}
