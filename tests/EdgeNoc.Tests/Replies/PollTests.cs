using EdgeNoc.Collector.Channels.Telegram;
using EdgeNoc.Collector.Replies;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Replies;

/// <summary>A channel that is asked, against the simulated Telegram.</summary>
public sealed class PollTests
{
    [Fact]
    public async Task What_people_write_to_a_bot_is_asked_for_carried_out_once_and_forgotten_there_only_when_it_is_stored()
    {
        using var desk = new Desk();
        await desk.CutAsync();

        // The simulated Telegram dates everything so.
        desk.Story.Clock.Now = DateTimeOffset.FromUnixTimeSeconds(1_771_854_964 + 60);
        desk.Contact("tari", "operator", "id", ("my-telegram", "777"));
        await using var gateway = await ProviderRig.GatewayAsync();
        using var channel = new TelegramChannel((TelegramSettings)ProviderRig.Settings("telegram", gateway.Address) with { WebhookSecret = null }, TimeProvider.System);
        gateway.Telegram.Write(777, 777, "terima 1");
        gateway.Telegram.Write(999, 999, "unack 1");
        var (first, second) = (Loop(), Loop());
        await first.StepAsync(channel, TimeSpan.Zero, default);
        Assert.Equal(["tari telegram incident.ack 1 done", "999 telegram reply release unknown_sender"], desk.Audit());

        // As a process that was killed: it goes on where the stored cursor says.
        gateway.Telegram.Write(777, 777, "lepas 1");
        await second.StepAsync(channel, TimeSpan.Zero, default);
        await second.StepAsync(channel, TimeSpan.Zero, default);
        Assert.Equal("tari telegram incident.unack 1 done", desk.Audit()[^1]);
        Assert.Equal(3, desk.Audit().Count);
        Assert.Equal(["777 #1: ditangani tari. Yang lain tidak dihubungi lagi", "777 #1: tidak lagi ditangani siapa pun"],
            desk.Story.Query<string>("SELECT recipient || ' ' || content FROM outbox WHERE purpose = 'reply' ORDER BY id"));

        PollLoop Loop() => new(desk.Story.Database, [channel], desk.Inbox(channel), TimeProvider.System, NullLogger<PollLoop>.Instance);
    }
}
