using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Delivery;

public sealed class WatchTests
{
    private static readonly CanarySettings Canary = new("628999", TimeSpan.FromHours(1));

    [Fact]
    public async Task A_channel_that_takes_nothing_for_two_minutes_is_told_another_way_and_so_is_its_end()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        story.Person("noc", "wa", "tg");
        story.Person("budi", "wa");
        story.Route("all", "", (0, ["contact:noc"]));
        var watcher = Watcher(story);
        story.Delivery.Channels[0].Answer = () => new SendOutcome.TryAgain("HTTP 500");
        story.Queue("budi", "problem 1");
        await LookForAsync(story, watcher, 240);
        Assert.Equal(["tg noc@tg 🔴"], Begins(story, "tg"));
        Assert.Contains("channel wa", story.Delivery.Channels[1].Last.Text, StringComparison.Ordinal);
        Assert.False(story.Health.Check().Healthy);
        Assert.True(story.Health.CanTell);
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted(null);
        await LookForAsync(story, watcher, 600);
        Assert.Equal(["tg noc@tg 🔴", "tg noc@tg 🟢"], Begins(story, "tg"));
        Assert.DoesNotContain(story.Delivery.Channels[0].Sent, sent => sent.Text.Contains("channel wa", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_a_channel_is_down_never_goes_through_it_also_later()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        story.Person("noc", "wa");
        story.Route("all", "", (0, ["contact:noc"]));
        var watcher = Watcher(story);
        story.Do(db =>
        {
            ChannelStates.Session(db, "wa", "scan the QR code again", story.Clock.Now);
            return true;
        });
        await LookForAsync(story, watcher, 300);
        story.Do(db =>
        {
            ChannelStates.Session(db, "wa", null, story.Clock.Now);
            return true;
        });
        await LookForAsync(story, watcher, 600);
        Assert.Empty(story.Delivery.Channels[0].Sent);
        Assert.Contains("nobody_to_tell", story.Decisions());
    }

    [Fact]
    public async Task While_a_channel_is_down_messages_take_the_other_way_at_once_and_one_a_minute_still_tries_it()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        story.Person("budi", "wa", "tg");
        var watcher = Watcher(story);
        story.Delivery.Channels[0].Answer = () => new SendOutcome.TryAgain("HTTP 500");
        story.Do(db =>
        {
            ChannelStates.Session(db, "wa", "logged out", story.Clock.Now);
            return true;
        });
        await LookForAsync(story, watcher, 130);
        foreach (var number in Enumerable.Range(1, 10)) story.Queue("budi", $"problem {number}");
        await story.SendAllAsync();
        Assert.Equal((1, 10), (story.Delivery.Channels[0].Sent.Count, story.Delivery.Channels[1].Sent.Count));
    }

    [Fact]
    public async Task Receipts_that_stay_out_for_several_people_are_a_channel_that_is_down_and_for_one_a_telephone_that_is_off()
    {
        using var story = DeliveryStory.TwoWays();
        foreach (var id in (string[])["ani", "budi"]) story.Person(id, "wa");
        var watcher = Watcher(story);
        foreach (var number in Enumerable.Range(1, 5)) story.Queue("ani", $"problem {number}");
        await LookForAsync(story, watcher, 120);
        Assert.Empty(Down(story));
        story.Queue("budi", "problem 6");
        await LookForAsync(story, watcher, 120);
        Assert.Equal(["channel/wa unconfirmed"], Down(story));
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted("id-7");
        story.Queue("budi", "problem 7");
        await story.SendAllAsync();
        story.Receive("wa", new Receipt("id-7", ReceiptState.Read, story.Clock.Now));
        watcher.Run(story.Clock.Now);
        Assert.Empty(Down(story));
    }

    [Fact]
    public async Task A_canary_that_comes_back_says_that_all_is_well_for_an_hour()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        var watcher = Watcher(story, Canary);
        for (var hour = 0; hour < 3; hour++)
        {
            await LookForAsync(story, watcher, 30);
            Assert.True(story.Do(db => Canaries.Heard(db, Inbound(story.Delivery.Channels[0].Last.Text), story.Clock.Now)));
            await LookForAsync(story, watcher, 3570, every_s: 30);
        }

