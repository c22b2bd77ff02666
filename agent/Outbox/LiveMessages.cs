using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The messages of this run that only RAM holds: not acknowledged, not on disk. Some are in flight, some are held back, the others wait for their first sending.</summary>
/// <remarks>Not safe for several threads: the owner holds a lock.</remarks>
internal sealed class LiveMessages
{
    private sealed record Entry(TelemetryRow Row, long AddedAt);

    private readonly SortedDictionary<long, Entry> _bySeq = [];
    private readonly SortedSet<long> _waiting = [];
    private readonly SortedSet<long> _held = [];

    public int Count => _bySeq.Count;

    public long Bytes { get; private set; }

    public bool AnyWaiting => _waiting.Count > 0;

    /// <summary>The timestamp (of the time provider) at which the oldest was added; null when there is none.</summary>
    public long? OldestAddedAt => _bySeq.Count == 0 ? null : _bySeq.First().Value.AddedAt;

    public ClockStamp? OldestStamp => _bySeq.Count == 0 ? null : _bySeq.First().Value.Row.Stamp;

    /// <param name="row">A message that nobody has seen yet.</param>
    /// <param name="now">The timestamp of its oldest line.</param>
    /// <param name="held">It is not to be sent before <see cref="Release"/>.</param>
    public void Add(TelemetryRow row, long now, bool held = false)
    {
        _bySeq.Add(row.Message.Key.Seq, new Entry(row, now));
        (held ? _held : _waiting).Add(row.Message.Key.Seq);
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

    public bool IsInFlight(long seq) => _bySeq.ContainsKey(seq) && !_waiting.Contains(seq) && !_held.Contains(seq);

    /// <summary>What was held back waits as everything else; false when there was none.</summary>
    public bool Release()
    {
        if (_held.Count == 0) return false;
        _waiting.UnionWith(_held);
        _held.Clear();
        return true;
    }

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

    /// <summary>Drops the oldest one that is not in flight, first of those held back: the last resort when the disk takes nothing.</summary>
    public TelemetryRow? DropOldestWaiting()
    {
        var from = _held.Count > 0 ? _held : _waiting;
        if (from.Count == 0) return null;
        var seq = from.Min;
        var row = _bySeq[seq].Row;
        Remove(seq);
        return row;
    }

    private bool Remove(long seq)
    {
        if (!_bySeq.Remove(seq, out var entry)) return false;
        _waiting.Remove(seq);
        _held.Remove(seq);
        Bytes -= entry.Row.Message.Payload.Length;
        return true;
    }
}
