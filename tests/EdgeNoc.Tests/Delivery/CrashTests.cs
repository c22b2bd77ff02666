using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Delivery;

/// <summary>The process ends after each commit, and in the middle of each send, once a run.</summary>
public sealed class CrashTests
{
    private const int MostPoints = 400;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Wherever_it_ends_nothing_is_lost_and_only_what_was_in_doubt_is_sent_twice_and_says_so()
    {
        var points = 0;
        var doubled = 0;
        for (var point = 1; point <= MostPoints; point++)
        {
            var run = await RunAsync(point);
            if (!run.Crashed) break;
            points++;
            doubled += run.Repeats;
        }

        // Two recipients, problem and end of two incidents, one by a second channel: if the run had become shorter it would prove less.
        Assert.InRange(points, 40, MostPoints - 1);
        Assert.True(doubled > 0);
    }

    private static async Task<(bool Crashed, int Repeats)> RunAsync(int point)
    {
        using var story = new Story(onDisk: true, delivery: new StoryDelivery { Channels = [new StoryChannel("wa", receipts: true), new StoryChannel("tg")] });
        story.Person("ani", "wa", "tg");
        story.Person("budi", "wa");
        story.Route("all", "", (0, ["contact:ani", "contact:budi"]));
        var crash = new Crash(story, point);

        // Ani's telephone confirms nothing, so hers go on by the other channel.
        story.Delivery.Channels[0].Answer = () =>
        {
            crash.Pass();
            return new SendOutcome.Accepted(null, IsDelivered: story.Delivery.Channels[0].Last.Recipient == "budi@wa");
        };
        story.Delivery.Channels[1].Answer = () =>
        {
            crash.Pass();
            return new SendOutcome.Accepted(null);
        };
        await crash.SurviveAsync(() => Receive(story, 1, story.Event("pon.down", Raised, "olt-1", "pon/0/3", Severity.Critical)));
        await crash.SurviveAsync(() => Receive(story, 2, story.Event("device.unreachable", Raised, "olt-2", "device", Severity.Critical)));
        await PassAsync(story, crash, 150, every_s: 15);
        await crash.SurviveAsync(() => Receive(story, 3, story.Event("pon.down", Cleared, "olt-1", "pon/0/3", Severity.Critical)));
        await crash.SurviveAsync(() => Receive(story, 4, story.Event("device.unreachable", Cleared, "olt-2", "device", Severity.Critical)));
        await PassAsync(story, crash, 300, every_s: 30);
        crash.Disarm();

        foreach (var recipient in (string[])["ani@wa", "ani@tg", "budi@wa"])
        {
            var texts = story.Delivery.Channels.SelectMany(channel => channel.Sent).Where(sent => sent.Recipient == recipient).Select(sent => sent.Text.Split('\n')[0]).ToList();
            var where = string.Create(CultureInfo.InvariantCulture, $"point {point}, {recipient}: {string.Join(" | ", texts)}");
            Assert.Distinct(texts.Where(text => !text.Contains(RepeatMark.In("en"), StringComparison.Ordinal)));
            foreach (var number in (string[])["#1", "#2"])
            {
                Assert.True(Count(texts, "🔴", number) == 1, where);
                if (recipient != "ani@wa") Assert.True(Count(texts, "🟢", number) == 1, where);
            }
        }

        var repeats = story.Delivery.Channels.SelectMany(channel => channel.Sent).Count(sent => sent.Text.Contains(RepeatMark.In("en"), StringComparison.Ordinal));
        Assert.InRange(repeats, 0, 1);
        Assert.DoesNotContain("queued", story.States());
        return (crash.Happened, repeats);

        // The mark is what makes a second one bearable.
        static int Count(IEnumerable<string> texts, string icon, string number) =>
            texts.Where(text => text.StartsWith(icon, StringComparison.Ordinal) && text.Contains($"{number} ", StringComparison.Ordinal))
                .Select(text => text.Replace($" {RepeatMark.In("en")}", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count();
    }

    private static Task Receive(Story story, long seq, EdgeEvent happened)
    {
        story.Receive(seq, happened);
        return Task.CompletedTask;
    }

    private static async Task PassAsync(Story story, Crash crash, int seconds, int every_s)
    {
        for (var second = 0; second < seconds; second += every_s)
        {
            story.After(every_s);
            await crash.SurviveAsync(story.PassAsync);
        }
    }

    private sealed class Ended : OperationCanceledException;

    /// <summary>Ends the process at the n-th point, once.</summary>
    private sealed class Crash
    {
        private readonly Story _story;
        private int _left;

        public Crash(Story story, int point)
        {
            (_story, _left) = (story, point);
            _story.Database.Committed = Pass;
        }

        public bool Happened { get; private set; }

        public void Disarm() => _left = int.MaxValue;

        public void Pass()
        {
            if (Happened || --_left > 0) return;
            Happened = true;
            throw new Ended();
        }

        /// <summary>What the end interrupted is done again by the next process: an agent sends its events again, a pass is made again.</summary>
        public async Task SurviveAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception e) when (e is Ended or AggregateException)
            {
                await _story.RestartAsync();
                await work();
            }
        }
    }
}
