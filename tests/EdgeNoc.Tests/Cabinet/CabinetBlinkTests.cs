using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Patterns;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The rhythms and when their edges are.</summary>
public sealed class CabinetBlinkTests
{
    private static readonly LampPattern[] All = Enum.GetValues<LampPattern>();

    [Fact]
    public void Any_three_seconds_of_a_rhythm_tell_which_it_is()
    {
        var seen = new Dictionary<string, LampPattern>(StringComparer.Ordinal);
        foreach (var pattern in All)
        {
            // From any moment on: what differs in phase alone must not be two patterns.
            for (var from = 0; from < 3_000; from += 50)
            {
                var look = string.Concat(Enumerable.Range(0, 60).Select(step => EdgePlan.IsLit(Blinks.Of(pattern), TimeSpan.FromMilliseconds(from + (step * 50))) ? '#' : '.'));
                Assert.True(!seen.TryGetValue(look, out var other) || other == pattern, $"{pattern} and {other} both look like {look}");
                seen[look] = pattern;
            }
        }
    }

    [Fact]
    public void Nothing_flashes_more_than_four_times_a_second() =>
        Assert.All(All, pattern => Assert.True(Blinks.Of(pattern).IsConstant || Blinks.Of(pattern).Period / Blinks.Of(pattern).Steps.Count(step => step.Lit) >= TimeSpan.FromMilliseconds(250)));

    [Fact]
    public void Between_two_edges_nothing_changes_and_at_each_edge_something_does() => Prop.ForAll(
        Gen.Choose(0, All.Length - 1).ToArbitrary(), Gen.Choose(0, 100_000_000).ToArbitrary(), (index, ms) =>
        {
            var (blink, since) = (Blinks.Of(All[index]), TimeSpan.FromMilliseconds(ms));
            if (EdgePlan.NextEdge(blink, since) is not { } edge) return blink.IsConstant;
            return edge > since && edge - since <= blink.Period
                && EdgePlan.IsLit(blink, edge - TimeSpan.FromTicks(1)) == EdgePlan.IsLit(blink, since)
                && EdgePlan.IsLit(blink, edge) != EdgePlan.IsLit(blink, since);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_rhythm_shows_at_once_in_a_lamp_that_was_lit_or_dark() => Assert.All(All, pattern =>
    {
        var blink = Blinks.Of(pattern);
        foreach (var wasLit in new[] { false, true })
            Assert.Equal(blink.IsConstant ? blink.Steps[0].Lit : !wasLit, EdgePlan.IsLit(blink, EdgePlan.Start(blink, wasLit)));
    });
}
