using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Alerts;

public sealed class ReconciliationPropertyTests
{
    private static readonly Arbitrary<int[]> Steps = Arb.ToArbitrary(Gen.Choose(0, 9_999).ArrayOf(80));

    [Fact]
    public void However_a_site_was_offline_the_last_snapshot_settles_what_stands() => Check(async (history, snapshotFirst) =>
    {
        await history.SettleAsync(snapshotFirst);
        Assert.Equal(history.Standing.Order(), history.Story.OpenAlerts().Select(alert => alert.Entity).Order());
        Assert.Empty(history.Story.Query<string>("SELECT id FROM events WHERE late = 1 AND accounted = 0"));
        Assert.Empty(history.Story.Query<string>("SELECT site FROM pending_snapshots"));
    });

    [Fact]
    public void However_a_site_was_offline_each_failure_is_told_at_most_once_and_nothing_that_came_and_went_unseen() => Check(async (history, snapshotFirst) =>
    {
        await history.SettleAsync(snapshotFirst);
        history.Story.After(60);
        await history.Story.PassAsync();
        var problems = history.Story.Query<string>("SELECT content FROM outbox WHERE purpose = 'problem'");
        foreach (var (onu, raises) in history.Raises)
        {
            var told = problems.Count(text => text.Contains($"CLIENT-{onu:000}", StringComparison.Ordinal));
            Assert.True(told <= raises, $"ONU {onu} failed {raises} times and was told {told} times");
            Assert.True(told == 0 || history.MayBeNamed.Contains(onu), $"ONU {onu} came and went unseen and was told by name");
        }
    });

    [Fact]
    public void Everything_said_twice_changes_nothing() => Check(async (history, snapshotFirst) =>
    {
        await history.SettleAsync(snapshotFirst);
        history.Story.After(60);
        await history.Story.PassAsync();
        history.Story.After(Story.FlapWait_s);
        await history.Story.PassAsync();
        var (messages, open) = (history.Story.Query<string>("SELECT content FROM outbox ORDER BY id"), history.Story.OpenAlerts());
        history.RepeatEverything();
        history.Story.After(60);
        await history.Story.PassAsync();
        Assert.Equal(messages, history.Story.Query<string>("SELECT content FROM outbox ORDER BY id"));
        Assert.Equal(open, history.Story.OpenAlerts());
    });

    private static void Check(Func<OfflineHistory, bool, Task> property) => Prop.ForAll(Steps, steps =>
    {
        using var history = new OfflineHistory();
        history.Run(steps);
        property(history, steps.Length > 0 && steps[0] % 2 == 0).GetAwaiter().GetResult();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
}
