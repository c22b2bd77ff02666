using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using MessageBox = EdgeNoc.Collector.Channels.Outbox;

namespace EdgeNoc.Tests.Delivery;

/// <summary>Stories about messages alone: they are put into the outbox as the stages would.</summary>
internal static class DeliveryStory
{
    public static Story Paced(params string[] recipients) => new(delivery: new StoryDelivery { Budget = Budget.Standard }, recipients: recipients);

    /// <summary>Two channels without budgets; the first tells whether messages arrive.</summary>
    public static Story TwoWays(bool receipts = true) => new(delivery: new StoryDelivery { Channels = [new StoryChannel("wa", receipts), new StoryChannel("tg")] });

    /// <summary>Somebody with an address on each of these channels, called as he is.</summary>
    public static void Person(this Story story, string id, params string[] channels) => story.Do(db =>
    {
        ContactStore.Put(db, new ContactEntry(id, id, "en", "UTC", "operator", null, IsVip: false, [.. channels.Select(channel => new ContactAddress(channel, $"{id}@{channel}"))]));
        return true;
    });

    /// <summary>Queues a message to somebody's first address.</summary>
    public static long Queue(
        this Story story, string contact, string text, long? incident = null, Purpose purpose = Purpose.Problem, Severity severity = Severity.Medium, string channel = "wa", string? thread = null) =>
        story.Do(db => MessageBox.Add(
            db, channel, $"{contact}@{channel}",
            new OutgoingText(thread ?? (incident is { } number ? $"incident:{number}" : $"text:{text}"), purpose, incident, text, story.Clock.Now)
            {
                Contact = contact,
                Site = "demo-pop",
                Severity = severity,
            },
            story.Clock.Now));

    /// <summary>Queues to a recipient who is no contact.</summary>
    public static void QueueTo(this Story story, string recipient, int number, Severity severity = Severity.Medium, Purpose purpose = Purpose.Problem) => story.Do(db => MessageBox.Add(
        db, "mpwa", recipient,
        new OutgoingText($"incident:{number}", purpose, number, $"headline {number:000}\nbody of {number:000}", story.Clock.Now) { Site = $"pop-{number:000}", Severity = severity },
        story.Clock.Now));

    /// <summary>Sends all that may go now.</summary>
    public static async Task SendAllAsync(this Story story)
    {
        while (await story.Sender.SendNextAsync(default))
        {
        }
    }

    /// <summary>Lets time go by and sends what falls due meanwhile.</summary>
    public static async Task SendForAsync(this Story story, double seconds, double every_s = 1)
    {
        for (var end = story.Clock.Now.AddSeconds(seconds); story.Clock.Now < end;)
        {
            story.After(every_s);
            await story.SendAllAsync();
        }
    }

    public static void Receive(this Story story, string channel, params Receipt[] receipts) => story.Do(db =>
    {
        Receipts.Take(db, channel, receipts, story.DeliveryRules, story.Clock.Now);
        return true;
    });

    /// <summary>Every message that went out, as <c>wa budi@wa text</c>, by channel.</summary>
    public static List<string> Sent(this Story story) =>
        [.. story.Delivery.Channels.SelectMany(channel => channel.Sent.Select(sent => $"{channel.Id} {sent.Recipient} {sent.Text.Split('\n')[0]}"))];

    public static List<string> States(this Story story) => story.Query<string>("SELECT state || COALESCE(' ' || receipt, '') FROM outbox ORDER BY id");
}
