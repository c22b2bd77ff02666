using System.Text;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

public sealed class EventIngestTests
{
    private const string Good = """{"id":"0192bbbb-0000-7000-8000-00000000000A","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/3:17","severity":"low","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"rx_dbm":-28.1},"labels":{"pon":"0/3"},"time_quality":"synced"}""";

    [Fact]
    public async Task A_note_is_kept_and_stands_nowhere()
    {
        using var story = new Story();
        for (var number = 1; number <= 3; number++)
            story.Receive(number, story.Event("onu.replaced", EventState.Raised, "olt-1", "onu/0/3:1", Severity.Info, labels: new() { ["new_mac"] = $"mac-{number}" }));
        await story.PassAsync();
        Assert.Empty(story.OpenAlerts());
        Assert.Empty(story.Texts);
        Assert.Equal((3, 3), (story.Query<string>("SELECT id FROM events").Count, story.Query<string>("SELECT id FROM alerts WHERE stage = 'silent' AND cleared_ms IS NOT NULL").Count));
    }

    [Fact]
    public void A_message_is_stored_once_and_acknowledged_each_time()
    {
        using var story = new Story();
        var e = story.Onu(1, Raised);
        story.Receive(1, e);
        story.Receive(1, e);
        story.Receive(2, e);
        Assert.Equal([1, 1, 2], story.Acks.Select(ack => ack.Id.Seq));
        Assert.Single(story.Query<string>("SELECT id FROM events"));
        Assert.Single(story.OpenAlerts());
    }

    [Fact]
    public void Nothing_is_acknowledged_before_the_commit()
    {
        using var story = new Story();
        story.Database.Write(db => db.Execute("ALTER TABLE events RENAME TO events_away"));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => story.Receive(1, story.Onu(1, Raised)));
        Assert.Empty(story.Acks);
        Assert.Empty(story.Query<string>("SELECT site FROM received"));
    }

    [Theory]
    [InlineData("malformed", """{"kind":"onu.down"}""")]
    [InlineData("malformed", "null")]
    [InlineData("malformed", "17")]
    [InlineData("malformed", "[]")]
    [InlineData("malformed", """{"id":"not-a-guid","kind":"onu.down","state":"raised","device":"olt-1","entity":"e","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("malformed", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu.down","state":7,"device":"olt-1","entity":"e","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("malformed", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu.down","state":"raised","device":"olt-1","entity":"\ud800","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("bad_name", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu down!","state":"raised","device":"olt-1","entity":"e","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("bad_name", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu.down","state":"raised","device":"../etc","entity":"e","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("bad_name", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu.down","state":"raised","device":"olt-1","entity":"a\nb","severity":"low","at":"2026-11-20T05:00:00Z"}""")]
    [InlineData("future_time", """{"id":"0192bbbb-0000-7000-8000-00000000000B","kind":"onu.down","state":"raised","device":"olt-1","entity":"e","severity":"low","at":"2071-01-01T00:00:00Z"}""")]
    public void A_bad_event_is_put_aside_with_its_reason_and_its_neighbour_is_stored(string reason, string bad)
    {
        using var story = new Story();
        story.ReceiveRaw(Encoding.UTF8.GetBytes($"[{bad},{Good}]"), 1);
        Assert.Equal([reason], story.Query<string>("SELECT reason FROM refused_events"));
        Assert.Equal(["onu/0/3:17"], story.OpenAlerts().Select(alert => alert.Entity));
        Assert.Single(story.Acks);
        Assert.Equal(1, story.Events.Refused);
    }

    [Fact]
    public void A_message_that_is_no_list_of_events_is_put_aside_whole_and_acknowledged()
    {
        using var story = new Story();
        byte[][] payloads =
        [
            Encoding.UTF8.GetBytes("{}"),
            [],
            [0xff, 0xfe, 0x00],
            Encoding.UTF8.GetBytes(new string('[', 5000)),
            Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("0", 1001))}]"),
            Encoding.UTF8.GetBytes($"[\"{new string('x', 1 << 20)}\"]"),
        ];
        for (var i = 0; i < payloads.Length; i++) story.ReceiveRaw(payloads[i], i + 1);
        Assert.Equal(["not_json", "not_json", "not_json", "not_json", "too_many_events", "message_too_large"], story.Query<string>("SELECT reason FROM refused_events ORDER BY id"));
        Assert.Equal(payloads.Length, story.Acks.Count);
        Assert.All(story.Query<string>("SELECT content FROM refused_events"), content => Assert.InRange(content.Length, 0, 4_000));
    }

    [Fact]
    public void A_message_without_a_number_is_put_aside_and_cannot_be_acknowledged()
    {
        using var story = new Story();
        story.Events.Store([new(new SiteTopic(Story.Site, TopicKind.Events), new EdgeNoc.Common.Mqtt.MqttMessage("", Encoding.UTF8.GetBytes($"[{Good}]")), story.Clock.Now)]);
        Assert.Equal(["no_message_id"], story.Query<string>("SELECT reason FROM refused_events"));
        Assert.Empty(story.Acks);
    }

    [Fact]
    public void A_kind_that_nobody_listed_keeps_its_own_severity()
    {
        using var story = new Story();
        story.Receive(1, story.Event("sfp.wobbling", Raised, "olt-1", "sfp/1", Severity.Critical));
        Assert.Equal(["critical"], story.Query<string>("SELECT severity FROM alerts WHERE kind = 'sfp.wobbling'"));
    }

    [Fact]
    public void Too_many_labels_and_too_long_texts_are_cut_not_refused()
    {
        using var story = new Story();
        var labels = Enumerable.Range(0, 500).ToDictionary(n => $"label{n:000}", n => new string((char)('a' + (n % 26)), 1000) + "\0", StringComparer.Ordinal);
        story.Receive(1, story.Event("onu.down", Raised, "olt-1", "onu/0/1:1", Severity.Low, reason: new string('r', 5000), labels: labels));
        var alert = story.Database.Write(db => EdgeNoc.Collector.Alerts.AlertStore.Open(db, Story.Site, EdgeNoc.Collector.Alerts.AlertSource.Agent)).Single();
        Assert.Equal((32, 256, 256), (alert.Labels.Count, alert.Labels["label007"].Length, alert.Reason!.Length));
    }

    [Fact]
    public void Late_is_older_than_five_minutes_when_it_was_sent_whatever_the_collectors_clock_says()
    {
        using var story = new Story();
        var at = Story.Start.AddDays(-1);
        story.Receive(1, at.AddMinutes(5), [story.Onu(1, Raised, at: at)]);
        story.Receive(2, at.AddMinutes(5).AddMilliseconds(1), [story.Onu(2, Raised, at: at)]);
        Assert.Equal(["onu/0/3:1"], story.OpenAlerts().Select(alert => alert.Entity));
        Assert.Equal([0L, 1L], story.Query<long>("SELECT late FROM events ORDER BY seq"));
    }

    [Fact]
    public void Random_bytes_never_throw() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var parsed = EventParser.Parse(bytes, Story.Start);
        Assert.Empty(parsed.Events);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_good_message_with_one_byte_changed_never_throws() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, Good.Length + 1), Gen.Choose(0, 255)).ToArbitrary(),
        change =>
        {
            var bytes = Encoding.UTF8.GetBytes($"[{Good}]");
            bytes[change.Item1] = (byte)change.Item2;
            var parsed = EventParser.Parse(bytes, Story.Start);
            Assert.InRange(parsed.Events.Count + parsed.Refused.Count, 0, 1);
        }).QuickCheckThrowOnFailure();
}
