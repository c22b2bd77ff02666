using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The messages of this run that only RAM holds: not acknowledged, not on disk. Some are in flight, the others wait for their first sending.</summary>
/// <remarks>Not safe for several threads: the owner holds a lock.</remarks>
internal sealed class LiveMessages
{
    private sealed record Entry(TelemetryRow Row, long AddedAt);

    private readonly SortedDictionary<long, Entry> _bySeq = [];
    private readonly SortedSet<long> _waiting = [];

    public int Count => _bySeq.Count;

    public long Bytes { get; private set; }

    public bool AnyWaiting => _waiting.Count > 0;

    /// <summary>The timestamp (of the time provider) at which the oldest was added; null when there is none.</summary>
    public long? OldestAddedAt => _bySeq.Count == 0 ? null : _bySeq.First().Value.AddedAt;

    public ClockStamp? OldestStamp => _bySeq.Count == 0 ? null : _bySeq.First().Value.Row.Stamp;

    public void Add(TelemetryRow row, long now)
    {
        _bySeq.Add(row.Message.Key.Seq, new Entry(row, now));
        _waiting.Add(row.Message.Key.Seq);
        Bytes += row.Message.Payload.Length;
    }

    /// <summary>The oldest that waits, as it was written; null when none does.</summary>
    public TelemetryRow? NextWaiting => _waiting.Count == 0 ? null : _bySeq[_waiting.Min].Row;

    /// <summary>Takes one that waits, with its time for good; from now on it is in flight. False: it waits no more.</summary>
    public bool Take(TelemetryRow row)
    {
        var seq = row.Message.Key.Seq;
        if (!_waiting.Remove(seq)) return false;
        var before = _bySeq[seq];
        Bytes += row.Message.Payload.Length - before.Row.Message.Payload.Length;
        _bySeq[seq] = before with { Row = row };
        return true;
    }

    public bool IsInFlight(long seq) => _bySeq.ContainsKey(seq) && !_waiting.Contains(seq);

    /// <summary>In flight no more, and not acknowledged.</summary>
    public void Return(long seq)
    {
        if (_bySeq.ContainsKey(seq)) _waiting.Add(seq);
    }

    /// <summary>Forgets the numbers of a range (acknowledged, or on disk now).</summary>
    public int Remove(long first, long last)
    {
        if (first == last) return Remove(first) ? 1 : 0;
        var gone = _bySeq.Keys.SkipWhile(seq => seq < first).TakeWhile(seq => seq <= last).ToList();
        foreach (var seq in gone) Remove(seq);
        return gone.Count;
    }

    public IReadOnlyList<TelemetryRow> All() => [.. _bySeq.Values.Select(entry => entry.Row)];

    /// <summary>Drops the oldest one that waits: the last resort when the disk takes nothing.</summary>
    public TelemetryRow? DropOldestWaiting()
    {
        if (_waiting.Count == 0) return null;
        var seq = _waiting.Min;
        var row = _bySeq[seq].Row;
        Remove(seq);
        return row;
    }

    private bool Remove(long seq)
    {
        if (!_bySeq.Remove(seq, out var entry)) return false;
        _waiting.Remove(seq);
        Bytes -= entry.Row.Message.Payload.Length;
        return true;
    }
}
