using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Watch.Figures;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Ingest;
using Microsoft.Extensions.Logging.Abstractions;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Delivery;

public sealed class FiguresTests
{
    [Fact]
    public async Task Raises_and_clears_stand_in_the_database_once_each_also_when_they_share_a_millisecond()
    {
        using var story = new Story();
        story.Receive(1, [.. Enumerable.Range(1, 50).Select(number => story.Onu(number, Raised, at: Story.Start))]);
        story.Receive(2, [.. Enumerable.Range(1, 50).Select(number => story.Onu(number, Cleared, at: Story.Start))]);
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("figures"));
        await influx.CreateDatabaseAsync("edgenoc");
        using var http = new InfluxHttp(new InfluxConfig(influx.Url, "edgenoc", null, null), TimeSpan.FromSeconds(20), TimeProvider.System);
        var loop = Loop(story, http);
        Assert.True(await loop.WriteEventsAsync(default));
        Assert.Equal(100, await influx.CountAsync("edgenoc", "alert_event", "state"));
        story.Do(db => db.Execute("UPDATE alerts SET written = 0"));
        Assert.True(await loop.WriteEventsAsync(default));
        Assert.Equal(100, await influx.CountAsync("edgenoc", "alert_event", "state"));
    }

    [Fact]
    public async Task An_alert_is_written_at_once_and_again_with_its_incident_and_its_end()
    {
        using var story = new Story();
        var database = new FakeDatabase();
        var loop = Loop(story, database);
        story.Receive(1, story.Onu(7, Raised));
        await loop.WriteEventsAsync(default);
        Assert.DoesNotContain("incident=", database.Lines.Single(), StringComparison.Ordinal);
        await story.PassForAsync(60);
        await loop.WriteEventsAsync(default);
        story.Receive(2, story.Onu(7, Cleared));
        await loop.WriteEventsAsync(default);
        await loop.WriteEventsAsync(default);
        Assert.Equal(
            [
                "alert_event,site=demo-pop,device=olt-1,kind=onu.down,severity=low state=\"cleared\",entity=\"onu/0/3:7\",text=\"onu.down timeout CLIENT-007\",incident=1i 1795150860000000003",
                "alert_event,site=demo-pop,device=olt-1,kind=onu.down,severity=low state=\"raised\",entity=\"onu/0/3:7\",text=\"onu.down timeout CLIENT-007\" 1795150800000000002",
                "alert_event,site=demo-pop,device=olt-1,kind=onu.down,severity=low state=\"raised\",entity=\"onu/0/3:7\",text=\"onu.down timeout CLIENT-007\",incident=1i 1795150800000000002",
            ],
            database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(4, database.BodyLines.Sum());
    }

    [Fact]
    public async Task What_the_database_does_not_take_is_written_later()
    {
        using var story = new Story();
        var database = new FakeDatabase();
        database.Troubles.Enqueue(new WriteOutcome.Unavailable(UnavailableKind.Unreachable, "away"));
        var loop = Loop(story, database);
        story.Receive(1, story.Onu(7, Raised));
        Assert.False(await loop.WriteEventsAsync(default));
        Assert.True(await loop.WriteEventsAsync(default));
        Assert.Single(database.Lines);
    }

    [Fact]
    public async Task Open_incidents_are_counted_by_site_and_severity_and_told_as_none_when_they_are_over()
    {
        using var story = new Story();
        story.Receive(1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical), story.Event("interface.down", Raised, "router-1", "if/ether1", Severity.High));
        await story.PassForAsync(40);
        story.Do(db => EdgeNoc.Collector.Alerts.Incidents.IncidentActions.Acknowledge(db, 1, Alerts.People.Budi, story.Clock.Now));
        await story.PassForAsync(20);
        Assert.Equal([new IncidentPoint("demo-pop", "critical", 1, 1, 0, 60), new IncidentPoint("demo-pop", "high", 1, 0, 0, 60)], Figures(story).Incidents(story.Clock.Now));
        story.Receive(2, story.Event("pon.down", Cleared, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(60);
        Assert.Equal(new IncidentPoint("demo-pop", "critical", 0, 0, 0, 0), Figures(story).Incidents(story.Clock.Now)[0]);
    }

    [Fact]
    public async Task Messages_are_counted_for_each_channel_in_the_types_of_the_catalogue()
    {
        using var story = new Story(delivery: new StoryDelivery { Channels = [new StoryChannel("wa", receipts: true, cost: 0.25m), new StoryChannel("tg")] });
        story.Person("budi", "wa");
        story.Delivery.Channels[0].Answer = () => story.Delivery.Channels[0].Last.Text == "problem 3" ? new SendOutcome.Never("no") : new SendOutcome.Accepted(null, IsDelivered: true);
        foreach (var number in Enumerable.Range(1, 3)) story.Queue("budi", $"problem {number}");
        await story.SendAllAsync();
        story.Queue("budi", "problem 4");
        var database = new FakeDatabase();
        await Loop(story, database).WriteFiguresAsync(default);
        var line = database.Lines.Single(one => one.StartsWith("notify,channel=wa", StringComparison.Ordinal));
        Assert.StartsWith("notify,channel=wa,provider=wa queued=1i,sent=2i,delivered=2i,failed=1i,cost=0.5 ", line, StringComparison.Ordinal);
        Assert.Equal(["queued", "sent", "delivered", "failed", "latency_ms", "cost"], Catalogue.Find("notify")!.Fields.Select(field => field.Name));
    }

    private static AlertFigures Figures(Story story) => new(story.Database, story.Delivery.Channels, new DeliveryTimes());

    private static FiguresLoop Loop(Story story, IInfluxDb database) =>
        new(Figures(story), database, new DatabaseState(story.Clock, NullLogger<DatabaseState>.Instance), story.Clock, NullLogger<FiguresLoop>.Instance);
}
