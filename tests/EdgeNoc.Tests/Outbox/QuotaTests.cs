using System.Text.Json;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Outbox;

public sealed class QuotaTests : IDisposable
{
    private const long Mega = 1 << 20;

    private readonly Random _noise = new(7);
    private EdgeStores? _stores;
    private long? _free;

    public void Dispose() => _stores?.Dispose();

    [Fact]
    public void Beyond_the_quota_the_oldest_telemetry_goes_in_one_big_step_and_is_stated_by_number_count_and_time()
    {
        var stores = With(maxBytes: 4 * Mega);
        var from = stores.Clock.Now;
        for (var number = 1; number <= 100; number++)
        {
            WriteBulky(stores, number);
            stores.Time.Advance(TimeSpan.FromSeconds(1));
        }

        stores.Telemetry.CommitNow();
        var before = stores.Store.Rows;
        stores.Telemetry.MakeRoom();
        var left = Drain(stores);
        Assert.InRange(stores.Store.Space().Used, 0, 4 * Mega);
        var drop = Assert.Single(stores.Telemetry.CloseDrops());
        Assert.Equal(("quota", stores.Boot.Boot, 1L, before - left.Count), (drop.Cause, drop.Boot, drop.FirstSeq, drop.Messages));
        Assert.Equal(Enumerable.Range((int)drop.LastSeq + 1, left.Count).Select(seq => (long)seq), left);
        Assert.Equal(drop.Messages * 100, drop.Lines);
        Assert.Equal((from.ToUnixTimeMilliseconds(), from.AddSeconds(drop.LastSeq - 1).ToUnixTimeMilliseconds()), (drop.FirstMs, drop.LastMs));
        Assert.Equal(drop.Messages, stores.Telemetry.Dropped);
    }

    [Fact]
    public void A_statement_survives_restarts_and_comes_under_one_event_id_until_it_is_forgotten()
    {
        var stores = With(maxBytes: 1 * Mega);
        for (var number = 1; number <= 40; number++) WriteBulky(stores, number);
        stores.Telemetry.CommitNow();
        stores.Telemetry.MakeRoom();
        var said = Assert.Single(stores.Telemetry.CloseDrops());
        for (var number = 41; number <= 60; number++) WriteBulky(stores, number);
        stores.Telemetry.CommitNow();
        stores.Telemetry.MakeRoom();
        _stores = stores = stores.Restarted();
        var both = stores.Telemetry.CloseDrops();
        Assert.Equal(2, both.Count);
        // What was said once is not changed by what was dropped later.
        Assert.Equal(said, both[0]);
        Assert.Equal(both[0].LastSeq + 1, both[1].FirstSeq);
        stores.Telemetry.ForgetDrops(both);
        Assert.Empty(stores.Telemetry.CloseDrops());
    }

    [Fact]
    public void What_is_older_than_the_limit_goes_but_not_while_the_time_is_unknown()
    {
        var stores = With(maxAge: TimeSpan.FromDays(30));
        for (var day = 0; day < 40; day++)
        {
            stores.WriteBatch(day);
            stores.Telemetry.CommitNow();
            stores.Time.Advance(TimeSpan.FromDays(1));
        }

        stores.Telemetry.MakeRoom();
        Assert.Equal(Enumerable.Range(11, 30).Select(seq => (long)seq), Drain(stores));
        Assert.Equal(("age", 10L), stores.Telemetry.CloseDrops().Select(drop => (drop.Cause, drop.Messages)).Single());
        Assert.Null(Eviction.Decide(OutboxLimits.Default, 0, 0, null, oldestWallMs: 0, nowMs: null));
    }

    [Fact]
    public void When_others_fill_the_disk_telemetry_gives_way_and_then_stays_in_ram()
    {
        _free = 500 * Mega;
        var stores = With(minFree: 200 * Mega);
        for (var number = 1; number <= 150; number++) WriteBulky(stores, number);
        stores.Telemetry.CommitNow();
        var file = new FileInfo(Path.Combine(stores.Directory, "telemetry.db"));
        var full = file.Length;
        _free = (200 * Mega) - (Mega / 2);
        stores.Telemetry.MakeRoom();
        file.Refresh();
        Assert.InRange(file.Length, 1, full - (Mega / 2));
        Assert.Equal("disk_low", Assert.Single(stores.Telemetry.CloseDrops()).Cause);
        WriteBulky(stores, 151);
        Assert.False(stores.Telemetry.CommitNow());
        Assert.Equal(151, stores.Telemetry.TakeLive()!.Key.Seq);
        Assert.True(stores.Telemetry.CommitNow(lastChance: true));
        _free = 500 * Mega;
        stores.Telemetry.MakeRoom();
        WriteBulky(stores, 152);
        Assert.True(stores.Telemetry.CommitNow());
    }

