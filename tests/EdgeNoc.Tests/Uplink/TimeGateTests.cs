using System.Collections.Concurrent;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Uplink;

/// <summary>What leaves while nobody knows the time.</summary>
public sealed class TimeGateTests
{
    private const string Site = "kdr-03";
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Until_the_first_ack_only_the_alerts_table_leaves_and_after_five_seconds_everything()
    {
        var (clock, gate) = (Unsynced(), new TimeGate());
        gate.Connected(TimeSpan.FromSeconds(100));
        var waiting = new Waiting(Events: true, Tables: true, Live: true, Backlog: true) { Alerts = false };
        Assert.False(gate.Open(clock, TimeSpan.FromSeconds(104)).Of(waiting).Any);
        Assert.Equal(new Waiting(false, true, false, false), gate.Open(clock, TimeSpan.FromSeconds(104)).Of(waiting with { Alerts = true }) with { Alerts = false });
        Assert.Equal(OpenLanes.All, gate.Open(clock, TimeSpan.FromSeconds(105)));
        Assert.Equal(ClockState.Estimated, clock.State);
    }

    [Fact]
    public void While_the_collector_says_that_ours_is_hours_ahead_points_are_kept_and_events_go()
    {
        var (clock, gate) = (Unsynced(), new TimeGate());
        gate.Connected(TimeSpan.Zero);
        clock.Hear(Start.AddDays(-14));
        Assert.False(gate.Open(clock, TimeSpan.FromSeconds(4)).Events);
        Assert.Equal(new OpenLanes(Events: true, Tables: true, Live: false, Backlog: false), gate.Open(clock, TimeSpan.FromSeconds(5)));
        Assert.Equal(Start, clock.Now);
    }

    [Fact]
    public async Task The_first_ack_tells_the_time_that_everything_else_leaves_with()
    {
        using var stores = new EdgeStores(machine: new TestClock { State = ClockState.Unsynced });
        var link = new ListLink();
        var status = new StatusMessage(AgentState.Online, stores.Boot.Boot);
        await using var loop = new UplinkLoop(Site, stores.Events, stores.Telemetry, stores.Clock, new Random(1), () => status, NullLogger.Instance);
        stores.Events.Commit([EdgeStores.Event(1, at: stores.Clock.Now)], []);
        stores.WriteBatch(1);
        loop.Start(link);
        loop.OnConnected(new BrokerAddress("noc", 8883, Tls: true));
        await SettleAsync(loop);
        Assert.Equal([Topics.Status(Site), Topics.Table(Site, "site", "alerts")], link.Sent.Select(message => message.Topic));
        // Nobody knows the time: a status that told ours would make the collector complain about it.
        Assert.Null(link.Sent.First().Property("sent"));
        link.Sent.Clear();
        loop.OnMessage(new MqttMessage(Topics.Ack(Site), System.Text.Encoding.UTF8.GetBytes($$"""{"boot":"{{stores.Boot.Boot}}","tables":"1","now":"2026-12-04T05:00:00.000Z"}""")));
        await SettleAsync(loop);
        var sent = link.Sent.Single(message => message.Topic == Topics.Events(Site));
        Assert.Equal("2026-12-04T05:00:00.000Z", sent.Property("sent"));
        Assert.Contains("\"at\":\"2026-12-04T05:00:00.000Z\"", System.Text.Encoding.UTF8.GetString(sent.Payload.Span), StringComparison.Ordinal);
        Assert.Contains(link.Sent, message => message.Topic == Topics.Telemetry(Site));
    }

    private static async Task SettleAsync(UplinkLoop loop)
    {
        for (var i = 0; i < 3; i++) await loop.DrainAsync(TimeSpan.Zero).WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static EdgeClock Unsynced()
    {
        var time = new AdjustableTime(Start);
        return new EdgeClock(time, () => time.GetTimestamp() / TimeSpan.TicksPerMillisecond, () => ClockState.Unsynced);
    }

    private sealed class ListLink : IBrokerLink
    {
        public ConcurrentQueue<MqttMessage> Sent { get; } = [];

        public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
        {
            Sent.Enqueue(message);
            return Task.FromResult(PublishOutcome.Accepted);
        }
    }
}
