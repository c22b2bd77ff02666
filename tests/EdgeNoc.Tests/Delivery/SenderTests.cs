using System.Net;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using MessageBox = EdgeNoc.Collector.Channels.Outbox;

namespace EdgeNoc.Tests.Delivery;

public sealed class SenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_channel_that_hangs_holds_up_no_other_and_no_other_recipient()
    {
        using var story = new Story();
        var (hung, well) = (new SlowChannel("hung"), new SlowChannel("well"));
        well.Open.SetResult();
        using var sender = Sender(story, [hung, well], TimeProvider.System);
        foreach (var number in Enumerable.Range(1, 20))
        {
            Queue(story, "hung", $"{number}");
            Queue(story, "well", $"{number}");
        }

        await sender.StartAsync(default);
        await WaitFor.TrueAsync(() => well.Done == 20, Patience, "the other channel's messages");
        Assert.Equal((2, 0), (hung.Begun, hung.Done));
        hung.Open.SetResult();
        await WaitFor.TrueAsync(() => hung.Done == 20, Patience, "the messages of the channel that hung");
        await sender.StopAsync(default);
        Assert.Equal(40, story.Query<int>("SELECT COUNT(*) FROM outbox WHERE state = 'accepted'").Single());
    }

    [Theory]
    [InlineData(GatewayBehaviour.ServerError, false)]
    [InlineData(GatewayBehaviour.StatusFalse, false)]
    [InlineData(GatewayBehaviour.Hang, true)]
    public async Task A_gateway_that_fails_for_ten_minutes_gets_each_message_once_after_its_repair(GatewayBehaviour behaviour, bool isInDoubt)
    {
        using var story = new Story();
        await using var gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "key" });
        gateway.Behaviour = behaviour;
        using var channel = new MpwaChannel(new MpwaSettings(new ChannelIdentity("mpwa", "mpwa"), gateway.SendUrl, "628111222333", TestSecret.Of("key")), TimeProvider.System, isInDoubt ? TimeSpan.FromMilliseconds(300) : Patience);
        using var sender = Sender(story, [channel], story.Clock);
        foreach (var number in Enumerable.Range(1, 3)) Queue(story, "mpwa", $"62812345678{number}");
        for (var second = 0; second < 600; second += 20)
        {
            while (await sender.SendNextAsync(default))
            {
            }

            story.After(20);
        }

        Assert.Empty(gateway.Messages);
        gateway.Behaviour = GatewayBehaviour.Works;
        for (var second = 0; second < 600; second += 20)
        {
            while (await sender.SendNextAsync(default))
            {
            }

            story.After(20);
        }

        Assert.Equal(["628123456781", "628123456782", "628123456783"], gateway.Messages.Select(message => message.To).Order(StringComparer.Ordinal));
        Assert.All(gateway.Messages, message => Assert.Equal(isInDoubt, message.Text.Contains(RepeatMark.In("en"), StringComparison.Ordinal)));
        Assert.Equal(["accepted", "accepted", "accepted"], story.States());
    }

    private static OutboxSender Sender(Story story, IReadOnlyList<IChannel> channels, TimeProvider time) => new(
        story.Database, channels, DeliveryRules.Of(channels, new Dictionary<string, decimal>(StringComparer.Ordinal), DeliveryRules.UsualDeadline, story.Rules), new ChannelHealth(time),
        new DeliveryTimes(), new Pulse(time), new Wakeups(), time, new Random(1), NullLogger<OutboxSender>.Instance);

    private static void Queue(Story story, string channel, string recipient) => story.Do(db =>
        MessageBox.Add(db, channel, recipient, new OutgoingText($"to:{recipient}", Purpose.Problem, null, $"message to {recipient}", story.Clock.Now), story.Clock.Now));

    private sealed class SlowChannel(string id) : IChannel
    {
        private int _begun;
        private int _done;

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Begun => Volatile.Read(ref _begun);

        public int Done => Volatile.Read(ref _done);

        public string Id => id;

        public string Provider => id;

        public ChannelCapabilities Can { get; } = new() { MaxChars = 4096 };

        public RecipientCheck Check(string recipient) => new RecipientCheck.Person(recipient);

        public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
        {
            Interlocked.Increment(ref _begun);
            await Open.Task.WaitAsync(ct);
            Interlocked.Increment(ref _done);
            return new SendOutcome.Accepted(null);
        }
    }
}
