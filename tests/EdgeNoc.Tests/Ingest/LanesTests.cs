using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

/// <summary>What is live goes before what is old, and what is old is noted as such.</summary>
public sealed class LanesTests
{
    [Fact]
    public async Task What_is_live_goes_first_and_backlog_has_every_fifth_turn()
    {
        var database = new FakeDatabase();
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1, MaxBodyLines = 1 });
        for (var seq = 1; seq <= 8; seq++) rig.SendBacklog(seq, IngestRig.Line(100 + seq));
        for (var seq = 11; seq <= 18; seq++) rig.SendLines(seq, IngestRig.Line(seq));
        await rig.Ingest.StartAsync(default);
        Assert.Equal([11L, 12, 13, 14, 1, 15, 16, 17, 18, 2, 3, 4, 5, 6, 7, 8], await rig.AcksInOrderAsync(16));
    }

    [Theory]
    [InlineData(1, "12,6")] // one site: all together
    [InlineData(4, "12,3,3,3,3")] // four: a quarter each, though never less than three
    public async Task Backlog_is_merged_into_bodies_of_its_own_the_smaller_the_more_sites_return(int sites, string bodies)
    {
        var database = new FakeDatabase();
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1, MaxBacklogBodyLines = 6, MinBacklogBodyLines = 3 });
        for (var seq = 1; seq <= 6 * (sites > 1 ? 2 : 1); seq++)
            rig.Send(seq, GzipPayload.Of(IngestRig.Line(100 + seq)), site: $"pop-{seq % sites}", lane: WireProperties.LaneBacklog);
        for (var seq = 21; seq <= 32; seq++) rig.SendLines(seq, IngestRig.Line(seq));
        await rig.Ingest.StartAsync(default);
        await rig.AcksAsync(12 + (6 * (sites > 1 ? 2 : 1)));
        Assert.Equal(bodies, string.Join(',', database.BodyLines));
        Assert.Equal(0, rig.Queue.BacklogSites);
    }

    [Fact]
    public async Task Backlog_never_takes_the_last_quarter_of_the_room()
    {
        await using var rig = new IngestRig(options: new IngestOptions { MaxQueueMessages = 100 });
        for (var seq = 1; seq <= 200; seq++) rig.SendBacklog(seq, IngestRig.Line(seq));
        Assert.Equal(75, rig.Queue.Count);
        for (var seq = 201; seq <= 225; seq++) rig.SendLines(seq, IngestRig.Line(seq));
        Assert.Equal(100, rig.Queue.Count);
        Assert.Equal(125, rig.Counters.Dropped);
    }

    [Fact]
    public async Task Late_lines_touch_their_windows_and_what_is_fresh_unknown_or_older_than_any_outbox_touches_none()
    {
        await using var rig = new IngestRig(options: new IngestOptions { Writers = 1 });
        await rig.Ingest.StartAsync(default);
        var late = IngestRig.NowMs - (3_600_000 - 1_000);
        var window = late - (late % 300_000);
        rig.SendBacklog(
            1,
            FormattableString.Invariant($"onu,device=a,onu=1 up=1i {window}"), FormattableString.Invariant($"onu,device=a,onu=1 up=1i {window + 299_999}"),
            FormattableString.Invariant($"pon,device=a,pon=1 online=1i {window}"), FormattableString.Invariant($"onu,device=a,onu=1 up=1i {window + 300_000}"),
            FormattableString.Invariant($"newer,device=a x=1i {window}"), FormattableString.Invariant($"onu,device=a,onu=1 up=1i {IngestRig.NowMs - 599_999}"),
            FormattableString.Invariant($"onu,device=a,onu=1 up=1i {IngestRig.NowMs - (41L * 86_400_000)}"), "onu,device=a,onu=1 up=text " + window);
        await rig.AcksAsync(1);
        Assert.Equal(
            [new TouchedWindow("kdr-03", "onu", window), new TouchedWindow("kdr-03", "pon", window), new TouchedWindow("kdr-03", "onu", window + 300_000)],
            Assert.Single(rig.Receipts).Touched);
    }

    [Fact]
    public async Task A_live_agent_says_how_old_its_outbox_is_and_an_old_report_is_not_believed()
    {
        await using var rig = new IngestRig(options: new IngestOptions { Writers = 1 });
        await rig.Ingest.StartAsync(default);
        var lines = new[] { "agent outbox_rows=7i,outbox_oldest_s=912i", "agent uplink=\"main\",outbox_rows=0i", "agent outbox_rows=5i", "agent uplink=\"main\"" };
        rig.SendLines(1, [.. lines.Select((line, n) => FormattableString.Invariant($"{line} {IngestRig.NowMs + n}"))]);
        await rig.AcksAsync(1);
        rig.SendBacklog(2, FormattableString.Invariant($"agent outbox_rows=0i {IngestRig.NowMs - 86_400_000}"));
        await rig.AcksAsync(1);
        Assert.Equal([new OutboxReport("kdr-03", 912, 7), new OutboxReport("kdr-03", 0, 0)], rig.Receipts.SelectMany(receipt => receipt.Reports));
    }

    [Fact]
    public async Task What_found_no_room_in_the_account_is_neither_acknowledged_nor_forgotten()
    {
        await using var rig = new IngestRig(options: new IngestOptions { Writers = 1, MaxBodyBytes = 100 });
        rig.NotesRefused = 1;
        await rig.Ingest.StartAsync(default);
        var late = IngestRig.NowMs - 3_600_000;
        rig.SendBacklog(1, [.. Enumerable.Range(1, 3).Select(n => FormattableString.Invariant($"onu,device=olt-number-{n},onu={n} up=1i {late + ((n - 1) * 300_000)}"))]);
        Assert.Equal([1L], await rig.AcksAsync(1));
        Assert.Equal(3, rig.Receipts.SelectMany(receipt => receipt.Touched).Distinct().Count());
    }
}
