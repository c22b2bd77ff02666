using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;
using EdgeNoc.Tests.Alerts;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Channels;

public sealed class OutboxStoryTests
{
    [Fact]
    public async Task Killed_before_the_flush_the_group_is_told_by_the_next_process()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised));
        await story.RestartAsync();
        story.After(30);
        await story.PassAsync();
        Assert.Equal(["🔴 #1 DEMO-POP olt-1 0/3:1 CLIENT-001: down (timeout), 05:00 UTC"], story.Headlines);
    }

    [Fact]
    public async Task Killed_after_the_decision_the_message_is_sent_by_the_next_process_once()
    {
        using var story = new Story();
        QueueOne(story);
        await story.RestartAsync();
        await story.PassAsync();
        await story.RestartAsync();
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
        Assert.DoesNotContain("repeat", story.Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_while_sending_the_message_is_sent_once_more_and_says_so()
    {
        using var story = new Story();
        QueueOne(story);
        story.Channel.Answer = () => throw new OperationCanceledException("killed");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(story.PassAsync);
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        await story.RestartAsync();
        await story.PassAsync();
        await story.RestartAsync();
        await story.PassAsync();
        Assert.Equal(
            ["🔴 #1 DEMO-POP olt-1 0/3:1 CLIENT-001: down (timeout), 05:00 UTC", "🔴 #1 DEMO-POP olt-1 0/3:1 CLIENT-001: down (timeout), 05:00 UTC (may be a repeat)"],
            story.Headlines);
    }

    [Fact]
    public async Task Killed_between_clear_and_recovery_the_end_is_told_by_the_next_process()
    {
        using var story = new Story();
        QueueOne(story);
        await story.PassAsync();
        story.Receive(2, story.Onu(1, Cleared));
        await story.RestartAsync();
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        await story.RestartAsync();
        story.After(600);
        await story.PassAsync();
        Assert.Equal(["🔴", "🟢"], story.Headlines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_gateway_broken_for_ten_minutes_gets_each_message_once_it_is_repaired()
    {
        using var story = new Story();
        QueueOne(story);
        story.Channel.Answer = () => new SendOutcome.TryAgain("HTTP 500");
        for (var second = 0; second < 600; second += 5)
        {
            story.After(5);
            await story.PassAsync();
        }

        Assert.InRange(story.Channel.Sent.Count, 8, 16);
        story.Channel.Sent.Clear();
        story.Channel.Answer = () => new SendOutcome.Accepted("id-7");
        story.After(300);
        await story.PassAsync();
        story.After(300);
        await story.PassAsync();
        Assert.Single(story.Channel.Sent);
        Assert.DoesNotContain("repeat", story.Texts.Single(), StringComparison.Ordinal);
        Assert.Equal(["id-7"], story.Query<string>("SELECT provider_id FROM outbox WHERE state = 'accepted'"));
    }

    [Fact]
    public async Task A_lost_answer_makes_the_next_attempt_a_possible_repeat()
    {
        using var story = new Story();
        QueueOne(story);
        story.Channel.Answer = () => new SendOutcome.InDoubt("no answer");
        await story.PassAsync();
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        story.After(1);
        await story.PassAsync();
        Assert.Equal([false, true], story.Texts.Select(text => text.Contains("(may be a repeat)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_end_is_never_told_before_the_problem()
    {
        using var story = new Story();
        QueueOne(story);
        story.Channel.Answer = () => new SendOutcome.TryAgain("busy", After: TimeSpan.FromSeconds(Story.FlapWait_s + 85));
        await story.PassAsync();
        story.Receive(2, story.Onu(1, Cleared));
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        story.Channel.Sent.Clear();
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        Assert.Empty(story.Channel.Sent);
        story.After(85);
        await story.PassAsync();
        Assert.Equal(["🔴", "🟢"], story.Headlines.Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_was_not_told_of_the_problem_is_not_told_of_its_end(bool failedBeforeTheEnd)
    {
        using var story = new Story(recipients: ["628111", "bad"]);
        QueueOne(story);
        story.Channel.Answer = () => story.Channel.Sent[^1].Recipient == "bad" ? new SendOutcome.Never("no number") : new SendOutcome.Accepted(null);
        if (failedBeforeTheEnd) await story.PassAsync();
        story.Receive(2, story.Onu(1, Cleared));
        story.After(Story.FlapWait_s);
        await story.PassAsync();
        Assert.Equal(["628111", "bad", "628111"], story.Channel.Sent.Select(sent => sent.Recipient));
    }

    [Fact]
    public async Task A_success_brings_forward_what_waits_for_another_attempt()
    {
        using var story = new Story(recipients: ["628111", "628222"]);
        QueueOne(story);
        story.Channel.Answer = () => new SendOutcome.TryAgain("busy", After: story.Channel.Sent[^1].Recipient == "628111" ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(200));
        await story.PassAsync();
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        story.After(60);
        await story.PassAsync();
        Assert.Equal(["628111", "628222", "628111", "628222"], story.Channel.Sent.Select(sent => sent.Recipient));
    }

    [Fact]
    public async Task The_time_from_change_to_message_is_kept()
    {
        using var story = new Story();
        QueueOne(story);
        await story.PassAsync();
        Assert.Equal([DbTime.Ms(Story.Start)], story.Query<long>("SELECT change_ms FROM outbox"));
        Assert.Equal([DbTime.Ms(Story.Start.AddSeconds(30))], story.Query<long>("SELECT finished_ms FROM outbox"));
    }

    [Fact]
    public void The_channel_is_well_until_something_fails_or_waits_too_long()
    {
        var clock = new StoryClock(Story.Start);
        var health = new ChannelHealth(clock);
        Assert.True(health.Check().Healthy);
        health.Report("mpwa", null, Story.Start);
        Assert.True(health.Check().Healthy);
        clock.Now += TimeSpan.FromSeconds(61);
        Assert.Equal((false, "the oldest message waits for 1m 1s"), (health.Check().Healthy, health.Check().Detail));
        health.Report("mpwa", "HTTP 500", Story.Start);
        Assert.Equal("the oldest message waits for 1m 1s: HTTP 500", health.Check().Detail);
        health.Report("mpwa", null, null);
        Assert.True(health.Check().Healthy);
    }

    private static void QueueOne(Story story)
    {
        story.Receive(1, story.Onu(1, Raised));
        story.After(30);
        story.Step();
        Assert.Equal(story.Rules.Recipients.Count, story.Query<string>("SELECT state FROM outbox WHERE state = 'queued'").Count);
    }
}
