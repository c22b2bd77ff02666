using System.Data.Common;
using System.Threading.Channels;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>A message as it came off the broker's thread.</summary>
internal sealed record Incoming(SiteTopic Topic, MqttMessage Message, DateTimeOffset ReceivedAt);

/// <summary>
/// The bounded hand-over from the broker's thread to one consumer that stores. What finds no room is dropped and counted: without an ack the agent sends it again.
/// </summary>
internal sealed class StoreQueue(string name, TimeProvider time, ILogger logger)
{
    private const int MaxMessages = 4096;
    private const int MaxBatch = 256;
    private const long MaxBytes = 64L << 20;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Channel<Incoming> _waiting = Channel.CreateBounded<Incoming>(new BoundedChannelOptions(MaxMessages) { SingleReader = true });
    private long _bytes;
    private long _dropped;

    /// <summary>Messages that found no room since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(SiteTopic topic, MqttMessage message)
    {
        var size = message.Payload.Length;
        var room = Interlocked.Add(ref _bytes, size) <= MaxBytes;
        if (room && _waiting.Writer.TryWrite(new Incoming(topic, message, time.GetUtcNow()))) return;
        Interlocked.Add(ref _bytes, -size);
        Interlocked.Increment(ref _dropped);
    }

    /// <summary>
    /// Stores what waits, in order, in batches, until stopped. <paramref name="store"/> returns once a batch is committed; a database that is away is tried again for ever.
    /// A single message that cannot be stored for any other reason goes to <paramref name="poison"/>, so that it does not hold up its neighbours.
    /// </summary>
    public async Task RunAsync(Action<IReadOnlyList<Incoming>> store, Action<Incoming, Exception> poison, CancellationToken ct)
    {
        // Without this the first batch would be stored on the thread that starts the host.
        await Task.Yield();
        var batch = new List<Incoming>();
        while (await _waiting.Reader.WaitToReadAsync(ct))
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            if (!await TryStoreAsync(store, batch, ct))
            {
                foreach (var one in batch) await StoreAloneAsync(store, poison, one, ct);
            }

            Interlocked.Add(ref _bytes, -batch.Sum(incoming => (long)incoming.Message.Payload.Length));
            batch.Clear();
        }
    }

    private async Task StoreAloneAsync(Action<IReadOnlyList<Incoming>> store, Action<Incoming, Exception> poison, Incoming one, CancellationToken ct)
    {
        Exception? problem = null;
        void Guarded(IReadOnlyList<Incoming> single)
        {
            try
            {
                store(single);
            }
            catch (Exception e) when (e is not DbException)
            {
                problem = e;
            }
        }

        await TryStoreAsync(Guarded, [one], ct);
        if (problem is null) return;
        logger.LogError(problem, "{Queue}: a message of site {Site} cannot be stored and was put aside; its neighbours are stored", name, one.Topic.Site);
        await TryStoreAsync(single => poison(single[0], problem), [one], ct);
    }

    /// <summary>False when something other than the database failed.</summary>
    private async Task<bool> TryStoreAsync(Action<IReadOnlyList<Incoming>> store, List<Incoming> batch, CancellationToken ct)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                store(batch);
                return true;
            }
            catch (DbException e)
            {
                logger.LogError(
                    "{Queue}: the collector's database does not take it ({Problem}); nothing is acknowledged and it tries again: check space and rights of the state folder",
                    name, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "{Queue}: storing {Count} messages together failed; trying each alone", name, batch.Count);
                return false;
            }

            await Task.Delay(wait, time, ct);
        }
    }
}
