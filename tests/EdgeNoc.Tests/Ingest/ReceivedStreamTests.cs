using EdgeNoc.Collector.Ingest.Reception;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Ingest;

public sealed class ReceivedStreamTests
{
    [Fact]
    public void Numbers_in_whatever_order_leave_exactly_the_missing_ones_as_gaps()
    {
        Prop.ForAll(Gen.Choose(1, 60).ArrayOf().ToArbitrary(), seqs =>
        {
            var stream = new ReceivedStream(0, []);
            foreach (var seq in seqs) stream.Receive(seq, nowMs: 1);
            var highest = seqs.Length == 0 ? 0 : seqs.Max();
            var missing = stream.Gaps.SelectMany(gap => Enumerable.Range((int)gap.FirstSeq, (int)(gap.LastSeq - gap.FirstSeq + 1)));
            Assert.Equal(highest, stream.Highest);
            Assert.Equal(Enumerable.Range(1, highest).Except(seqs), missing);
            Assert.All(stream.Gaps.Zip(stream.Gaps.Skip(1)), pair => Assert.True(pair.First.LastSeq + 1 < pair.Second.FirstSeq));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_gap_keeps_its_age_and_state_when_part_of_it_comes_after_all()
    {
        var stream = new ReceivedStream(9, [new Gap(2, 8, SinceMs: 17, GapState.Missing)]);
        stream.Receive(5, nowMs: 99);
        Assert.Equal([new Gap(2, 4, 17, GapState.Missing), new Gap(6, 8, 17, GapState.Missing)], stream.Gaps);
    }

    [Fact]
    public void A_sender_of_every_other_number_fills_no_memory_and_no_missing_number_is_forgotten()
    {
        var stream = new ReceivedStream(0, []);
        for (var seq = 2L; seq <= 10_000; seq += 2) stream.Receive(seq, seq);
        Assert.Equal(ReceivedStream.MaxGaps, stream.Gaps.Count);
        Assert.All(Enumerable.Range(0, 5_000), n => Assert.Contains(stream.Gaps, gap => gap.FirstSeq <= (2 * n) + 1 && (2 * n) + 1 <= gap.LastSeq));
        stream.Receive(long.MaxValue, 1);
        Assert.Equal(long.MaxValue - 1, stream.Gaps[^1].LastSeq);
    }
}
