using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Where reading of the backlog stands, and which rows on disk are in flight. Not safe for several threads: the owner holds a lock.</summary>
/// <remarks>
/// <code>
///   row ids   101 102 103 104 105 106 107 108
///              ▲       ▲       ▲
///              │       │       └ Position: 104 was taken last, 105 comes next
///              └───────┴ in flight: taken, not acknowledged; a returned one pulls Position back before it
/// </code>
/// Row ids only grow (AUTOINCREMENT), so nothing committed later can hide before Position.
/// </remarks>
internal sealed class BacklogCursor
{
    private readonly Dictionary<MessageKey, long> _inFlight = [];

    /// <summary>The row id taken last.</summary>
    public long Position { get; private set; }

    /// <summary>False: there is surely nothing behind <see cref="Position"/> but what is in flight.</summary>
    public bool MayHaveMore { get; private set; }

    public void FoundAtStart() => MayHaveMore = true;

    /// <summary>The rows on disk that are in flight.</summary>
    public IReadOnlySet<long> InFlight => _inFlight.Values.ToHashSet();

    /// <summary>Another file took the place of the one read so far: what is in flight stays so, the rest is looked for anew.</summary>
    public void StartAgain() => (Position, MayHaveMore) = (0, true);

    /// <summary>A message that was only in RAM is on disk now.</summary>
    public void Committed(MessageKey key, long rowId, bool inFlight)
    {
        if (inFlight) _inFlight[key] = rowId;
        else MayHaveMore = true;
    }

    /// <summary>Passes a row that was read; false when it is in flight already.</summary>
    public bool Take(StoredMessage stored)
    {
        Position = stored.RowId;
        return _inFlight.TryAdd(stored.Message.Key, stored.RowId);
    }

    /// <summary>Nothing was found behind a position.</summary>
    public void AtEnd(long position)
    {
        if (position == Position) MayHaveMore = false;
    }

    /// <summary>In flight no more; false when it is not one of the disk's.</summary>
    public bool Return(MessageKey key)
    {
        if (!_inFlight.Remove(key, out var rowId)) return false;
        Position = Math.Min(Position, rowId - 1);
        MayHaveMore = true;
        return true;
    }

    public void Acknowledge(Guid boot, IReadOnlyList<SequenceRange> ranges)
    {
        if (_inFlight.Count == 0) return;
        var gone = _inFlight.Keys.Where(key => key.Boot == boot && ranges.Any(range => range.First <= key.Seq && key.Seq <= range.Last)).ToList();
        foreach (var key in gone) _inFlight.Remove(key);
    }
}
