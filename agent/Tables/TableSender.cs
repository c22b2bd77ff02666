using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Tables;

/// <summary>Sends the tables of one device when they are due. Called with every poll, also with those that failed or did not ask for a table: what waits goes then.</summary>
/// <param name="device">Its id.</param>
/// <param name="outbox">Where they go.</param>
/// <param name="time">For the gap between two.</param>
/// <param name="gap">How long it is now; null for <see cref="TablePolicy.MinGap"/>.</param>
internal sealed class TableSender(string device, ITableOutbox outbox, TimeProvider time, Func<TimeSpan>? gap = null)
{
    private sealed record Waiting(DeviceTable Table, UInt128 Content, DateTimeOffset At);

    private readonly Dictionary<string, SentTable> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <param name="tables">Those that this poll read; each is the newest of its name.</param>
    /// <param name="at">When they were read.</param>
    public void Take(IEnumerable<DeviceTable> tables, DateTimeOffset at)
    {
        foreach (var table in tables) _waiting[table.Name] = new Waiting(table, TableHash.Of(table), at);
        foreach (var (name, waiting) in _waiting.ToList())
        {
            var sent = _sent.GetValueOrDefault(name);
            var decision = TablePolicy.Decide(sent, waiting.Content, sent is null ? TimeSpan.Zero : time.GetElapsedTime(sent.SentAt), gap?.Invoke() ?? TablePolicy.MinGap);
            if (decision == TableDecision.Wait) continue;
            _waiting.Remove(name);
            if (decision == TableDecision.Same) continue;
            outbox.Put(device, name, new TableMessage(waiting.At, waiting.Table.Columns, waiting.Table.Rows));
            _sent[name] = new SentTable(waiting.Content, time.GetTimestamp());
        }
    }
}
