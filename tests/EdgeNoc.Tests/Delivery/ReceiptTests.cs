using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Delivery;

public sealed class ReceiptTests
{
    [Theory]
    [InlineData("sent delivered read", "accepted read")]
    [InlineData("read delivered sent", "accepted read")]
    [InlineData("delivered delivered", "accepted delivered")]
    [InlineData("delivered failed", "accepted delivered")]
    [InlineData("failed delivered", "failed failed")]
    [InlineData("sent", "accepted")]
    public async Task They_may_come_in_any_order(string states, string expected)
    {
        using var story = await AcceptedAsync("wamid.1");
        foreach (var state in states.Split(' ')) story.Receive("wa", Receipt("wamid.1", state));
        Assert.Equal([expected], story.States());
    }

    [Fact]
    public async Task One_that_comes_before_the_answer_is_kept_for_it()
    {
        using var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa");
        story.Queue("budi", "problem 1");
        story.Delivery.Channels[0].Answer = () =>
        {
            story.Receive("wa", Receipt("wamid.1", "delivered"));
            return new SendOutcome.Accepted("wamid.1");
        };
        await story.SendAllAsync();
        Assert.Equal(["accepted delivered"], story.States());
        Assert.Equal(0, story.Query<int>("SELECT COUNT(*) FROM early_receipts").Single());
    }

    [Fact]
    public async Task One_that_nobody_ever_asked_for_is_forgotten()
    {
        using var story = await AcceptedAsync("wamid.1");
        story.Receive("wa", Receipt("wamid.unknown", "failed"), Receipt("wamid.other", "delivered"));
        story.After(660);
        story.Receive("wa", Receipt("wamid.new", "delivered"));
        Assert.Equal(["wamid.new"], story.Query<string>("SELECT provider_id FROM early_receipts"));
        Assert.Equal(["accepted"], story.States());
    }

    [Fact]
    public async Task A_message_is_found_by_its_second_id_and_by_our_own_name_for_it()
    {
        using var story = await AcceptedAsync(null);
        story.Receive("wa", Receipt("state-7", "sent") with { Reference = "message/1", AlsoKnownAs = "state-7" });
        story.Receive("wa", Receipt("state-7", "delivered"));
        Assert.Equal(["accepted delivered"], story.States());
    }

    [Fact]
    public async Task Another_channel_does_not_confirm_what_is_not_its_own()
    {
        using var story = await AcceptedAsync("7");
        story.Receive("tg", Receipt("7", "delivered") with { Reference = "message/1" });
        Assert.Equal(["accepted"], story.States());
    }

    [Fact]
    public async Task One_that_asks_for_another_attempt_gets_it_and_as_template_where_the_window_is_closed()
    {
        using var story = await AcceptedAsync("wamid.1");
        story.Receive("wa", Receipt("wamid.1", "failed") with { Failure = new SendOutcome.TryAgain("24 hours are over", Of: FaultOf.Window) });
        Assert.Equal(["queued"], story.States());
        Assert.Equal([1], story.Query<int>("SELECT as_template FROM outbox"));
        await story.SendAllAsync();
        Assert.Equal(["accepted"], story.States());
    }

    [Fact]
    public async Task Counts_of_a_channel_survive_a_restart()
    {
        using var story = await AcceptedAsync("wamid.1");
        story.Receive("wa", Receipt("wamid.1", "delivered"), Receipt("wamid.1", "read"));
        await story.RestartAsync();
        Assert.Equal(["1 1 0"], story.Query<string>("SELECT sent || ' ' || delivered || ' ' || failed FROM channel_states WHERE channel = 'wa'"));
    }

    private static Receipt Receipt(string id, string state) => new(id, Enum.Parse<ReceiptState>(state, ignoreCase: true), Story.Start)
    {
        Failure = state == "failed" ? new SendOutcome.Never("this number has no WhatsApp") : null,
    };

    private static async Task<Story> AcceptedAsync(string? id)
    {
        var story = DeliveryStory.TwoWays();
        story.Person("budi", "wa");
        story.Queue("budi", "problem 1");
        story.Delivery.Channels[0].Answer = () => new SendOutcome.Accepted(id);
        await story.SendAllAsync();
        return story;
    }
}
