using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Delivery;

/// <summary>A gateway that fails for the full ten minutes, with everything that watches it.</summary>
public sealed class LongOutageTests
{
    public static TheoryData<string> Ways => ["500", "status false", "hangs"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_ten_minutes_each_message_goes_once_and_nothing_is_said_of_the_channel_through_itself(string how)
    {
        using var story = new Story();
        var watcher = new Watcher(story.Database, [new ChannelIdentity("mpwa", "mpwa")], new DatabaseState(story.Clock, NullLogger<DatabaseState>.Instance), story.Health);
        story.Channel.Answer = () => how switch
        {
            "500" => new SendOutcome.TryAgain("HTTP 500"),
            "status false" => new SendOutcome.TryAgain("the gateway says: Sender not connected"),
            _ => new SendOutcome.InDoubt("no answer within 20 s"),
        };
        story.Receive(1, story.PonDown("0/1", Raised, 28));
        await PassAsync(story, watcher, 240);
        story.Receive(2, story.PonDown("0/2", Raised, 28, olt: "olt-2"));
        await PassAsync(story, watcher, 180);
        story.Receive(3, story.PonBack("0/1", 28, 28));
        await PassAsync(story, watcher, 180);
        Assert.Equal(["channel/mpwa refused"], story.Query<string>("SELECT entity || ' ' || reason FROM alerts WHERE kind = 'channel.down' AND cleared_ms IS NULL"));
        Assert.NotEmpty(story.TakeSent());
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        await PassAsync(story, watcher, 600);
        Assert.Equal(["🔴 #1", "🔴 #3", "🟢 #1"], story.Headlines.Select(line => string.Join(' ', line.Split(' ')[..2])).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(story.Texts, text => text.Contains("channel", StringComparison.Ordinal));
        Assert.Empty(story.Query<string>("SELECT kind FROM alerts WHERE kind = 'channel.down' AND cleared_ms IS NULL"));
        Assert.DoesNotContain("queued", story.States());

        // A gateway that never answered may have sent it for all we know; one that refused did not. The end was never tried.
        var marked = story.Headlines.Where(line => line.EndsWith(RepeatMark.In("en"), StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);
        Assert.Equal(how == "hangs" ? (string[])["🔴", "🔴"] : [], marked);
    }

    [Theory]
    [InlineData("id", "(mungkin terkirim dua kali)")]
    [InlineData("pt", "(pode ser repetida)")]
    public async Task The_mark_of_a_repeat_is_in_its_readers_language(string language, string mark)
    {
        using var story = new Story();
        story.Contact("reader", language: language);
        story.Route("all", "", (0, ["contact:reader"]));
        story.Channel.Answer = () => new SendOutcome.InDoubt("no answer");
        story.Receive(1, story.PonDown("0/1", Raised, 28));
        await story.PassForAsync(31);
        story.Channel.Answer = () => new SendOutcome.Accepted(null);
        await story.PassForAsync(30);
        Assert.EndsWith($" {mark}", story.Headlines.Last(), StringComparison.Ordinal);
    }

    private static async Task PassAsync(Story story, Watcher watcher, double seconds)
    {
        for (var end = story.Clock.Now.AddSeconds(seconds); story.Clock.Now < end;)
        {
            watcher.Run(story.Clock.Now);
            await story.PassForAsync(5);
        }
    }
}
