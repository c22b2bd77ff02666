using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Tests.Outbox;

public sealed class TelemetryOutboxTests : IDisposable
{
    private EdgeStores _stores = new();

    public void Dispose() => _stores.Dispose();

    [Fact]
    public void A_batch_closes_200_ms_after_its_first_line()
    {
        Write(1);
        _stores.Time.Advance(TimeSpan.FromMilliseconds(150));
        Write(2);
        _stores.Time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Null(_stores.Telemetry.TakeLive());
        _stores.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([1L, 2L], EdgeStores.Numbers(_stores.Telemetry.TakeLive()!.Payload));
    }

    [Fact]
    public void A_batch_closes_at_2000_lines_and_the_rest_begins_the_next()
    {
        _stores.WriteBatch(Enumerable.Range(1, 4_500).Select(number => (long)number));
        var sizes = new List<int>();
        while (_stores.Telemetry.TakeLive() is { } message) sizes.Add(message.Lines);
        Assert.Equal([2_000, 2_000, 500], sizes);
    }

    [Fact]
    public void What_is_acknowledged_within_3_s_never_touches_the_disk()
    {
        _stores.Telemetry.Start();
        for (var second = 1; second <= 10; second++)
        {
            _stores.WriteBatch(second);
            var message = _stores.Telemetry.TakeLive()!;
            _stores.Time.Advance(TimeSpan.FromSeconds(1));
            _stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        }

        Assert.Equal(0, _stores.Store.Rows);
        Assert.Null(_stores.Store.ReadAfter(0));
    }

    [Fact]
    public void What_is_unacknowledged_for_3_s_goes_to_disk_together_with_what_is_younger()
    {
        _stores.Telemetry.Start();
        _stores.WriteBatch(1);
        var inFlight = _stores.Telemetry.TakeLive()!;
        _stores.Time.Advance(TimeSpan.FromSeconds(2.4));
        _stores.WriteBatch(2);
        Assert.Equal(0, _stores.Store.Rows);
        _stores.Time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Equal(2, _stores.Store.Rows);
        // The first is in flight: only the second is offered, now as backlog.
        Assert.Null(_stores.Telemetry.TakeLive());
        Assert.Equal([2L], EdgeStores.Numbers(_stores.Telemetry.TakeBacklog()!.Payload));
        Assert.Null(_stores.Telemetry.TakeBacklog());
        _stores.Telemetry.Return(inFlight.Key);
        Assert.Equal(inFlight.Key, _stores.Telemetry.TakeBacklog()!.Key);
    }

    [Fact]
    public void Rows_of_an_older_run_keep_their_boot_and_number()
    {
        _stores.WriteBatch(1);
        _stores.Telemetry.CommitNow();
        var boot = _stores.Boot.Boot;
        _stores = _stores.Restarted();
        _stores.WriteBatch(2);
        _stores.Telemetry.CommitNow();
        Assert.Equal(new MessageKey(MessageClass.Telemetry, boot, 1), _stores.Telemetry.TakeBacklog()!.Key);
        Assert.Equal(new MessageKey(MessageClass.Telemetry, _stores.Boot.Boot, 1), _stores.Telemetry.TakeBacklog()!.Key);
    }

    [Fact]
    public void Ten_thousand_absurd_ranges_delete_nothing_that_was_not_sent()
    {
        _stores.WriteBatch(1);
        _stores.WriteBatch(2);
        _stores.Telemetry.CommitNow();
        Assert.Equal([1L], EdgeStores.Numbers(_stores.Telemetry.TakeBacklog()!.Payload));
        var absurd = SequenceRanges.Of(Enumerable.Range(1, 10_000).Select(number => (number * 2L) + long.MaxValue / 2));
        _stores.Telemetry.Acknowledge(_stores.Boot.Boot, MessageClass.Telemetry, absurd);
        Assert.Equal(2, _stores.Store.Rows);
        Assert.True(SequenceRanges.TryParse("1-9223372036854775807", out var everything));
        _stores.Telemetry.Acknowledge(_stores.Boot.Boot, MessageClass.Telemetry, everything);
        Assert.Equal([2L], EdgeStores.Numbers(_stores.Telemetry.TakeBacklog()!.Payload));
        Assert.Equal(1, _stores.Store.Rows);
    }

    [Fact]
    public void A_newer_table_replaces_an_older_one_on_disk_and_in_flight()
    {
        Put("olt-1", "onus", "a");
        Put("olt-1", "queues", "q");
        _stores.Telemetry.CommitNow();
        var old = _stores.Telemetry.TakeTable()!;
        Assert.Equal("onus", old.Table);
        Put("olt-1", "onus", "b");
        Acknowledge(old);
        var (queues, onus) = (_stores.Telemetry.TakeTable()!, _stores.Telemetry.TakeTable()!);
        Assert.Equal(("queues", 2L, "onus", 3L), (queues.Table, queues.Key.Seq, onus.Table, onus.Key.Seq));
        Acknowledge(onus);
        // Whatever was on disk of it is gone too: a restart offers the other one only.
        _stores = _stores.Restarted();
        Assert.Equal(queues.Key, _stores.Telemetry.TakeTable()!.Key);
        Assert.Null(_stores.Telemetry.TakeTable());
    }

    [Fact]
    public void Without_compression_a_row_remembers_that_it_is_plain()
    {
        using var plain = new EdgeStores(compress: false);
        plain.WriteBatch(7);
        plain.Telemetry.CommitNow();
        using var later = plain.Restarted();
        var message = later.Telemetry.TakeBacklog()!;
        Assert.Equal(WireProperties.ContentLineProtocol, message.ContentType);
        Assert.Equal([7L], EdgeStores.Numbers(message.Payload, gzip: false));
    }

    [Fact]
    public void The_file_shrinks_after_a_drain()
    {
        var noise = new Random(5);
        _stores.Telemetry.Start();
        for (var i = 0; i < 200; i++)
        {
            // Names that do not compress, so that the file grows by megabytes.
            _stores.Telemetry.Write("olt-1", Enumerable.Range(0, 500).Select(n => (IPoint)new NamedPoint(Convert.ToHexString(Bytes(noise)))), _stores.Time.GetUtcNow());
            _stores.Telemetry.CloseBatch();
        }

        _stores.Telemetry.CommitNow();
        var full = new FileInfo(Path.Combine(_stores.Directory, "telemetry.db"));
        while (_stores.Telemetry.TakeBacklog() is { } message) _stores.Telemetry.Acknowledge(message.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([message.Key.Seq]));
        Assert.True(full.Length > 4_000_000, $"{full.Length} bytes show nothing");
        for (var i = 0; i < 20; i++) _stores.Time.Advance(TimeSpan.FromMilliseconds(500));
        full.Refresh();
        Assert.True(full.Length < 1_000_000, $"{full.Length} bytes are left");
    }

    private static byte[] Bytes(Random noise)
    {
        var bytes = new byte[40];
        noise.NextBytes(bytes);
        return bytes;
    }

    private void Write(long number) => _stores.Telemetry.Write("olt-1", [new NumberedPoint(number)], _stores.Time.GetUtcNow());

    private void Put(string device, string table, string cell) => _stores.Telemetry.Put(device, table, new TableMessage(_stores.Time.GetUtcNow(), ["c"], [[cell]]));

    private void Acknowledge(OutboxMessage message) => _stores.Telemetry.Acknowledge(message.Key.Boot, message.Key.Class, SequenceRanges.Of([message.Key.Seq]));

    private sealed record NamedPoint(string Name) : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            sink.Measurement("device");
            sink.Field("name", Name);
        }
    }
}
