using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Delivery;

public sealed class MoveOnTests
{
    [Fact]
    public async Task Without_a_receipt_the_next_address_is_tried_after_90_s_and_only_once()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa", "tg");
        story.Queue("budi", "problem 1");
        await story.SendForAsync(88);
        Assert.Equal(["wa budi@wa problem 1"], story.Sent());
        await story.SendForAsync(600);
        Assert.Equal(["wa budi@wa problem 1", "tg budi@tg problem 1"], story.Sent());
        Assert.Equal(["fell_back"], story.Decisions());
    }

    [Fact]
    public async Task A_receipt_in_time_ends_it()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa", "tg");
        story.Queue("budi", "problem 1");
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted("id-1");
        await story.SendForAsync(60);
        story.Receive("wa", new Receipt("id-1", ReceiptState.Delivered, story.Clock.Now));
        await story.SendForAsync(600);
        Assert.Equal(["wa budi@wa problem 1"], story.Sent());
    }

    [Fact]
    public async Task A_channel_without_receipts_is_believed()
    {
        using var story = DeliveryStory.TwoWays(receipts: false);
        story.Person("budi", "wa", "tg");
        story.Queue("budi", "problem 1");
        await story.SendForAsync(600);
        Assert.Equal(["wa budi@wa problem 1"], story.Sent());
    }

    [Fact]
    public async Task What_will_never_go_takes_the_next_address_at_once_with_all_that_waits_behind_it()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa", "tg");
        story.Queue("budi", "problem 1", incident: 1);
        story.Queue("budi", "over 1", incident: 1, Purpose.Recovery);
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Never("no WhatsApp");
        await story.SendAllAsync();
        Assert.Equal(["wa budi@wa problem 1", "tg budi@tg problem 1", "tg budi@tg over 1"], story.Sent());
        Assert.Equal(["failed", "failed", "accepted", "accepted"], story.States());
    }

    [Fact]
    public async Task A_channel_that_takes_nothing_is_left_after_90_s_and_the_message_goes_one_way_only()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa", "tg");
        story.Queue("budi", "problem 1");
        story.Delivery.Channels[0].Answer = () => new SendOutcome.TryAgain("HTTP 500");
        await story.SendForAsync(120);
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted("later");
        await story.SendForAsync(600);
        Assert.Equal(["failed", "accepted"], story.States());
        Assert.Equal(["tg budi@tg problem 1"], story.Sent().Where(sent => sent.StartsWith("tg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_end_goes_the_way_that_the_last_message_took()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa", "tg");
        story.Route("all", "", (0, ["contact:budi"]));
        story.Receive(1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(200);
        story.Receive(2, story.Event("pon.down", Cleared, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(60);
        Assert.Equal(["wa budi@wa 🔴", "tg budi@tg 🔴", "tg budi@tg 🟢"], story.Sent().Select(sent => string.Join(' ', sent.Split(' ')[..3])));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_followed_by_the_next_of_the_rotation()
    {
        using var story = DeliveryStory.TwoWays();
        foreach (var id in (string[])["ani", "budi", "citra"]) story.Person(id, "wa");
        story.Do(db =>
        {
            RotationStore.Put(db, new Rotation("oncall", Story.Start.AddHours(-12), TimeSpan.FromHours(8), ["ani", "budi", "citra"]), "UTC");
            return true;
        });
        story.Route("all", "", (0, ["rotation:oncall"]));
        story.Receive(1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(60);
        Assert.Equal(["budi@wa"], story.Delivery.Channels[0].Sent.Select(sent => sent.Recipient));
        await story.PassForAsync(90);
        Assert.Equal(["budi@wa", "citra@wa"], story.Delivery.Channels[0].Sent.Select(sent => sent.Recipient));
        Assert.Contains("next_contact", story.Decisions());
    }

    [Fact]
    public async Task Where_nobody_of_a_step_can_be_reached_the_next_step_is_taken_at_once()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa");
        story.Person("boss", "tg");
        story.Route("all", "", (0, ["contact:budi"]), (3600, ["contact:boss"]));
        story.Receive(1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(150);
        Assert.Equal(["budi@wa"], story.Delivery.Channels[0].Sent.Select(sent => sent.Recipient));
        Assert.Equal(["boss@tg"], story.Delivery.Channels[1].Sent.Select(sent => sent.Recipient));
        Assert.Contains("hastened", story.Decisions());
    }

    [Fact]
    public async Task An_incident_that_somebody_has_is_not_carried_further()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa");
        story.Person("boss", "tg");
        story.Route("all", "", (0, ["contact:budi"]), (3600, ["contact:boss"]));
        story.Receive(1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical));
        await story.PassForAsync(60);
        story.Do(db => Collector.Alerts.Incidents.IncidentActions.Acknowledge(db, 1, Alerts.People.Budi, story.Clock.Now));
        await story.PassForAsync(600);
        Assert.Empty(story.Delivery.Channels[1].Sent);
    }

    [Fact]
    public async Task Two_people_with_one_address_hear_it_there_once()
    {
        using var story = DeliveryStory.TwoWays();
        story.Do(db =>
        {
            foreach (var id in (string[])["ani", "budi"])
            {
                ContactStore.Put(db, new ContactEntry(id, id, "en", "UTC", "operator", null, IsVip: false, [new ContactAddress("wa", $"{id}@wa"), new ContactAddress("tg", "team@tg")]));
            }

            return true;
        });
        story.Queue("ani", "problem 1", incident: 1);
        story.Queue("budi", "problem 1", incident: 1);
        await story.SendForAsync(300);
        Assert.Single(story.Delivery.Channels[1].Sent);
    }

    [Fact]
    public async Task A_channel_that_was_taken_out_of_the_config_is_no_way()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "old", "tg");
        story.Person("citra", "old");
        story.Queue("budi", "problem 1", channel: "old");
        story.Queue("citra", "problem 2", channel: "old");
        await story.SendForAsync(120);
        Assert.Equal(["tg budi@tg problem 1"], story.Sent());
        Assert.Equal(["failed", "queued", "accepted"], story.States());
    }

    [Fact]
    public async Task Beyond_the_months_sum_only_criticals_go_and_the_others_take_another_way()
    {
        using var story = new Story(delivery: new StoryDelivery
        {
            Channels = [new StoryChannel("wa", cost: 0.5m), new StoryChannel("tg")],
            MonthlyCaps = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["wa"] = 5m },
        });
        story.Person("budi", "wa", "tg");
        foreach (var number in Enumerable.Range(1, 12)) story.Queue("budi", $"problem {number}");
        await story.SendAllAsync();
        Assert.Equal((10, 2), (story.Delivery.Channels[0].Sent.Count, story.Delivery.Channels[1].Sent.Count));
        Assert.Equal(["cap_noted", "cap_noted", "fell_back", "fell_back"], story.Decisions().Order(StringComparer.Ordinal));
        story.Queue("budi", "grave", severity: Severity.Critical);
        await story.SendAllAsync();
        Assert.Equal("grave", story.Delivery.Channels[0].Last.Text);
        story.After(TimeSpan.FromDays(15).TotalSeconds);
        story.Queue("budi", "next month");
        await story.SendAllAsync();
        Assert.Equal("next month", story.Delivery.Channels[0].Last.Text);
        Assert.Equal([6_000_000], story.Query<long>("SELECT cost_micro FROM channel_states WHERE channel = 'wa'"));
    }
}
