using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

/// <summary>When many sites return at once, the database rests from their backlog.</summary>
public sealed class BacklogPaceTests
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Of_one_site_two_writers_take_backlog_without_a_rest()
    {
        var pace = new BacklogPace(_time);
        Assert.True(pace.TryEnter(sites: 1));
        Assert.True(pace.TryEnter(sites: 1));
        pace.Leave(TimeSpan.FromMilliseconds(100), sites: 1);
        Assert.True(pace.TryEnter(sites: 1));
    }

    [Theory]
    [InlineData(2, 100)]
    [InlineData(3, 200)]
    [InlineData(10, 900)]
    [InlineData(100, 2400)]
    public void Of_several_sites_the_database_rests_after_each_body(int sites, int restMs)
    {
        var pace = new BacklogPace(_time);
        Assert.True(pace.TryEnter(sites));
        Assert.False(pace.TryEnter(sites));
        pace.Leave(TimeSpan.FromMilliseconds(100), sites);
        _time.Advance(TimeSpan.FromMilliseconds(restMs - 1));
        Assert.False(pace.TryEnter(sites));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.TryEnter(sites));
    }

    [Fact]
    public void A_turn_that_was_not_used_costs_no_rest()
    {
        var pace = new BacklogPace(_time);
        Assert.True(pace.TryEnter(sites: 100));
        pace.Leave(TimeSpan.Zero, sites: 100);
        Assert.True(pace.TryEnter(sites: 100));
    }

    [Fact]
    public async Task A_resend_of_what_waits_already_is_stored_once()
    {
        var database = new FakeDatabase();
        await using var rig = new IngestRig(database, new IngestOptions { Writers = 1 });
        for (var resend = 0; resend < 3; resend++) rig.SendBacklog(1, IngestRig.Line(101), IngestRig.Line(102));
        rig.Send(1, GzipPayload.Of(IngestRig.Line(103)), site: "pop-2", lane: WireProperties.LaneBacklog);
        Assert.Equal(2, rig.Queue.Count);
        await rig.Ingest.StartAsync(default);
        Assert.Equal(2, (await rig.AcksInOrderAsync(2)).Count);
        Assert.Equal(3, database.BodyLines.Sum());
    }
}
