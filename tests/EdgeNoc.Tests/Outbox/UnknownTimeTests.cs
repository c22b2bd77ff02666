using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Rows written before the time was known, and what becomes of them.</summary>
public sealed class UnknownTimeTests : IDisposable
{
    private static readonly DateTimeOffset Wrong = new(2026, 11, 6, 5, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(14);

    private readonly AdjustableTime _time = new(Wrong);
    private readonly TestClock _machine = new() { State = ClockState.Unsynced };
    private EdgeStores _stores;

    public UnknownTimeTests() => _stores = new EdgeStores(time: _time, machine: _machine);

    public void Dispose() => _stores.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Synchronised_at_last_telemetry_in_ram_and_on_disk_gets_its_true_times_once(bool gzip)
    {
        using var stores = new EdgeStores(time: _time, machine: _machine, compress: gzip);
        var first = Write(stores, 1);
        stores.Telemetry.CommitNow();
        Pass(60);
        var second = Write(stores, 2);
        Pass(60);
        Synchronise();
        Pass(60);
        var third = Write(stores, 3);
        var live = stores.Telemetry.TakeLive()!;
        var alsoLive = stores.Telemetry.TakeLive()!;
        var stored = stores.Telemetry.TakeBacklog()!;
        Assert.Equal([(2, second + Behind)], Points(live));
        // Written after the synchronisation: right from the start.
        Assert.Equal([(3, third)], Points(alsoLive));
        Assert.Equal([(1, first + Behind)], Points(stored));
        stores.Telemetry.CommitNow();
        _time.SetWallClock(_time.GetUtcNow().AddHours(3));
        using var later = stores.Restarted();
        var again = new[] { later.Telemetry.TakeBacklog()!, later.Telemetry.TakeBacklog()!, later.Telemetry.TakeBacklog()! };
        // The clock moved once more, but what was sent stays what it is.
        Assert.Equal([stored.Payload.ToArray(), live.Payload.ToArray(), alsoLive.Payload.ToArray()], again.Select(message => message.Payload.ToArray()));
    }

    [Fact]
    public void A_row_sent_and_then_committed_keeps_the_time_that_it_was_sent_with()
    {
        var at = Write(_stores, 1);
        _stores.Clock.Hear(Wrong + Behind);
        Assert.Equal(ClockState.Estimated, _stores.Clock.State);
        Assert.Equal([(1, at + Behind)], Points(_stores.Telemetry.TakeLive()!));
        _stores.Telemetry.CommitNow();
        Synchronise(Behind.Add(TimeSpan.FromSeconds(40)));
        _stores = _stores.Restarted();
        Assert.Equal([(1, at + Behind)], Points(_stores.Telemetry.TakeBacklog()!));
    }

    [Fact]
    public void Times_given_survive_a_power_cut_that_comes_right_after_the_sending()
    {
        var at = Write(_stores, 1);
        _stores.Telemetry.CommitNow();
        _stores.Clock.Hear(Wrong + Behind);
        var sent = _stores.Telemetry.TakeBacklog()!;
        Assert.Equal([(1, at + Behind)], Points(sent));
        using var after = _stores.AfterPowerCut();
        Synchronise(Behind.Add(TimeSpan.FromSeconds(40)));
        Assert.Equal(sent.Payload.ToArray(), after.Telemetry.TakeBacklog()!.Payload.ToArray());
    }

    [Fact]
    public void A_batch_open_while_the_time_becomes_known_is_closed_first()
    {
        _stores.Telemetry.Write("olt-1", [new NumberedPoint(1)], _stores.Clock.Now);
        var at = _stores.Clock.Now;
        _stores.Clock.Hear(Wrong + Behind);
        _stores.Telemetry.Write("olt-1", [new NumberedPoint(2)], _stores.Clock.Now);
        _stores.Telemetry.CloseBatch();
        Assert.Equal([(1, at + Behind)], Points(_stores.Telemetry.TakeLive()!));
        Assert.Equal([(2, at + Behind)], Points(_stores.Telemetry.TakeLive()!));
    }

    [Fact]
    public void Events_alerts_and_states_of_this_kernel_boot_follow_also_from_the_run_before()
    {
        _stores.Events.Commit([EdgeStores.Event(1, at: _stores.Clock.Now) with { TimeQuality = TimeQuality.Estimated }], [new EntityState("olt-1", "onu/0/1:1", "down", _stores.Clock.Now, "mac")]);
        Pass(600);
        _stores = _stores.Restarted();
        Synchronise();
        Pass(5);
        var alert = Assert.Single(_stores.Events.LoadRaised());
        Assert.Equal((Wrong + Behind, TimeQuality.Synced), (alert.At, alert.TimeQuality));
        Assert.Equal(Wrong + Behind, Assert.Single(_stores.Events.LoadStates()).Since);
        var sent = _stores.Events.Next()!;
        var only = Assert.Single(JsonSerializer.Deserialize(sent.Payload.Span, WireJson.Default.EdgeEventArray)!);
        Assert.Equal((Wrong + Behind, TimeQuality.Synced), (only.At, only.TimeQuality));
        _time.SetWallClock(_time.GetUtcNow().AddHours(3));
        _stores = _stores.Restarted();
        Assert.Equal(sent.Payload.ToArray(), _stores.Events.Next()!.Payload.ToArray());
        Assert.Equal(Wrong + Behind, Assert.Single(_stores.Events.LoadStates()).Since);
    }

    [Fact]
    public void Rows_of_an_older_kernel_boot_that_never_knew_the_time_go_out_as_estimated()
    {
        var at = Write(_stores, 1);
        _stores.Events.Commit([EdgeStores.Event(1, at: at) with { TimeQuality = TimeQuality.Estimated }], []);
        _stores.Telemetry.CommitNow();
        Pass(60);
        _machine.Reboot(_time);
        Synchronise();
        _stores = _stores.Restarted();
        Assert.Equal([(1, at)], Points(_stores.Telemetry.TakeBacklog()!));
        var only = Assert.Single(JsonSerializer.Deserialize(_stores.Events.Next()!.Payload.Span, WireJson.Default.EdgeEventArray)!);
        Assert.Equal((at, TimeQuality.Estimated), (only.At, only.TimeQuality));
        Assert.Equal(TimeQuality.Estimated, Assert.Single(_stores.Events.LoadRaised()).TimeQuality);
    }

    [Fact]
    public void A_table_gets_its_time_when_it_leaves()
    {
        _stores.Telemetry.Put("olt-1", "onus", new TableMessage(_stores.Clock.Now, ["c"], [["a"]]));
        _stores.Clock.Hear(Wrong + Behind);
        using var plain = new System.IO.Compression.GZipStream(new MemoryStream(_stores.Telemetry.TakeTable()!.Payload.ToArray()), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(Wrong + Behind, JsonSerializer.Deserialize(plain, WireJson.Default.TableMessage)!.At);
    }

    [Fact]
    public void Shifting_lines_changes_nothing_but_their_times()
    {
        const string lines = "onu,onu=17 name=\"a 12 b\\\"\",up=1i 1795000000123\nonu,onu=18 up=0i 1795000000124\n";
        Assert.Equal(
            "onu,onu=17 name=\"a 12 b\\\"\",up=1i 1795000001123\nonu,onu=18 up=0i 1795000001124\n", Encoding.UTF8.GetString(Restamp.Lines(Encoding.UTF8.GetBytes(lines), 1_000)));
        Assert.Equal(lines, Encoding.UTF8.GetString(Restamp.Lines(Restamp.Lines(Encoding.UTF8.GetBytes(lines), -99_999), 99_999)));
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private void Synchronise(TimeSpan? by = null)
    {
        _time.SetWallClock(_time.GetUtcNow() + (by ?? Behind));
        _machine.State = ClockState.Synced;
    }

    private static DateTimeOffset Write(EdgeStores stores, long number)
    {
        var at = stores.Clock.Now;
        stores.Telemetry.Write("olt-1", [new NumberedPoint(number)], at);
        stores.Telemetry.CloseBatch();
        return at;
    }

    private static IEnumerable<(long, DateTimeOffset)> Points(OutboxMessage message)
    {
        var text = message.Encoding == PayloadEncoding.Gzip
            ? new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(message.Payload.ToArray()), System.IO.Compression.CompressionMode.Decompress)).ReadToEnd()
            : Encoding.UTF8.GetString(message.Payload.Span);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (
            long.Parse(line.Split("uptime_s=")[1].Split('i')[0], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture))));
    }
}
