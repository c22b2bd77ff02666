using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Outbox;

/// <summary>What is left when the power goes in the middle of a write, and what happens when everything happens at once.</summary>
public sealed class CrashTests
{
    [Fact]
    public void A_log_cut_at_any_byte_leaves_exactly_the_commits_that_were_complete()
    {
        using var stores = new EdgeStores();
        var wal = Path.Combine(stores.Directory, "events.db-wal");
        var ends = new List<long>();
        for (var number = 1; number <= 25; number++)
        {
            stores.Events.Commit([EdgeStores.Event(number)], [new EntityState("olt-1", $"onu/0/1:{number}", "down", stores.Clock.Now, null)]);
            ends.Add(new FileInfo(wal).Length);
        }

        Assert.True(ends[^1] > ends[0], "each commit makes the log longer");
        var cuts = new Random(11);
        for (var i = 0; i < 25; i++)
        {
            var cut = ends[0] + cuts.NextInt64(ends[^1] - ends[0] + 1);
            using var after = After(stores, cut);
            var complete = ends.Count(end => end <= cut);
            var events = JsonSerializer.Deserialize(after.Events.Next()!.Payload.Span, WireJson.Default.EdgeEventArray)!;
            Assert.Equal(Enumerable.Range(1, complete), events.Select(one => (int)one.Values["number"]));
            Assert.Equal(complete, after.Events.LoadRaised().Count);
            Assert.Equal(complete, after.Events.LoadStates().Count);
        }
    }

    [Fact]
    public async Task Writers_commits_and_acks_at_once_lose_nothing_and_bring_nothing_back()
    {
        const int writers = 3;
        const int messages = 400;
        using var stores = new EdgeStores();
        var (telemetry, seen) = (stores.Telemetry, new ConcurrentDictionary<long, int>());
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 1; i <= messages; i++) stores.WriteBatch((writer * messages) + i);
        })));
        using var done = new CancellationTokenSource();
        var committing = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) telemetry.CommitNow();
        });
        var sending = Task.Run(() =>
        {
            while (true)
            {
                var finished = writing.IsCompleted;
                var message = telemetry.TakeLive() ?? telemetry.TakeBacklog();
                if (message is null && finished && telemetry.TelemetryDepth().Rows == 0) return;
                if (message is null) continue;
                foreach (var number in EdgeStores.Numbers(message.Payload)) seen.AddOrUpdate(number, 1, (_, times) => times + 1);
                telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
            }
        });
        await sending.WaitAsync(TimeSpan.FromSeconds(30));
        await done.CancelAsync();
        await committing;
        Assert.Equal(Enumerable.Range(1, writers * messages).Select(number => (long)number), seen.Keys.Order());
        Assert.All(seen, number => Assert.Equal(1, number.Value));
        using var later = stores.Restarted();
        Assert.Null(later.Telemetry.TakeBacklog());
        Assert.Equal(0, later.Telemetry.TelemetryDepth().Rows);
    }

    private static EdgeStores After(EdgeStores stores, long walBytes)
    {
        var copy = RigDirectory.New("outbox-torn");
        File.Copy(Path.Combine(stores.Directory, "events.db"), Path.Combine(copy, "events.db"));
        var wal = Path.Combine(copy, "events.db-wal");
        File.Copy(Path.Combine(stores.Directory, "events.db-wal"), wal);
        using (var file = File.OpenWrite(wal)) file.SetLength(walBytes);
        return new EdgeStores(copy, stores.Time);
    }
}
