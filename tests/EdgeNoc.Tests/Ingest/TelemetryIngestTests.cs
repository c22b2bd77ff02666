using System.Text;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

public sealed class TelemetryIngestTests
{
    [Fact]
    public async Task Good_lines_are_tagged_with_their_site_in_tag_order_stored_and_acknowledged()
    {
        await using var rig = new IngestRig();
        await rig.Ingest.StartAsync(default);
        rig.SendLines(1, "device,device=r-1,kind=router,vendor=mikrotik up=1i 1763600000000", "agent uplink=\"main\" 1763600000000", IngestRig.Line(7));
        Assert.Equal([1], await rig.AcksAsync(1));
        Assert.Equal(
            ["agent,site=kdr-03 uplink=\"main\" 1763600000000", "device,device=r-1,kind=router,site=kdr-03,vendor=mikrotik up=1i 1763600000000", IngestRig.Stored(7)],
            rig.Database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal((3, 0), (rig.Counters.Points, rig.Counters.Refused));
    }

    [Fact]
    public async Task A_plain_message_is_read_as_its_content_type_says_and_an_unnamed_one_by_its_first_bytes()
    {
        await using var rig = new IngestRig();
        await rig.Ingest.StartAsync(default);
        rig.Send(1, Encoding.UTF8.GetBytes(IngestRig.Line(1)), WireProperties.ContentLineProtocol);
        rig.Send(2, Encoding.UTF8.GetBytes(IngestRig.Line(2)), contentType: null);
        rig.Send(3, GzipPayload.Of(IngestRig.Line(3)), contentType: null);
        Assert.Equal([1, 2, 3], await rig.AcksAsync(3));
        Assert.Equal([IngestRig.Stored(1), IngestRig.Stored(2), IngestRig.Stored(3)], rig.Database.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bad_lines_go_to_the_dead_letters_and_their_neighbours_are_stored()
    {
        await using var rig = new IngestRig(options: new IngestOptions { NewSeriesPerHour = 3 });
        await rig.Ingest.StartAsync(default);
        var huge = "onu,device=olt-1 name=\"" + new string('x', 1 << 20) + "\" 1763600000000";
        var (year2071, now) = (new DateTimeOffset(2071, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), IngestRig.NowMs);
        var lines = new[]
        {
            IngestRig.Line(1), huge, "onu,device=olt-1 up=1i " + year2071, "onu,device=olt-1,site=other up=1i 1763600000000", "onu,device=olt-1 site=\"x\" 1763600000000",
            "no line at all", "onu,device=olt-1 up=1i", "onu,device=olt-1 up=1.5 1763600000000", "collector,instance=x points=1i 1763600000000",
            "onu,device=a,device=b up=1i 1763600000000", "onu,device=olt-1 up=1i -5",
            FormattableString.Invariant($"onu,device=olt-1 up=1i {now + 3_600_000}"), FormattableString.Invariant($"onu,device=olt-1 up=1i {now + 3_600_001}"),
            "newer,device=x anything=true 1763600000000", "onu,device=four up=1i 1763600000000", IngestRig.Line(1),
        };
        byte[] payload = [.. Encoding.UTF8.GetBytes(string.Join('\n', lines)), .. "\nonu,device=caf\xff up=1i 1763600000000\n"u8.ToArray()];
        payload[Array.LastIndexOf(payload, (byte)0xc3)] = 0xff;
        rig.Send(9, GzipPayload.Of(payload));
        Assert.Equal([9], await rig.AcksAsync(1));
        Assert.Equal(
            [
                "line too long",
                "timestamp more than an hour ahead: check the agent's clock and that it writes milliseconds",
                "has a tag or field 'site' of its own: the collector adds it",
                "has a tag or field 'site' of its own: the collector adds it",
                "malformed: a field is not key=value",
                "no timestamp",
                "field up is a float, it must be an integer",
                "measurement collector is the collector's own",
                "tag device comes twice",
                "timestamp before 1970",
                "timestamp more than an hour ahead: check the agent's clock and that it writes milliseconds",
                "too many new series from this site within an hour",
                "not UTF-8",
            ],
            rig.DeadLetters().Select(letter => letter.Reason));
        Assert.Equal(4096, rig.DeadLetters()[0].Line.Length);
        Assert.Equal(
            ["newer,device=x,site=kdr-03 anything=true 1763600000000", IngestRig.Stored(1), FormattableString.Invariant($"onu,device=olt-1,site=kdr-03 up=1i {now + 3_600_000}")],
            rig.Database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(13, rig.Counters.Refused);
    }

    [Fact]
    public async Task A_new_hour_brings_a_new_budget_of_series()
    {
        await using var rig = new IngestRig(options: new IngestOptions { NewSeriesPerHour = 1 });
        await rig.Ingest.StartAsync(default);
        rig.SendLines(1, IngestRig.Line(1), IngestRig.Line(2));
        await rig.AcksAsync(1);
        rig.Time.Advance(TimeSpan.FromHours(1));
        rig.SendLines(2, IngestRig.Line(3), IngestRig.Line(4));
        await rig.AcksAsync(1);
        Assert.Equal([IngestRig.Stored(1), IngestRig.Stored(3)], rig.Database.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_not_gzip_or_expands_to_a_gigabyte_is_refused_and_acknowledged_and_the_next_is_stored()
    {
        await using var rig = new IngestRig();
        await rig.Ingest.StartAsync(default);
        rig.Send(1, "this is no gzip"u8.ToArray());
        rig.Send(2, Bomb());
        rig.Send(3, [.. GzipPayload.Of(IngestRig.Line(3)).AsSpan(0, 30)]);
        rig.SendLines(4, IngestRig.Line(4));
        rig.Send(5, []);
        Assert.Equal([1, 2, 3, 4, 5], await rig.AcksAsync(5));
        Assert.Equal([IngestRig.Stored(4)], rig.Database.Lines);
        Assert.Equal(3, rig.Counters.Refused);
        Assert.Equal(
            ["message too large when expanded", "not gzip, or damaged", "not gzip, or damaged"],
            rig.DeadLetters().Select(letter => letter.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_without_boot_and_seq_is_stored_and_not_acknowledged()
    {
        await using var rig = new IngestRig();
        await rig.Ingest.StartAsync(default);
        rig.Send(null, GzipPayload.Of(IngestRig.Line(1)));
        rig.SendLines(2, IngestRig.Line(2));
        Assert.Equal([2], await rig.AcksAsync(1));
        await rig.Ingest.StopAsync(default);
        Assert.Equal(0, rig.AcksWaiting);
        Assert.Equal([IngestRig.Stored(1), IngestRig.Stored(2)], rig.Database.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_the_database_is_away_nothing_is_acknowledged_and_the_batch_is_kept()
    {
        var database = new FakeDatabase();
        for (var i = 0; i < 20; i++) database.Troubles.Enqueue(new WriteOutcome.Unavailable(UnavailableKind.DiskFull, "HTTP 500: no space left on device"));
        var held = new TaskCompletionSource();
        database.Hold = held.Task;
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1 });
        await rig.Ingest.StartAsync(default);
        rig.SendLines(1, IngestRig.Line(1), IngestRig.Line(2));
        Assert.Equal(0, rig.AcksWaiting);
        held.SetResult();
        Assert.Equal([1], await rig.AcksAsync(1));
        Assert.Equal(20, rig.Time.Waits.Count);
        Assert.All(rig.Time.Waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(125), TimeSpan.FromSeconds(10)));
        Assert.Equal([IngestRig.Stored(1), IngestRig.Stored(2)], database.Lines.Order(StringComparer.Ordinal));
        Assert.True(rig.State.Check().Healthy);
    }

    [Fact]
    public async Task Messages_that_wait_are_merged_into_bodies_and_each_is_acknowledged()
    {
        var database = new FakeDatabase();
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1, MaxBodyLines = 30 });
        for (var seq = 1; seq <= 10; seq++) rig.SendLines(seq, [.. Enumerable.Range(seq * 10, 10).Select(IngestRig.Line)]);
        await rig.Ingest.StartAsync(default);
        Assert.Equal(Enumerable.Range(1, 10).Select(seq => (long)seq), await rig.AcksAsync(10));
        Assert.Equal([30, 30, 30, 10], database.BodyLines);
        Assert.Equal(Enumerable.Range(10, 100).Select(IngestRig.Stored), database.Lines);
    }

    [Fact]
    public async Task A_message_larger_than_a_body_is_acknowledged_once_after_its_last_line()
    {
        var database = new FakeDatabase();
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1, MaxBodyBytes = 500 });
        await rig.Ingest.StartAsync(default);
        rig.SendLines(1, [.. Enumerable.Range(1, 100).Select(IngestRig.Line)]);
        rig.SendLines(2, IngestRig.Line(101));
        Assert.Equal([1, 2], await rig.AcksAsync(2));
        Assert.True(database.BodyLines.Count > 10);
        Assert.Equal(Enumerable.Range(1, 101).Select(IngestRig.Stored), database.Lines);
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_without_blocking()
    {
        await using var rig = new IngestRig(options: new IngestOptions { MaxQueueMessages = 3 });
        for (var seq = 1; seq <= 5; seq++) rig.SendLines(seq, IngestRig.Line(seq));
        Assert.Equal((3, 2), (rig.Queue.Count, rig.Counters.Dropped));
        await rig.Ingest.StartAsync(default);
        Assert.Equal([1, 2, 3], await rig.AcksAsync(3));
    }

    [Fact]
    public async Task A_queue_full_of_bytes_drops_too()
    {
        await using var rig = new IngestRig(options: new IngestOptions { MaxQueueBytes = 1_000 });
        rig.Send(1, new byte[900]);
        rig.Send(2, new byte[101]);
        rig.Send(3, new byte[100]);
        Assert.Equal((2, 1), (rig.Queue.Count, rig.Counters.Dropped));
    }

    private static byte[] Bomb()
    {
        using var output = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(output, System.IO.Compression.CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1 << 20];
            for (var mebibyte = 0; mebibyte < 1024; mebibyte++) gzip.Write(zeros);
        }

        return output.ToArray();
    }
}
