using EdgeNoc.Chaos;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Chaos;

/// <summary>A minute of <c>./edgenoc chaos</c>; that one takes other seeds and as long as there is time.</summary>
[Trait("Category", "Slow")]
public sealed class ShortChaosTests(ITestOutputHelper output)
{
    private const int Seed = 11;

    [Fact]
    public async Task A_minute_of_faults_leaves_no_record_unexplained()
    {
        var report = await ChaosRun.RunAsync(
            new ChaosOptions(Seed, TimeSpan.FromSeconds(60)) { Folder = RigDirectory.New("chaos") }, output.WriteLine, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToText());
        Assert.True(report.IsGood, report.ToText());
        Assert.True(report.FaultsByKind.Count >= 8, $"only {report.FaultsByKind.Count} kinds of fault");
        // A world in which nothing happened would be good as well.
        Assert.True(report.TelemetryStored > 250, $"only {report.TelemetryStored} values were stored");
        Assert.True(report.EventsTold > 0, "no event was told");
    }
}
