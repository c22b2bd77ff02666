using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Tells when the office's database has a certain event.</summary>
internal sealed partial class EventStore
{
    private readonly List<(Guid Event, TaskCompletionSource Stored)> _awaited = [];

    /// <summary>Stores an event and completes when it was acknowledged. One that had to go for want of room is never acknowledged.</summary>
    /// <exception cref="EventsNotStoredException">It could not be stored.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task CommitAndAwaitAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
    {
        var awaited = (edgeEvent.Id, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate) _awaited.Add(awaited);
        try
        {
            Commit([edgeEvent], []);
            await awaited.Item2.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate) _awaited.Remove(awaited);
        }
    }

    /// <summary>Rows that are about to go because the office has them.</summary>
    private void NoteAwaited(long bootId, SequenceRange range)
    {
        foreach (var (id, stored) in _awaited)
        {
            var isIn = Database.Number(
                "SELECT COUNT(*) FROM events WHERE message_boot_id = ?1 AND message_seq BETWEEN ?2 AND ?3 AND instr(body, ?4) > 0", bootId, range.First, range.Last, id.ToString("D")) > 0;
            if (isIn) stored.TrySetResult();
        }
    }
}
