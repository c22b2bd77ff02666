using EdgeNoc.Bench.Store;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Chaos;

/// <summary>A fortieth of a week's backlog; <c>./edgenoc bench store</c> takes the whole.</summary>
[Trait("Category", "Slow")]
public sealed class BacklogTests(ITestOutputHelper output)
{
    private const int Scale = 40;
    private const double MostRssMb = 130;

    [Fact]
    public async Task A_backlog_drains_to_its_last_point_in_flat_memory_while_alarms_are_told()
    {
        var drain = await DrainBench.RunAsync(RigDirectory.New("backlog"), Scale, output.WriteLine, TestContext.Current.CancellationToken);
        // Every point of it was counted in InfluxDB, or this line would not be reached.
        Assert.Equal(BacklogMaker.Points(BacklogMaker.PollsPerWeek / Scale), drain.BacklogPoints);
        Assert.InRange(drain.PeakRssMb, 1, MostRssMb);
        Assert.True(drain.AlarmsS.Count >= 2, "no alarm was told while it drained");
    }
}
