using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace EdgeNoc.Collector.Ingest;

/// <summary>A telemetry message that waits for a writer.</summary>
/// <param name="Site">From the topic: the broker vouches for it.</param>
/// <param name="Id">Null: it cannot be acknowledged.</param>
/// <param name="Payload">As received.</param>
/// <param name="ContentType">As received; null when the sender gave none.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="IsBacklog">The sender says that it is old: it waits behind what is live.</param>
internal sealed record QueuedMessage(string Site, MessageId? Id, ReadOnlyMemory<byte> Payload, string? ContentType, long ReceivedAt, bool IsBacklog = false);

/// <summary>Between the broker's thread and the writers: bounded in messages and bytes, never blocks the one that adds.</summary>
/// <remarks>
/// Two lanes, so that after an outage nobody's live data waits behind everybody's backlog. Backlog has its turn all the same, and may fill three
/// quarters of the room: there is always some left for what is live.
/// <code>
/// live    ─────────────────────► ┐ 4 of 5 bodies while both wait
/// backlog ────────── ≤ 3/4 ────► ┘ 1 of 5
/// </code>
/// </remarks>
internal sealed class IngestQueue(IngestOptions options)
{
    private const int LivePerBacklog = 4;

    // One ticket for each message, to wait for.
    private readonly Channel<bool> _liveTickets = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _backlogTickets = Channel.CreateUnbounded<bool>();
    private readonly Lock _gate = new();
    private readonly Queue<QueuedMessage> _live = new();
    private readonly Queue<QueuedMessage> _backlog = new();
    private readonly HashSet<(string Site, MessageId Id)> _waiting = [];
    private readonly Dictionary<string, int> _backlogOfSite = new(StringComparer.Ordinal);
    private long _bytes;
    private int _liveInARow;

    /// <summary>Messages that wait now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _live.Count + _backlog.Count;
        }
    }

    /// <summary>Sites whose backlog waits now.</summary>
    public int BacklogSites
    {
        get
        {
            lock (_gate) return _backlogOfSite.Count;
        }
    }

    /// <summary>False: no room, or closed. A resend of what waits already is taken for it: when many return at once, waiting outlasts an agent's patience.</summary>
    public bool TryAdd(QueuedMessage message)
    {
        lock (_gate)
        {
            var (messages, bytes) = message.IsBacklog
                ? (options.MaxQueueMessages * 3 / 4, options.MaxQueueBytes * 3 / 4)
                : (options.MaxQueueMessages, options.MaxQueueBytes);
            if (message.Id is { } known && _waiting.Contains((message.Site, known))) return true;
            if (_live.Count + _backlog.Count >= messages || _bytes + message.Payload.Length > bytes) return false;
            if (!(message.IsBacklog ? _backlogTickets : _liveTickets).Writer.TryWrite(true)) return false;
            if (message.Id is { } id) _waiting.Add((message.Site, id));
            (message.IsBacklog ? _backlog : _live).Enqueue(message);
            if (message.IsBacklog) _backlogOfSite[message.Site] = _backlogOfSite.GetValueOrDefault(message.Site) + 1;
            _bytes += message.Payload.Length;
            return true;
        }
    }

    /// <summary>Waits until a message may be there; false once the queue is closed and empty.</summary>
    /// <param name="backlogNotBefore">While only backlog is there, wait this long; null: it may be taken now.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="ct">Ends the wait with an exception.</param>
    public async Task<bool> WaitAsync(TimeSpan? backlogNotBefore, TimeProvider time, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var live = _liveTickets.Reader.WaitToReadAsync(end.Token).AsTask();
        var backlog = backlogNotBefore is { } wait && HasBacklog
            ? Task.Delay(wait, time, end.Token).ContinueWith(_ => true, end.Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            : _backlogTickets.Reader.WaitToReadAsync(end.Token).AsTask();
        var first = await Task.WhenAny(live, backlog);
        var isThere = await first || await (first == live ? backlog : live);
        await end.CancelAsync();
        return isThere;
    }

    /// <summary>Takes the first message of a body, of the lane whose turn it is.</summary>
    /// <param name="mayTakeBacklog">False: something live or nothing.</param>
    /// <param name="message">What was taken.</param>
    public bool TryTake(bool mayTakeBacklog, [NotNullWhen(true)] out QueuedMessage? message)
    {
        lock (_gate)
        {
            var takesLive = !mayTakeBacklog || (_live.Count > 0 && (_backlog.Count == 0 || _liveInARow < LivePerBacklog));
            if (!TryTakeFrom(takesLive ? _live : _backlog, out message)) return false;
            _liveInARow = takesLive ? _liveInARow + 1 : 0;
            return true;
        }
    }

    /// <summary>Takes one more of the same lane; of a backlog only while nothing live waits.</summary>
    public bool TryTakeMore(bool backlog, [NotNullWhen(true)] out QueuedMessage? message)
    {
        lock (_gate)
        {
            message = null;
            return (!backlog || _live.Count == 0) && TryTakeFrom(backlog ? _backlog : _live, out message);
        }
    }

    /// <summary>Lets nothing more in.</summary>
    public void Close()
    {
        _liveTickets.Writer.TryComplete();
        _backlogTickets.Writer.TryComplete();
    }

    private bool HasBacklog
    {
        get
        {
            lock (_gate) return _backlog.Count > 0;
        }
    }

    private bool TryTakeFrom(Queue<QueuedMessage> lane, [NotNullWhen(true)] out QueuedMessage? message)
    {
        if (!lane.TryDequeue(out message)) return false;
        (message.IsBacklog ? _backlogTickets : _liveTickets).Reader.TryRead(out _);
        if (message.Id is { } id) _waiting.Remove((message.Site, id));
        _bytes -= message.Payload.Length;
        if (message.IsBacklog && --_backlogOfSite[message.Site] == 0) _backlogOfSite.Remove(message.Site);
        return true;
    }
}
