namespace EdgeNoc.Tests.Ingest;

public sealed class BodyStoreTests
{
    [Fact]
    public async Task What_the_database_refuses_is_found_line_by_line_and_all_others_are_stored()
    {
        int[] poison = [3, 4, 17, 25, 40];
        var database = new FakeDatabase { Refuses = line => poison.Any(number => line == IngestRig.Stored(number)) };
        await using var rig = new IngestRig(database, new() { Writers = 1 });
        for (var seq = 1; seq <= 4; seq++) rig.SendLines(seq, [.. Enumerable.Range((seq * 10) - 9, 10).Select(IngestRig.Line)]);
        await rig.Ingest.StartAsync(default);
        Assert.Equal([1, 2, 3, 4], await rig.AcksAsync(4));
        Assert.Equal(poison.Select(IngestRig.Stored), rig.DeadLetters().Select(letter => letter.Line));
        Assert.All(rig.DeadLetters(), letter => Assert.Equal("InfluxDB refused it: HTTP 400: partial write", letter.Reason));
        Assert.Equal(Enumerable.Range(1, 40).Except(poison).Select(IngestRig.Stored).Order(StringComparer.Ordinal), database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal((35, 5), (rig.Counters.Points, rig.Counters.Refused));
    }

    [Fact]
    public async Task A_backlog_that_is_refused_whole_is_not_asked_about_line_by_line()
    {
        var database = new FakeDatabase { Refuses = _ => true, SaysDropped = true };
        await using var rig = new IngestRig(database, new() { Writers = 1 });
        rig.SendLines(1, [.. Enumerable.Range(1, 50).Select(IngestRig.Line)]);
        rig.SendLines(2, [.. Enumerable.Range(51, 50).Select(IngestRig.Line)]);
        await rig.Ingest.StartAsync(default);
        Assert.Equal([1, 2], await rig.AcksAsync(2));
        Assert.Equal([100], database.BodyLines);
        Assert.Equal(Enumerable.Range(1, 100).Select(IngestRig.Stored), rig.DeadLetters().Select(letter => letter.Line));
        Assert.Equal((0, 100), (rig.Counters.Points, rig.Counters.Refused));
    }
}
