namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>Numbers that belong together: each run of an agent counts for itself, per class.</summary>
internal readonly record struct StreamKey(string Site, Guid Boot, MessageClass Class);

/// <summary>What is known of missing numbers.</summary>
internal enum GapState
{
    /// <summary>They may still come: from a backlog, or by a resend.</summary>
    Open,

    /// <summary>The agent has nothing so old any more.</summary>
    Missing,

    /// <summary>The agent said that it dropped them.</summary>
    Dropped,
}

/// <summary>Numbers that are not stored though a higher one is.</summary>
internal sealed record Gap(long FirstSeq, long LastSeq, long SinceMs, GapState State);

/// <summary>Which numbers of a stream are stored.</summary>
/// <remarks><code>
/// 1 ─────── stored ──────┤gap├── stored ──┤gap├─ highest
/// </code></remarks>
internal sealed class ReceivedStream
{
    /// <summary>Honest senders have a few. Beyond, the lowest two become one, with what lies between them: rounded up rather than forgotten.</summary>
    public const int MaxGaps = 200;

    private readonly List<Gap> _gaps;

    /// <param name="highest">0 for a stream that begins; what lies below and in no gap counts as stored.</param>
    /// <param name="gaps">Ascending.</param>
    public ReceivedStream(long highest, IEnumerable<Gap> gaps)
    {
        Highest = highest;
        _gaps = [.. gaps];
    }

    public long Highest { get; private set; }

    /// <summary>Ascending.</summary>
    public IReadOnlyList<Gap> Gaps => _gaps;

    /// <summary>Takes note of a number that is stored; a known one changes nothing.</summary>
    public void Receive(long seq, long nowMs)
    {
        if (seq > Highest)
        {
            if (seq > Highest + 1) _gaps.Add(new Gap(Highest + 1, seq - 1, nowMs, GapState.Open));
            Highest = seq;
            if (_gaps.Count > MaxGaps) Round();
            return;
        }

        var index = _gaps.FindIndex(gap => gap.FirstSeq <= seq && seq <= gap.LastSeq);
        if (index < 0) return;
        var gap = _gaps[index];
        _gaps.RemoveAt(index);
        if (seq < gap.LastSeq) _gaps.Insert(index, gap with { FirstSeq = seq + 1 });
        if (seq > gap.FirstSeq) _gaps.Insert(index, gap with { LastSeq = seq - 1 });
        if (_gaps.Count > MaxGaps) Round();
    }

    private void Round()
    {
        _gaps[1] = _gaps[1] with { FirstSeq = _gaps[0].FirstSeq, SinceMs = _gaps[0].SinceMs };
        _gaps.RemoveAt(0);
    }
}
