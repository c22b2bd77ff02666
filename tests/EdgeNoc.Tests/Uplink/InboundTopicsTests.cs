using System.Text;
using System.Threading.Channels;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Uplink;

/// <summary>Further topics: in order, apart, bounded.</summary>
public sealed class InboundTopicsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_a_topic_come_in_order_and_wait_for_their_handler()
    {
        await using var topics = Make(maxWaiting: 8);
        for (var number = 1; number <= 5; number++) Assert.True(topics.TryTake(Message("a", $"{number}")));
        Assert.Equal(["1", "2", "3", "4", "5"], await HearAsync(topics, "a", 5));
    }

    [Fact]
    public async Task A_topic_that_nobody_named_is_left_to_the_uplink()
    {
        await using var topics = Make(maxWaiting: 1);
        Assert.False(topics.TryTake(Message("c", "1")));
    }

    [Fact]
    public async Task Of_too_many_the_newest_are_kept_and_one_that_is_too_large_is_dropped()
    {
        await using var topics = Make(maxWaiting: 2);
        foreach (var text in new[] { "1", "2", "3", new string('x', 11) }) Assert.True(topics.TryTake(Message("a", text)));
        Assert.Equal(["2", "3"], await HearAsync(topics, "a", 2));
    }

    [Fact]
    public async Task A_handler_that_fails_or_hangs_stops_neither_the_next_message_nor_another_topic()
    {
        await using var topics = Make(maxWaiting: 8);
        topics.Hear("b", (_, ct) => Task.Delay(Timeout.Infinite, ct));
        topics.TryTake(Message("b", "1"));
        var heard = Channel.CreateUnbounded<string>();
        topics.Hear("a", (message, _) => Text(message) == "1" ? throw new InvalidOperationException("on purpose") : heard.Writer.WriteAsync(Text(message), Ct).AsTask());
        topics.TryTake(Message("a", "1"));
        topics.TryTake(Message("a", "2"));
        Assert.Equal("2", await heard.Reader.ReadAsync(Ct));
    }

    private static InboundTopics Make(int maxWaiting) => new([new("a", MaxBytes: 10, maxWaiting), new("b", MaxBytes: 10, maxWaiting)], NullLogger.Instance);

    private static MqttMessage Message(string topic, string text) => new(topic, Encoding.UTF8.GetBytes(text));

    private static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    private static async Task<List<string>> HearAsync(InboundTopics topics, string topic, int count)
    {
        var heard = Channel.CreateUnbounded<string>();
        topics.Hear(topic, (message, _) => heard.Writer.WriteAsync(Text(message), Ct).AsTask());
        var texts = new List<string>();
        while (texts.Count < count) texts.Add(await heard.Reader.ReadAsync(Ct));
        return texts;
    }
}
