using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Which numbers of each boot this process has sent. An ack is worth only as much as it overlaps with these: it comes from the network.</summary>
/// <remarks>Live numbers ascend and a backlog ascends behind them, so that a handful of ranges describe days of sending.</remarks>
internal sealed class SentNumbers
{
    private readonly Dictionary<Guid, List<SequenceRange>> _sent = [];

    public void Add(Guid boot, long seq)
    {
        if (!_sent.TryGetValue(boot, out var ranges)) _sent[boot] = ranges = [];
        var at = FirstEndingAtOrAfter(ranges, seq - 1);
        if (at == ranges.Count || ranges[at].First > seq + 1)
        {
            ranges.Insert(at, new SequenceRange(seq, seq));
            return;
        }

        ranges[at] = new SequenceRange(Math.Min(ranges[at].First, seq), Math.Max(ranges[at].Last, seq));
        if (at + 1 < ranges.Count && ranges[at + 1].First <= ranges[at].Last + 1)
        {
            ranges[at] = new SequenceRange(ranges[at].First, Math.Max(ranges[at].Last, ranges[at + 1].Last));
            ranges.RemoveAt(at + 1);
        }
    }

    /// <summary>The part of an ack that was really sent; costs as much as there are ranges, however long they claim to be.</summary>
    public IReadOnlyList<SequenceRange> Overlap(Guid boot, SequenceRanges acked)
    {
        var overlap = new List<SequenceRange>();
        if (!_sent.TryGetValue(boot, out var ranges)) return overlap;
        foreach (var claim in acked.Ranges)
        {
            for (var i = FirstEndingAtOrAfter(ranges, claim.First); i < ranges.Count && ranges[i].First <= claim.Last; i++)
            {
                overlap.Add(new SequenceRange(Math.Max(claim.First, ranges[i].First), Math.Min(claim.Last, ranges[i].Last)));
            }
        }

        return overlap;
    }

    private static int FirstEndingAtOrAfter(List<SequenceRange> ranges, long number)
    {
        int low = 0, high = ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Last < number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
