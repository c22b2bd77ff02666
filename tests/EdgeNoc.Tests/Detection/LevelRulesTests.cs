using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Detection;

public sealed class LevelRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly KindRule Rx = KindRule.Of("onu.rx_low", new Threshold());
    private static readonly KindRule Cpu = KindRule.Of("device.cpu_high", new Threshold());

    [Theory]
    [InlineData("-26.9 -26.9 -26.9 -26.9", "")]
    [InlineData("-27 -27 -27", "+3")]
    [InlineData("-28 -28 -26 -28 -28 -28", "+6")]
    [InlineData("-28 -28 -28 -26 -26 -26 -25.6", "+3")]
    [InlineData("-28 -28 -28 -25.5 -25 -26 -25 -25 -25", "+3 -9")]
    public void Low_light_needs_three_samples_and_another_level_to_be_well(string samples, string changes) => Assert.Equal(changes, Run(Rx, samples));

    [Theory]
    [InlineData("89 90 91 99", "+4")]
    [InlineData("95 95 95 80 76 80 75 74 60", "+3 -9")]
    public void High_load_is_the_same_upside_down(string samples, string changes) => Assert.Equal(changes, Run(Cpu, samples));

    [Fact]
    public void Whatever_is_measured_alerts_alternate_and_none_changes_without_enough_samples_that_say_so() => Prop.ForAll(
        Gen.Choose(-300, -220).Select(tenths => tenths / 10.0).ListOf().ToArbitrary(),
        samples =>
        {
            var (level, raised) = (default(Level), false);
            foreach (var (index, value) in samples.Index())
            {
                var (next, change) = LevelRules.Step(level, value, Rx, Start.AddSeconds(30 * index));
                if (change != LevelChange.None)
                {
                    Assert.Equal(raised ? LevelChange.Cleared : LevelChange.Raised, change);
                    Assert.True(index >= 2);
                    var last = samples.Skip(index - 2).Take(3);
                    Assert.All(last, sample => Assert.True(raised ? sample >= Rx.Clear : sample <= Rx.Raise));
                    raised = !raised;
                }

                level = change == LevelChange.Cleared ? default : next;
                Assert.Equal(raised, level.IsRaised);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_remembers_since_when_and_how_bad()
    {
        var level = default(Level);
        foreach (var (index, value) in new[] { -27.5, -29, -28, -26 }.Index()) level = LevelRules.Step(level, value, Rx, Start.AddSeconds(30 * index)).Next;
        Assert.Equal(new Level(true, 0, Start, -29), level);
    }

    private static string Run(KindRule rule, string samples)
    {
        var level = default(Level);
        var changes = new List<string>();
        foreach (var (index, value) in samples.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).Index())
        {
            var (next, change) = LevelRules.Step(level, value, rule, Start);
            level = change == LevelChange.Cleared ? default : next;
            if (change != LevelChange.None) changes.Add($"{(change == LevelChange.Raised ? '+' : '-')}{index + 1}");
        }

        return string.Join(' ', changes);
    }
}
