using EdgeNoc.Agent.Updater;

namespace EdgeNoc.Tests.Updates;

/// <summary>The power is cut between any two changes of the disk: afterwards one good version runs, and nothing is half done.</summary>
public sealed class UpdaterPowerCutTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("good", "0.2.0")]
    [InlineData("crash", "0.1.0")]
    [InlineData("mute", "0.1.0")]
    public async Task Wherever_the_power_is_cut_one_good_version_runs_afterwards(string kind, string runs)
    {
        var point = 0;
        var passed = new List<string>();
        bool wasCut;
        do
        {
            var world = new UpdaterWorld { CutAt = ++point };
            world.HandOver("0.2.0", kind);
            await world.RunAsync(Ct);
            wasCut = world.CutAt == 0;
            passed = world.Points;
            world.AssertRests(runs);
            Assert.Equal((1, "0.2.0", kind == "good"), (world.Ends.Last!.Order, world.Ends.Last.Version, world.Ends.Last.Stage is null));
            Directory.Delete(world.Folder, recursive: true);
        }
        while (wasCut);

        // Every stage was cut at, and the last run went through without.
        Assert.InRange(point, 12, 60);
        Assert.Contains("switched", passed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public async Task Cut_after_cut_ends_with_one_good_version(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var world = new UpdaterWorld();
            var kind = random.GetItems(["good", "crash", "hang", "mute", "blind"], 1)[0];
            world.HandOver("0.2.0", kind);
            for (var cut = 0; cut < 4; cut++)
            {
                world.CutAt = random.Next(1, 14);
                await world.RunAsync(Ct);
            }

            world.CutAt = 0;
            await world.RunAsync(Ct);
            // A good one that was cut off twice while it had to prove itself is given up.
            world.AssertRests(world.Ends.Last!.Stage is null ? "0.2.0" : "0.1.0");
            if (kind != "good") Assert.NotNull(world.Ends.Last.Stage);
            else if (world.Ends.Last.Stage is not null) Assert.Equal(UpdateMachine.Rebooted, world.Ends.Last.Reason);
        }
    }

    [Theory]
    [InlineData("crash", UpdateMachine.CrashLoop)]
    [InlineData("hang", "it does not answer")]
    [InlineData("mute", "the office's database has acknowledged nothing of it")]
    [InlineData("blind", "no device answers it, and some answered the version before")]
    public async Task A_version_that_does_not_prove_itself_goes_back_and_says_why(string kind, string reason)
    {
        var world = new UpdaterWorld();
        world.HandOver("0.2.0", kind);
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        Assert.Equal((UpdateStage.Prove, reason), (world.Ends.Failed!.Stage!.Value, world.Ends.Failed.Reason));
        Assert.False(Path.Exists(world.Paths.Slot("0.2.0")));

        // The next one is welcome.
        world.HandOver("0.3.0", "good", order: 2);
        await world.RunAsync(Ct);
        world.AssertRests("0.3.0");
        Assert.Equal("0.1.0", world.Paths.Named("previous"));
        Assert.Equal(1, world.Ends.Failed!.Order);
    }

    [Fact]
    public async Task An_updater_that_is_killed_alone_goes_on_where_it_was()
    {
        var world = new UpdaterWorld();
        world.HandOver("0.2.0", "good");
        for (var point = 1; point < 40; point++)
        {
            world.CutAt = 1;
            try
            {
                await world.NewRun().RunAsync(Ct);
                break;
            }
            catch (PowerCutException)
            {
                // Only its process ended: the machine goes on.
            }
        }

        world.CutAt = 0;
        await world.RunAsync(Ct);
        world.AssertRests("0.2.0");
        Assert.Null(world.Ends.Last!.Stage);
    }

    [Fact]
    public async Task Somebody_who_installs_a_package_meanwhile_has_decided()
    {
        var world = new UpdaterWorld { CutAt = 9 };
        world.HandOver("0.2.0", "hang");
        while (world.Points.LastOrDefault() != "to be proved")
        {
            world.CutAt = 1;
            try
            {
                await world.NewRun().RunAsync(Ct);
            }
            catch (PowerCutException)
            {
                // The updater's process alone.
            }
        }

        // As the package's own script does it.
        EdgeNoc.Rig.SystemCommand.Run("env", $"EDGENOC_SLOTS={world.Paths.Slots}", $"{world.Paths.Tools}/slot", "use", "0.1.0");
        File.Delete(world.Paths.Trial);
        world.CutAt = 0;
        world.Boot();
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        Assert.Equal(UpdateMachine.Overtaken, world.Ends.Failed!.Reason);
    }
}