        Assert.Equal(3, story.Delivery.Channels[0].Sent.Count);
        Assert.Empty(Down(story));
    }

    [Fact]
    public async Task A_canary_that_stays_away_is_a_channel_that_is_down_until_one_comes_back()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        var watcher = Watcher(story, Canary);
        await LookForAsync(story, watcher, 240);
        Assert.Empty(Down(story));
        await LookForAsync(story, watcher, 120);
        Assert.Equal(["channel/wa canary_lost"], Down(story));
        await LookForAsync(story, watcher, 1200);
        Assert.Equal(["channel/wa canary_lost"], Down(story));
        story.Do(db => Canaries.Heard(db, Inbound(story.Delivery.Channels[0].Sent[0].Text), story.Clock.Now));
        watcher.Run(story.Clock.Now);
        Assert.Equal(["channel/wa canary_lost"], Down(story));
        await story.RestartAsync();
        watcher = Watcher(story, Canary);
        story.Do(db => Canaries.Heard(db, Inbound(story.Delivery.Channels[0].Last.Text), story.Clock.Now));
        watcher.Run(story.Clock.Now);
        Assert.Empty(Down(story));
    }

    [Fact]
    public async Task A_receipt_of_the_canary_is_proof_as_well()
    {
        using var story = DeliveryStory.TwoWays();
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted("canary-1");
        var watcher = Watcher(story, Canary);
        await LookForAsync(story, watcher, 10);
        story.Receive("wa", new Receipt("canary-1", ReceiptState.Delivered, story.Clock.Now));
        await LookForAsync(story, watcher, 1200);
        Assert.Empty(Down(story));
        Assert.Single(story.Delivery.Channels[0].Sent);
    }

    [Theory]
    [InlineData("EdgeNoc canary wa 1")]
    [InlineData("EdgeNoc canary wa 99999999999999999999")]
    [InlineData("EdgeNoc canary ../wa 1763614800000")]
    [InlineData("ack 17")]
    public async Task Nobody_feigns_a_canary(string text)
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        var watcher = Watcher(story, Canary);
        await LookForAsync(story, watcher, 400);
        story.Do(db => Canaries.Heard(db, Inbound(text), story.Clock.Now));
        watcher.Run(story.Clock.Now);
        Assert.Equal(["channel/wa canary_lost"], Down(story));
    }

    [Fact]
    public async Task A_database_away_for_two_minutes_is_an_alert_that_ends_with_it()
    {
        using var story = new Story();
        var clock = new Ingest.InstantTime();
        var state = new DatabaseState(clock, NullLogger<DatabaseState>.Instance);
        var watcher = new Watcher(story.Database, [], state, story.Health);
        state.Report(new WriteOutcome.Unavailable(UnavailableKind.Unreachable, "connection refused"));
        clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(watcher.Run(story.Clock.Now));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(watcher.Run(story.Clock.Now));
        Assert.False(watcher.Run(story.Clock.Now));
        await story.PassForAsync(60);
        Assert.Contains("database", story.Headlines.Single(), StringComparison.Ordinal);
        state.Report(WriteOutcome.Stored.Instance);
        Assert.True(watcher.Run(story.Clock.Now));
        await story.PassForAsync(60);
        Assert.StartsWith("🟢", story.Headlines.Last(), StringComparison.Ordinal);
    }

    private static Watcher Watcher(Story story, CanarySettings? canary = null) => new(
        story.Database,
        [new ChannelIdentity("wa", "waha") { Canary = canary }, new ChannelIdentity("tg", "telegram")],
        new DatabaseState(story.Clock, NullLogger<DatabaseState>.Instance),
        story.Health);

    private static async Task LookForAsync(Story story, Watcher watcher, double seconds, double every_s = 5)
    {
        for (var end = story.Clock.Now.AddSeconds(seconds); story.Clock.Now < end;)
        {
            watcher.Run(story.Clock.Now);
            await story.PassAsync();
            story.After(every_s);
        }
    }

    private static InboundMessage Inbound(string text) => new("tg", "7", "628111", null, text, null, Story.Start);

    private static List<string> Down(Story story) => story.Query<string>("SELECT entity || ' ' || reason FROM alerts WHERE kind = 'channel.down' AND cleared_ms IS NULL");

    private static IEnumerable<string> Begins(Story story, string channel) =>
        story.Sent().Where(sent => sent.StartsWith(channel, StringComparison.Ordinal)).Select(sent => string.Join(' ', sent.Split(' ')[..3]));
}
