using System.Collections.Concurrent;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

public sealed class StoreQueueTests
{
    private static readonly SiteTopic Topic = new("demo-pop", TopicKind.Events);

    [Fact]
    public async Task One_message_that_cannot_be_stored_does_not_hold_up_its_neighbours()
    {
        var (stored, poison) = await RunAsync(
            Enumerable.Range(1, 20),
            batch =>
            {
                if (batch.Contains(7)) throw new InvalidOperationException("defect");
            });
        Assert.Equal(Enumerable.Range(1, 20).Where(n => n != 7), stored);
        Assert.Equal([7], poison);
    }

    [Fact]
    public async Task A_database_that_is_away_is_tried_again_and_nothing_is_lost_or_reordered()
    {
        var failures = 0;
        var (stored, poison) = await RunAsync(
            Enumerable.Range(1, 300),
            _ =>
            {
                if (failures++ < 1) throw new SqliteException("disk is full", 13);
            });
        Assert.Equal(Enumerable.Range(1, 300), stored);
        Assert.Empty(poison);
    }

    [Fact]
    public void What_finds_no_room_is_dropped_and_counted()
    {
        var queue = new StoreQueue("test", TimeProvider.System, NullLogger.Instance);
        for (var n = 1; n <= 5000; n++) queue.Add(Topic, Message(n));
        Assert.Equal(5000 - 4096, queue.Dropped);
        queue = new StoreQueue("test", TimeProvider.System, NullLogger.Instance);
        var large = new MqttMessage("", new byte[16 << 20]);
        for (var n = 1; n <= 5; n++) queue.Add(Topic, large);
        Assert.Equal(1, queue.Dropped);
    }

    /// <summary>Runs until every message is stored or put aside.</summary>
    private static async Task<(IEnumerable<int> Stored, IEnumerable<int> Poison)> RunAsync(IEnumerable<int> numbers, Action<IReadOnlyList<int>> fail)
    {
        var queue = new StoreQueue("test", TimeProvider.System, NullLogger.Instance);
        var (stored, poison, expected) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>(), 0);
        foreach (var number in numbers)
        {
            queue.Add(Topic, Message(number));
            expected++;
        }

        var done = new TaskCompletionSource();
        void Check()
        {
            if (stored.Count + poison.Count == expected) done.TrySetResult();
        }

        using var stop = new CancellationTokenSource();
        var running = queue.RunAsync(
            batch =>
            {
                fail([.. batch.Select(Number)]);
                foreach (var one in batch) stored.Enqueue(Number(one));
                Check();
            },
            (one, _) =>
            {
                poison.Enqueue(Number(one));
                Check();
            },
            stop.Token);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return (stored, poison);
    }

    private static MqttMessage Message(int number) => new("", BitConverter.GetBytes(number));

    private static int Number(Incoming incoming) => BitConverter.ToInt32(incoming.Message.Payload.Span);
}
