using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The tables that wait for an acknowledgement: the latest of each device and name, whole in RAM, since there are only as many as devices have tables.</summary>
/// <remarks>Not safe for several threads: the owner holds a lock.</remarks>
internal sealed class TableShelf
{
    private sealed record Entry(TelemetryRow Row, long AddedAt)
    {
        public bool InFlight { get; set; }

        /// <summary>Only what was sent in this run can be acknowledged.</summary>
        public bool Sent { get; set; }

        /// <summary>This version is on disk.</summary>
        public bool Stored { get; set; }

        /// <summary>This version or one before it is on disk, so that its end must be written there.</summary>
        public bool AnyStored { get; set; }
    }

    private readonly Dictionary<(string Device, string Table), Entry> _latest = [];

    public int Count => _latest.Count;

    public long Bytes => _latest.Values.Sum(entry => (long)entry.Row.Message.Payload.Length);

    public bool AnyWaiting(bool onlyAlerts) => _latest.Any(pair => Waits(pair, onlyAlerts));

    /// <summary>The timestamp at which the oldest that is not on disk was added.</summary>
    public long? OldestUnstoredAt => _latest.Values.Where(entry => !entry.Stored).Select(entry => (long?)entry.AddedAt).Min();

    public ClockStamp? OldestStamp => _latest.Count == 0 ? null : _latest.Values.MinBy(entry => entry.Row.Stamp.WallMs)!.Row.Stamp;

    /// <summary>Replaces what was there before.</summary>
    public void Put(TelemetryRow row, long now, bool stored)
    {
        var key = (row.Message.Device!, row.Message.Table!);
        _latest[key] = new Entry(row, now) { Stored = stored, AnyStored = stored || (_latest.TryGetValue(key, out var before) && before.AnyStored) };
    }

    /// <summary>The oldest that is not in flight, with its time for good; from now on it is.</summary>
    public OutboxMessage? Take(bool onlyAlerts, ClockReading now)
    {
        var waiting = _latest.Where(pair => Waits(pair, onlyAlerts)).ToList();
        if (waiting.Count == 0) return null;
        var (key, entry) = waiting.MinBy(pair => (pair.Value.AddedAt, pair.Value.Row.Message.Key.Seq));
        entry = entry with { Row = entry.Row.InTime(GivenTime.Of(entry.Row.ThisKernelBoot, now)), InFlight = true, Sent = true };
        _latest[key] = entry;
        return entry.Row.Message;
    }

    public void Return(MessageKey key)
    {
        if (Find(key) is { } entry) entry.InFlight = false;
    }

    /// <summary>Takes off what is acknowledged; returns the tables whose row on disk (if any: <c>Stored</c>) must go too.</summary>
    public IReadOnlyList<(string Device, string Table, bool Stored)> Acknowledge(Guid boot, SequenceRanges acked)
    {
        var gone = _latest.Where(pair => pair.Value.Sent && pair.Value.Row.Message.Key.Boot == boot && acked.Contains(pair.Value.Row.Message.Key.Seq)).ToList();
        foreach (var (key, _) in gone) _latest.Remove(key);
        return [.. gone.Select(pair => (pair.Key.Device, pair.Key.Table, pair.Value.AnyStored))];
    }

    /// <summary>The latest version of a table is on disk and unacknowledged.</summary>
    public bool IsStored(string device, string table) => _latest.TryGetValue((device, table), out var entry) && entry.Stored;

    public IReadOnlyList<TelemetryRow> Unstored() => [.. _latest.Values.Where(entry => !entry.Stored).Select(entry => entry.Row)];

    /// <summary>These versions are on disk now; one that was replaced meanwhile keeps its predecessor's row in mind.</summary>
    public void MarkStored(IEnumerable<TelemetryRow> rows)
    {
        foreach (var row in rows)
        {
            if (!_latest.TryGetValue((row.Message.Device!, row.Message.Table!), out var entry)) continue;
            entry.AnyStored = true;
            entry.Stored = entry.Row.Message.Key == row.Message.Key;
        }
    }

    private static bool Waits(KeyValuePair<(string Device, string Table), Entry> pair, bool onlyAlerts) =>
        !pair.Value.InFlight && (!onlyAlerts || pair.Key == (AlertsTable.Device, AlertsTable.Name));

    private Entry? Find(MessageKey key) => _latest.Values.FirstOrDefault(entry => entry.Row.Message.Key == key);
}
