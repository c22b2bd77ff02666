using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Uplink;

/// <summary>The whole way with a real broker that dies in the middle and a collector that withholds acks.</summary>
public sealed class UplinkStoryTests
{
    private const string Site = "kdr-03";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Killing_the_broker_in_the_middle_loses_nothing_and_the_acks_empty_the_outbox()
    {
        var directory = RigDirectory.New("uplink");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        // The ack of the first table tells the time, without which nothing else leaves for 5 s.
        await using var collector = new FakeCollector(broker, Site) { Acks = (kind, seq) => kind == TopicKind.Table || seq % 2 == 0 };
        await WaitFor.TrueAsync(() => collector.IsConnected, Patience, "the collector's connection");
        await using var agent = new Agent(directory, broker);

        agent.Write(1, 400);
        agent.Raise(1, 5);
        await WaitFor.TrueAsync(() => collector.Points.Count >= 150 && !collector.Events.IsEmpty, Patience, "points until eight messages wait for their acks");
        broker.Kill();
        agent.Write(401, 800);
        agent.Raise(6, 9);
        await WaitFor.TrueAsync(() => agent.Telemetry.TelemetryDepth().Rows > 0 && agent.Store.Rows > 0, Patience, "telemetry on disk");
        collector.Acks = (_, _) => true;
        await broker.StartAsync();
        agent.Write(801, 1_000);
        await WaitFor.TrueAsync(() => agent.IsEmpty, Patience, $"an empty outbox ({agent.Telemetry.TelemetryDepth()}, {agent.Events.Depth()})");

        Assert.Equal(Enumerable.Range(1, 1_000).Select(number => (long)number), collector.Points.Keys.Order());
        Assert.Equal(Enumerable.Range(1, 9).Select(number => (long)number), collector.Events);
        Assert.All(collector.Payloads, message => Assert.Single(message.Value));
        Assert.Contains(WireProperties.LaneBacklog, collector.Lanes, StringComparer.Ordinal);
        Assert.Equal(9, collector.Alerts.Last().Rows.Count);
        Assert.Equal(agent.Boot.Boot, collector.Alerts.Last().Boot);
    }

    [Fact]
    public async Task Without_a_collector_sending_pauses_and_everything_goes_out_when_it_comes_back()
    {
        var directory = RigDirectory.New("uplink");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        await using var agent = new Agent(directory, broker);
        agent.Write(1, 50);
        agent.Raise(1, 3);
        await WaitFor.TrueAsync(() => agent.Loop.State.PauseReason is not null, Patience, "the pause");
        await using var collector = new FakeCollector(broker, Site);
        await WaitFor.TrueAsync(() => agent.IsEmpty && agent.Loop.State.PauseReason is null, Patience, "everything acknowledged after the probe");
        Assert.Equal(50, collector.Points.Count);
        Assert.Equal([1L, 2L, 3L], collector.Events);
    }

    [Fact]
    public async Task A_planned_stop_drains_and_leaves_the_word_stopped()
    {
        var directory = RigDirectory.New("uplink");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        await using var collector = new FakeCollector(broker, Site);
        // An agent that finds nobody holds back, and a drain does not wait for that to end.
        await WaitFor.TrueAsync(() => collector.IsConnected, Patience, "the collector's subscriptions");
        await using var agent = new Agent(directory, broker);
        await WaitFor.TrueAsync(() => collector.Statuses.Any(status => status.State == AgentState.Online), Patience, "the status online");
        agent.Write(1, 30);
        await agent.Loop.DrainAsync(TimeSpan.FromSeconds(10));
        Assert.True(agent.IsEmpty);
        await agent.Loop.StopAsync("a test");
        await agent.DisposeAsync();
        await WaitFor.TrueAsync(() => collector.Statuses.Last().State == AgentState.Stopped, Patience, "the status stopped");
        Assert.DoesNotContain(collector.Statuses, status => status.State == AgentState.Offline);
    }

    /// <summary>The stores, the loop and the session as the process joins them, without polling.</summary>
    private sealed class Agent : IAsyncDisposable
    {
        private readonly EdgeClock _clock = EdgeClock.OfSystem();
        private readonly MqttSession _session;
        private bool _disposed;

        public Agent(string directory, Mosquitto broker)
        {
            Boot = BootIdentity.New(_clock);
            Events = EventStore.Open(Path.Combine(directory, "events.db"), Boot, _clock, NullLogger.Instance);
            Store = TelemetryStore.Open(Path.Combine(directory, "telemetry.db"), Boot);
            Telemetry = new TelemetryOutbox(Store, Boot, _clock, Events, compress: true, NullLogger.Instance);
            var status = new StatusMessage(AgentState.Online, Boot.Boot);
            Loop = new UplinkLoop(Site, Events, Telemetry, _clock, new Random(1), () => status, NullLogger.Instance);
            var options = new MqttOptions
            {
                Brokers = [new BrokerAddress("127.0.0.1", broker.Port, Tls: false)],
                ClientId = Site,
                Subscriptions = UplinkLoop.Subscriptions(Site),
                Will = UplinkMessages.Of(Site, status with { State = AgentState.Offline }),
                MinReconnectDelay = TimeSpan.FromMilliseconds(50),
                MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
            };
            _session = new MqttSession(options, TimeProvider.System, new Random(2), NullLogger.Instance)
            {
                Connected = Loop.OnConnected,
                Disconnected = Loop.OnDisconnected,
                MessageReceived = Loop.OnMessage,
            };
            Telemetry.Start();
            Loop.Start(new Link(_session));
            _session.Start();
        }

        public BootIdentity Boot { get; }

        public EventStore Events { get; }

        public TelemetryStore Store { get; }

        public TelemetryOutbox Telemetry { get; }

        public UplinkLoop Loop { get; }

        public bool IsEmpty => Telemetry.TelemetryDepth().Rows + Telemetry.TablesDepth().Rows + Events.Depth().Rows == 0;

        /// <summary>Ten points a message.</summary>
        public void Write(long first, long last)
        {
            for (var number = first; number <= last; number += 10)
            {
                Telemetry.Write("olt-1", Enumerable.Range(0, 10).Select(i => (IPoint)new NumberedPoint(number + i)), _clock.Now);
                Telemetry.CloseBatch();
            }
        }

        public void Raise(long first, long last)
        {
            for (var number = first; number <= last; number++) Events.Commit([EdgeStores.Event(number, at: _clock.Now)], []);
        }

        public async ValueTask DisposeAsync()
        {
            if (_disposed) return;
            _disposed = true;
            await Loop.DisposeAsync();
            await _session.DisposeAsync();
            Telemetry.Dispose();
            Events.Dispose();
        }

        private sealed class Link(MqttSession session) : IBrokerLink
        {
            public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken) => session.PublishAsync(message, cancellationToken);
        }
    }
}
