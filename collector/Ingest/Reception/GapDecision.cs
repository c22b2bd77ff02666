using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>What has become of missing numbers.</summary>
internal static class GapDecision
{
    /// <summary>Resends come within half a minute; so long nobody asks.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Decides about a gap; the answer covers the same numbers, in parts where only some are explained. Missing is what the agent cannot have any more: it
    /// says that the oldest thing in its outbox is younger than the gap, for a number is given before a higher one is stored.
    /// </summary>
    /// <param name="gap">Open or missing.</param>
    /// <param name="outbox">What the agent said last, and when; null when it said nothing.</param>
    /// <param name="dropped">Numbers that the agent says it dropped.</param>
    public static IReadOnlyList<Gap> Decide(Gap gap, (long OldestS, long AtMs)? outbox, SequenceRanges dropped)
    {
        var isGone = gap.State == GapState.Missing
            || (outbox is { } said && said.AtMs - gap.SinceMs > Patience.TotalMilliseconds && said.OldestS * 1000 < said.AtMs - gap.SinceMs);
        var rest = gap with { State = isGone ? GapState.Missing : GapState.Open };
        var parts = new List<Gap>();
        foreach (var range in dropped.Ranges.Where(range => range.Last >= gap.FirstSeq && range.First <= gap.LastSeq))
        {
            if (range.First > rest.FirstSeq) parts.Add(rest with { LastSeq = range.First - 1 });
            var explained = gap with { FirstSeq = Math.Max(range.First, gap.FirstSeq), LastSeq = Math.Min(range.Last, gap.LastSeq), State = GapState.Dropped };
            parts.Add(explained);
            if (explained.LastSeq == gap.LastSeq) return parts;
            rest = rest with { FirstSeq = explained.LastSeq + 1 };
        }

        return [.. parts, rest];
    }
}
