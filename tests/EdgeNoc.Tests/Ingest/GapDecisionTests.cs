using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Ingest;

public sealed class GapDecisionTests
{
    private const long Minute = 60_000;
    private static readonly Gap Open = new(10, 20, SinceMs: 1_000_000, GapState.Open);

    [Theory]
    [InlineData(11, 5, true)] // all it has is younger than the gap
    [InlineData(11, 700, false)] // its oldest is older than the gap: what is missing may be among it
    [InlineData(9, 0, false)] // too early to tell
    public void A_gap_is_missing_once_the_agent_has_nothing_so_old(int minutesLater, long oldestS, bool missing) =>
        Assert.Equal(
            [Open with { State = missing ? GapState.Missing : GapState.Open }],
            GapDecision.Decide(Open, (oldestS, Open.SinceMs + (minutesLater * Minute)), SequenceRanges.Empty));

    [Fact]
    public void While_the_agent_says_nothing_a_gap_stays_open() => Assert.Equal([Open], GapDecision.Decide(Open, outbox: null, SequenceRanges.Empty));

    [Theory]
    [InlineData("1-9,21", "10-20:Open")]
    [InlineData("1-100", "10-20:Dropped")]
    [InlineData("12-13,19-25", "10-11:Open 12-13:Dropped 14-18:Open 19-20:Dropped")]
    [InlineData("10,20", "10-10:Dropped 11-19:Open 20-20:Dropped")]
    public void What_the_agent_says_it_dropped_is_explained_and_the_rest_is_not(string dropped, string expected)
    {
        Assert.True(SequenceRanges.TryParse(dropped, out var ranges));
        var parts = GapDecision.Decide(Open, outbox: null, ranges);
        Assert.Equal(expected, string.Join(' ', parts.Select(part => FormattableString.Invariant($"{part.FirstSeq}-{part.LastSeq}:{part.State}"))));
    }
}
