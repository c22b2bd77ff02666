using EdgeNoc.Agent.Updater;

namespace EdgeNoc.Tests.Updates;

/// <summary>The power is cut between any two changes of the disk: afterwards one good version runs, and nothing is half done.</summary>
public sealed class UpdaterPowerCutTests
{
    /// <summary>Up to the switch a version that is bad is as any other.</summary>
    private const int Before = 6;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("good", "0.2.0", 0)]
    [InlineData("crash", "0.1.0", Before)]
    [InlineData("mute", "0.1.0", Before)]
    public async Task Wherever_the_power_is_cut_one_good_version_runs_afterwards(string kind, string runs, int first)
    {
        var point = first;
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
        Assert.InRange(point, 12, 40);
        Assert.Contains("switched", passed);
        Assert.True(kind == "good" || passed[Before] != "switched", "the first cuts were left out");
    }

    [Fact]
    public async Task Cut_after_cut_ends_with_one_good_version()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
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
            Directory.Delete(world.Folder, recursive: true);
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

    [Theory]
    [InlineData("good", "0.2.0")]
    [InlineData("crash", "0.1.0")]
    public async Task What_a_cut_left_half_written_goes_with_the_end_of_the_update(string kind, string runs)
    {
        var world = new UpdaterWorld();
        world.HandOver("0.2.0", kind);
        foreach (var file in new[] { world.Paths.Trial, world.Paths.Job, world.Paths.Ends, world.Paths.SafeOrder }) File.WriteAllText(file + ".new", "half");
        File.WriteAllText(world.Paths.Trial + ".guard", "half");
        await world.RunAsync(Ct);
        world.AssertRests(runs);
    }

    [Fact]
    public async Task An_updater_that_is_killed_alone_goes_on_where_it_was()
    {
        var world = new UpdaterWorld();
        world.HandOver("0.2.0", "good");
        foreach (var point in (string[])["order kept", "Verify worked", "guard is up", "switched", "to be proved", "committed", "package is gone"]) await KilledAtAsync(world, point);
        await world.RunAsync(Ct);
        world.AssertRests("0.2.0");
        Assert.Null(world.Ends.Last!.Stage);
    }

    [Fact]
    public async Task Somebody_who_installs_a_package_meanwhile_has_decided()
    {
        var world = new UpdaterWorld();
        world.HandOver("0.2.0", "hang");
        await KilledAtAsync(world, "to be proved");

        // As the package's own script does it.
        EdgeNoc.Rig.SystemCommand.Run("env", $"EDGENOC_SLOTS={world.Paths.Slots}", $"{world.Paths.Tools}/slot", "use", "0.1.0");
        File.Delete(world.Paths.Trial);
        world.Boot();
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        Assert.Equal(UpdateMachine.Overtaken, world.Ends.Failed!.Reason);
    }

    /// <summary>The updater's process ends there, and the machine goes on.</summary>
    private static async Task KilledAtAsync(UpdaterWorld world, string point)
    {
        world.OnPoint = passed =>
        {
            if (passed == point) throw new PowerCutException(point);
        };
        await Assert.ThrowsAsync<PowerCutException>(() => world.NewRun().RunAsync(Ct));
        world.OnPoint = static _ => { };
    }
}
