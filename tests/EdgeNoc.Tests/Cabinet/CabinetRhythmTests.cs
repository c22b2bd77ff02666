using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Patterns;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The eye of the other tests.</summary>
public sealed class CabinetRhythmTests
{
    [Fact]
    public void Each_pattern_is_recognised_from_any_moment_on_and_nothing_else_is()
    {
        foreach (var pattern in Enum.GetValues<LampPattern>())
        {
            var samples = Enumerable.Range(0, 1_200).Select(step => FormattableString.Invariant($"{step * 10} 0{(EdgePlan.IsLit(Blinks.Of(pattern), TimeSpan.FromMilliseconds(step * 10)) ? 1 : 0)}")).ToList();
            for (var from = 500; from < 3_000; from += 70)
            {
                Assert.Equal(pattern, Rhythm.Recognise(Rhythm.Of(samples, 1, from, from + 6_000)));
                if (pattern is not (LampPattern.Off or LampPattern.Steady)) Assert.Equal(LampPattern.Off, Rhythm.Recognise(Rhythm.Of(samples, 0, from, from + 6_000)));
            }
        }
    }

    [Fact]
    public void The_buzzers_beep_is_no_lamps_rhythm()
    {
        var samples = Enumerable.Range(0, 1_200).Select(step => FormattableString.Invariant($"{step * 10} {(EdgePlan.IsLit(Blinks.Beep, TimeSpan.FromMilliseconds(step * 10)) ? 1 : 0)}")).ToList();
        Assert.Null(Rhythm.Recognise(Rhythm.Of(samples, 0, 1_000, 7_000)));
    }
}
