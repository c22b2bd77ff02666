using System.Threading.Channels;

namespace EdgeNoc.Collector.Ingest;

/// <summary>A telemetry message that waits for a writer.</summary>
/// <param name="Site">From the topic: the broker vouches for it.</param>
/// <param name="Id">Null: it cannot be acknowledged.</param>
/// <param name="Payload">As received.</param>
/// <param name="ContentType">As received; null when the sender gave none.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed record QueuedMessage(string Site, MessageId? Id, ReadOnlyMemory<byte> Payload, string? ContentType, long ReceivedAt);

/// <summary>Between the broker's thread and the writers: bounded in messages and bytes, never blocks the one that adds.</summary>
internal sealed class IngestQueue(IngestOptions options)
{
    private readonly Channel<QueuedMessage> _channel = Channel.CreateUnbounded<QueuedMessage>();
    private long _bytes;
    private int _count;

    /// <summary>Messages that wait now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>False: no room, or closed.</summary>
    public bool TryAdd(QueuedMessage message)
    {
        // Two counters that may overshoot by one message are enough: the bound protects memory, it is no contract.
        if (Volatile.Read(ref _count) >= options.MaxQueueMessages) return false;
        if (Volatile.Read(ref _bytes) + message.Payload.Length > options.MaxQueueBytes) return false;
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _bytes, message.Payload.Length);
        if (_channel.Writer.TryWrite(message)) return true;
        Left(message);
        return false;
    }

    /// <summary>Waits until a message may be there; false once the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken ct) => _channel.Reader.WaitToReadAsync(ct);

    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out QueuedMessage? message)
    {
        if (!_channel.Reader.TryRead(out message)) return false;
        Left(message);
        return true;
    }

    /// <summary>Lets nothing more in.</summary>
    public void Close() => _channel.Writer.TryComplete();

    private void Left(QueuedMessage message)
    {
        Interlocked.Decrement(ref _count);
        Interlocked.Add(ref _bytes, -message.Payload.Length);
    }
}
