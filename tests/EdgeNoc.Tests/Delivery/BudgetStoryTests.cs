using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using FsCheck;
using FsCheck.Fluent;
using MessageBox = EdgeNoc.Collector.Channels.Outbox;

namespace EdgeNoc.Tests.Delivery;

public sealed partial class BudgetStoryTests
{
    [Fact]
    public async Task A_hundred_sites_in_one_minute_are_a_few_messages_that_name_them_all()
    {
        using var story = DeliveryStory.Paced();
        var times = Record(story);
        foreach (var number in Enumerable.Range(1, 100))
        {
            story.QueueTo("628111", number);
            story.QueueTo("628222", number);
            await story.SendForAsync(0.6, every_s: 0.6);
        }

        await story.SendForAsync(600);
        foreach (var recipient in (string[])["628111", "628222"])
        {
            Assert.Equal(Enumerable.Range(1, 100), Named(story, recipient));
            Assert.InRange(times[recipient].Count, 2, 8);
            Assert.All(times[recipient].Zip(times[recipient].Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(6)));
        }

        Assert.DoesNotContain("queued", story.States());
    }

    [Fact]
    public async Task A_digest_names_sites_as_the_messages_would_have_that_it_stands_for()
    {
        using var story = DeliveryStory.Paced();
        foreach (var number in Enumerable.Range(1, 30)) story.QueueTo("628111", number);
        await story.SendForAsync(1);
        Assert.Contains("POP-001 #1, POP-002 #2", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ends_of_what_a_digest_named_are_named_by_digests_too()
    {
        using var story = DeliveryStory.Paced();
        var times = Record(story);
        foreach (var number in Enumerable.Range(1, 60)) story.QueueTo("628111", number);
        await story.SendForAsync(60);
        Assert.Single(times["628111"]);
        story.Channel.Sent.Clear();
        foreach (var number in Enumerable.Range(1, 60))
        {
            story.QueueTo("628111", number, purpose: Purpose.Recovery);
            await story.SendForAsync(30, every_s: 5);
        }

        await story.SendForAsync(3600, every_s: 30);
        Assert.Equal(Enumerable.Range(1, 60), Named(story, "628111"));
        Assert.InRange(story.Channel.Sent.Count, 2, 8);
        Assert.All(story.Texts, text => Assert.StartsWith("🟢", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_forgets_no_budget()
    {
        using var story = DeliveryStory.Paced();
        for (var number = 1; number <= 30; number++)
        {
            story.QueueTo("628111", number);
            await story.RestartAsync();
            await story.SendAllAsync();
            story.After(20);
        }

        await story.SendForAsync(600, every_s: 10);
        Assert.InRange(story.Channel.Sent.Count, 14, 20);
        Assert.Equal(Enumerable.Range(1, 30), Named(story, "628111"));
    }

    [Fact]
    public async Task A_critical_passes_an_hour_that_is_used_up_but_not_the_six_seconds()
    {
        using var story = DeliveryStory.Paced();
        foreach (var number in Enumerable.Range(1, 20))
        {
            story.QueueTo("628111", number, Severity.Critical);
            await story.SendForAsync(6);
        }

        story.Channel.Sent.Clear();
        story.QueueTo("628111", 98);
        story.QueueTo("628111", 99, Severity.Critical);
        await story.SendForAsync(60);
        Assert.Equal(["headline 099"], story.Headlines);
        await story.SendForAsync(3600, every_s: 10);
        Assert.Equal(["headline 099", "headline 098"], story.Headlines);
    }

    [Fact]
    public async Task One_recipient_is_not_slowed_down_by_anothers_budget()
    {
        using var story = DeliveryStory.Paced();
        foreach (var number in Enumerable.Range(1, 50)) story.QueueTo("628111", number);
        await story.SendForAsync(12);
        story.QueueTo("628222", 51);
        await story.SendAllAsync();
        Assert.Equal("628222", story.Channel.Last.Recipient);
    }

    [Fact]
    public async Task Parts_of_a_long_message_count_and_keep_together()
    {
        using var story = DeliveryStory.Paced();
        var times = Record(story);
        var text = string.Join('\n', Enumerable.Range(1, 1200).Select(number => $"line {number:0000}"));
        story.Do(db => MessageBox.Add(db, "mpwa", "628111", new OutgoingText("incident:1", Purpose.Problem, 1, text, story.Clock.Now), story.Clock.Now));
        story.Do(db => MessageBox.Add(db, "mpwa", "628111", new OutgoingText("incident:1", Purpose.Recovery, 1, "over", story.Clock.Now), story.Clock.Now));
        await story.SendForAsync(60);
        Assert.Equal(["line 0001 (1/3)", "(2/3)", "(3/3)", "over"], story.Headlines.Select((line, index) => index is 1 or 2 ? line[^5..] : line));
        Assert.All(times["628111"].Zip(times["628111"].Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(6)));
        Assert.Equal(1200, story.Texts.SelectMany(part => part.Split('\n')).Select(line => line.Split(" (")[0]).Count(line => line.StartsWith("line", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Programs_get_each_message_at_once()
    {
        using var story = new Story(delivery: new StoryDelivery { Budget = Budget.Standard, Channels = [new StoryChannel { Can = new() { MaxChars = 4096, Paced = false } }] });
        foreach (var number in Enumerable.Range(1, 50)) story.QueueTo("noc", number);
        await story.SendAllAsync();
        Assert.Equal(50, story.Channel.Sent.Count);
    }

    /// <summary>Whatever comes when: the distance and the hour hold, each incident is named, and none ends before it began.</summary>
    [Fact]
    public void Budgets_hold_for_whatever_comes()
    {
        var arrival = from pause in Gen.Choose(0, 40) from number in Gen.Choose(1, 40) from critical in Gen.Choose(0, 9) from fails in Gen.Choose(0, 5) select (pause, number, critical == 0, fails == 0);
        Prop.ForAll(Gen.ListOf(arrival, 80).ToArbitrary(), arrivals => Holds([.. arrivals]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    private static async Task<bool> Holds(IReadOnlyList<(int Pause_s, int Number, bool IsCritical, bool Fails)> arrivals)
    {
        using var story = new Story(onDisk: false, delivery: new StoryDelivery { Budget = Budget.Standard });
        var sent = new List<(DateTimeOffset At, bool IsFree, string Text)>();
        var begun = new HashSet<int>();
        var fails = false;
        story.Channel.Answer = () =>
        {
            if (fails) return new Collector.Channels.SendOutcome.TryAgain("no");
            var text = story.Channel.Last.Text;
            var state = story.Query<string>("SELECT CASE WHEN severity = 'critical' AND purpose <> 'recovery' THEN 'free' ELSE '' END FROM outbox WHERE state = 'sending'").Single();
            sent.Add((story.Clock.Now, state.Length > 0, text));
            return new Collector.Channels.SendOutcome.Accepted(null);
        };
        foreach (var (pause, number, isCritical, fail) in arrivals)
        {
            fails = fail;
            story.QueueTo("628111", number, isCritical ? Severity.Critical : Severity.Medium, begun.Add(number) ? Purpose.Problem : Purpose.Recovery);
            if (!begun.Contains(number)) begun.Remove(number);
            await story.SendForAsync(pause, every_s: 3);
        }

        fails = false;
        await story.SendForAsync(3 * 3600, every_s: 60);
        var gaps = sent.Zip(sent.Skip(1)).All(pair => pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(6));
        var hours = sent.Where(one => !one.IsFree).All(one => sent.Count(other => other.At > one.At.AddHours(-1) && other.At <= one.At) <= 20);
        var named = sent.SelectMany(one => Numbers(one.Text)).ToHashSet();
        return gaps && hours && named.SetEquals(begun) && !story.States().Contains("queued");
    }

    /// <summary>When messages went to each recipient.</summary>
    private static Dictionary<string, List<DateTimeOffset>> Record(Story story)
    {
        var times = new Dictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal);
        story.Channel.Answer = () =>
        {
            if (!times.TryGetValue(story.Channel.Last.Recipient, out var own)) times[story.Channel.Last.Recipient] = own = [];
            own.Add(story.Clock.Now);
            return new Collector.Channels.SendOutcome.Accepted(null);
        };
        return times;
    }

    private static IEnumerable<int> Named(Story story, string recipient) =>
        story.Channel.Sent.Where(sent => sent.Recipient == recipient).SelectMany(sent => Numbers(sent.Text)).Distinct().Order();

    private static IEnumerable<int> Numbers(string text) => Number().Matches(text).Select(match => int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(headline 0*|#)(?<number>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