    [Fact]
    public void What_is_in_flight_is_not_dropped()
    {
        var stores = With(maxBytes: 1 * Mega);
        for (var number = 1; number <= 40; number++) WriteBulky(stores, number);
        stores.Telemetry.CommitNow();
        var inFlight = stores.Telemetry.TakeBacklog()!;
        stores.Telemetry.MakeRoom();
        stores.Telemetry.Return(inFlight.Key);
        Assert.Equal(inFlight.Key, stores.Telemetry.TakeBacklog()!.Key);
        Assert.Equal(2, Assert.Single(stores.Telemetry.CloseDrops()).FirstSeq);
    }

    [Fact]
    public void Events_beyond_their_quota_go_unimportant_first_and_an_event_in_the_same_commit_says_so()
    {
        var stores = With(eventBytes: 640_000);
        for (var first = 1; first <= 10_000; first += 20)
        {
            stores.Events.Commit([.. Enumerable.Range(first, 20).Select(number => EdgeStores.Event(number) with { Severity = number % 10 == 0 ? Severity.Critical : Severity.Low })], []);
            Assert.InRange(stores.Events.Depth().Bytes, 1, 640_000);
        }

        _stores = stores = stores.Restarted();
        var (kept, stated) = (new List<long>(), 0L);
        while (stores.Events.Next() is { } message)
        {
            foreach (var one in JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.EdgeEventArray)!)
            {
                if (one.Kind == SelfEvents.DataDropped) stated += (long)one.Values["events"];
                else kept.Add((long)one.Values["number"]);
            }

            stores.Events.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        }

        Assert.Equal(10_000, kept.Count + stated);
        Assert.Equal(1_000, kept.Count(number => number % 10 == 0));
        Assert.Contains(9_999L, kept);
        Assert.Equal(kept.Order(), kept);
    }

    [Fact]
    public void Counters_kept_are_what_counting_would_find() =>
        Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf().ToArbitrary(), Live).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(40));

    private static void Live(int[] steps)
    {
        var stores = new EdgeStores(sizes: new StoreSizes(20_000, new OutboxLimits(300_000, TimeSpan.FromDays(1), 0), () => null));
        try
        {
            var (next, noise) = (1L, new Random(3));
            foreach (var step in steps.Select(step => Math.Abs((long)step)))
            {
                switch (step % 6)
                {
                    case 0: WriteBulky(stores, noise, next++, 40); break;
                    case 1: stores.Telemetry.CommitNow(); break;
                    case 2: stores.Telemetry.MakeRoom(); break;
                    case 3: stores.Events.Commit([.. Enumerable.Range(0, 20).Select(_ => EdgeStores.Event(next++))], []); break;
                    case 4 when (stores.Telemetry.TakeLive() ?? stores.Telemetry.TakeBacklog()) is { } message:
                        stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
                        break;
                    default:
                        stores = stores.Restarted();
                        break;
                }
            }

            stores.Telemetry.CommitNow();
            var (rows, bytes, events) = (stores.Store.Rows, stores.Store.Bytes, stores.Events.Depth());
            var folder = stores.Directory;
            stores.Dispose();
            Assert.Equal((rows, bytes), Count(Path.Combine(folder, "telemetry.db"), "messages"));
            Assert.Equal((events.Rows, events.Bytes), Count(Path.Combine(folder, "events.db"), "events"));
        }
        finally
        {
            stores.Dispose();
        }
    }

    private static (long Rows, long Bytes) Count(string path, string table)
    {
        using var database = new EdgeNoc.Common.Sqlite.SqliteDatabase(EdgeNoc.Common.Sqlite.SqliteStore.Open(path, "FULL"));
        return (database.Number($"SELECT COUNT(*) FROM {table}"), database.Number($"SELECT SUM(bytes) FROM {table}"));
    }

    private EdgeStores With(long eventBytes = 256_000_000, long maxBytes = 4096 * Mega, TimeSpan? maxAge = null, long minFree = 1) =>
        _stores = new EdgeStores(sizes: new StoreSizes(eventBytes, new OutboxLimits(maxBytes, maxAge ?? TimeSpan.FromDays(30), minFree), () => _free));

    private void WriteBulky(EdgeStores stores, long number) => WriteBulky(stores, _noise, number, 100);

    /// <summary>A message of some 50 kB that does not compress.</summary>
    private static void WriteBulky(EdgeStores stores, Random noise, long number, int lines)
    {
        stores.Telemetry.Write($"olt-{number}", Enumerable.Range(0, lines).Select(_ => (IPoint)new BulkyPoint(noise)), stores.Clock.Now);
        stores.Telemetry.CloseBatch();
    }

    private static List<long> Drain(EdgeStores stores)
    {
        var seqs = new List<long>();
        while (stores.Telemetry.TakeBacklog() is { } message) seqs.Add(message.Key.Seq);
        return seqs;
    }

    private sealed record BulkyPoint(Random Noise) : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            var bytes = new byte[400];
            Noise.NextBytes(bytes);
            sink.Measurement("device");
            sink.Field("name", Convert.ToBase64String(bytes));
        }
    }
}
