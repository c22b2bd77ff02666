using System.Threading.Channels;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Uplink;

/// <summary>The loop over a link of the test's own, in time that the test sets.</summary>
public sealed class UplinkLoopTests : IAsyncDisposable
{
    private const string Site = "kdr-03";
    private static readonly BrokerAddress Broker = new("noc", 8883, Tls: true);

    private readonly EdgeStores _stores = new();
    private readonly RecordingLink _link = new();
    private readonly UplinkLoop _loop;
    private OpenLanes _affordable = OpenLanes.All;

    public UplinkLoopTests()
    {
        var status = new StatusMessage(AgentState.Online, _stores.Boot.Boot);
        _loop = new UplinkLoop(Site, _stores.Events, _stores.Telemetry, _stores.Clock, new Random(1), () => status, NullLogger.Instance) { Affordable = () => _affordable };
        _loop.Start(_link);
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        _stores.Dispose();
    }

    [Fact]
    public async Task The_status_comes_first_and_again_every_60_s_without_any_ack()
    {
        _loop.OnConnected(Broker);
        Assert.Equal(Topics.Status(Site), (await _link.NextAsync()).Topic);
        Assert.Equal(Topics.Table(Site, "site", "alerts"), (await _link.NextAsync()).Topic);
        // The table is due again after 30 s (no ack), the status after 60 s.
        Assert.Equal(["30 tables/site/alerts", "60 status", "60 tables/site/alerts", "90 tables/site/alerts"], await SeenOver(seconds: 100));
    }

    [Fact]
    public async Task A_status_says_when_it_was_sent_and_the_will_does_not()
    {
        _loop.OnConnected(Broker);
        Assert.Equal("2026-11-20T05:00:00.000Z", (await _link.NextAsync(Topics.Status(Site))).Property("sent"));
        await SettleAsync();
        Advance(60);
        Assert.Equal("2026-11-20T05:01:00.000Z", (await _link.NextAsync(Topics.Status(Site))).Property("sent"));
        await SettleAsync();
        await _loop.StopAsync("a test");
        Assert.Equal("2026-11-20T05:01:00.000Z", (await _link.NextAsync(Topics.Status(Site))).Property("sent"));
        Assert.Null(UplinkMessages.Of(Site, new StatusMessage(AgentState.Offline, _stores.Boot.Boot)).Property("sent"));
    }

    [Fact]
    public async Task Events_go_one_message_at_a_time_and_the_same_again_after_30_s()
    {
        await ConnectedAsync();
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        var first = await _link.NextAsync(Topics.Events(Site));
        _stores.Events.Commit([EdgeStores.Event(2)], []);
        await SettleAsync();
        Advance(30);
        var again = await _link.NextAsync(Topics.Events(Site));
        Assert.Equal((first.Property("boot"), first.Property("seq")), (again.Property("boot"), again.Property("seq")));
        Assert.Equal(first.Payload.ToArray(), again.Payload.ToArray());
        Assert.NotEqual(first.Property("sent"), again.Property("sent"));
        Ack(MessageClass.Events, "1");
        Assert.Equal("2", (await _link.NextAsync(Topics.Events(Site))).Property("seq"));
    }

    [Fact]
    public async Task A_collector_that_comes_back_gets_at_once_what_it_may_have_missed()
    {
        await ConnectedAsync();
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        var missed = await _link.NextAsync(Topics.Events(Site));
        _loop.OnMessage(new MqttMessage(Topics.Incidents(Site), """{"at":"2026-11-20T05:00:00.000Z","incidents":[]}"""u8.ToArray()));
        var again = await _link.NextAsync(Topics.Events(Site));
        Assert.Equal(missed.Property("seq"), again.Property("seq"));
    }

    [Fact]
    public async Task Eight_telemetry_messages_wait_for_acks_and_each_ack_lets_one_more_go()
    {
        await ConnectedAsync();
        for (var number = 1; number <= 10; number++) _stores.WriteBatch(number);
        for (var seq = 1; seq <= 8; seq++) Assert.Equal(seq.ToString(System.Globalization.CultureInfo.InvariantCulture), (await _link.NextAsync(Topics.Telemetry(Site))).Property("seq"));
        await SettleAsync();
        Assert.Equal(0, _link.Unread);
        Ack(MessageClass.Telemetry, "3");
        Assert.Equal("9", (await _link.NextAsync(Topics.Telemetry(Site))).Property("seq"));
    }

    [Fact]
    public async Task After_a_reconnect_what_is_on_disk_goes_as_backlog_behind_what_is_new()
    {
        await ConnectedAsync();
        _stores.WriteBatch(1);
        await _link.NextAsync(Topics.Telemetry(Site));
        _stores.Telemetry.CommitNow();
        _loop.OnDisconnected(new MqttFault(MqttFaultKind.Lost, Broker, "gone"));
        _stores.WriteBatch(2);
        await ConnectedAsync();
        var live = await _link.NextAsync(Topics.Telemetry(Site));
        Assert.Equal(("2", "live", "1"), (live.Property("seq"), live.Property("lane"), live.Property("lines")));
        Advance(2);
        var backlog = await _link.NextAsync(Topics.Telemetry(Site));
        Assert.Equal(("1", "backlog"), (backlog.Property("seq"), backlog.Property("lane")));
    }

    [Fact]
    public async Task A_backlog_that_nobody_can_pay_for_waits_and_goes_when_the_main_way_is_back()
    {
        _affordable = OpenLanes.All with { Backlog = false };
        _stores.Telemetry.Hold("olt-1", [new NumberedPoint(1)], _stores.Time.GetUtcNow());
        _stores.Telemetry.CloseBatch();
        _stores.Telemetry.CommitNow();
        await ConnectedAsync();
        _stores.WriteBatch(2);
        Assert.Equal("2", (await _link.NextAsync(Topics.Telemetry(Site))).Property("seq"));
        Ack(MessageClass.Telemetry, "2");
        Ack(MessageClass.Tables, "1");
        Assert.DoesNotContain(await SeenOver(seconds: 20), seen => seen.EndsWith("telemetry", StringComparison.Ordinal));
        Assert.False(_loop.State.Pending);
        _affordable = OpenLanes.All;
        Advance(1);
        var late = await _link.NextAsync(Topics.Telemetry(Site));
        Assert.Equal(("1", "backlog"), (late.Property("seq"), late.Property("lane")));
    }

    [Fact]
    public async Task With_the_months_bytes_spent_events_the_alerts_table_and_the_heartbeat_still_leave()
    {
        _affordable = new OpenLanes(Events: true, Tables: false, Live: false, Backlog: false);
        await ConnectedAsync();
        Ack(MessageClass.Tables, "1");
        _stores.WriteBatch(1);
        _stores.Telemetry.Put("router-1", "ppp_active", new TableMessage(_stores.Time.GetUtcNow(), ["name"], [["alice"]]));
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        Assert.Equal("1", (await _link.NextAsync(Topics.Events(Site))).Property("seq"));
        Ack(MessageClass.Events, "1");
        var seen = (await SeenOver(seconds: 61)).Select(entry => entry.Split(' ')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["status", "tables/site/alerts"], seen);
        _affordable = OpenLanes.All;
        Advance(1);
        await _link.NextAsync(Topics.Table(Site, "router-1", "ppp_active"));
        Assert.Equal("1", (await _link.NextAsync(Topics.Telemetry(Site))).Property("seq"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_message_and_tries_again_later()
    {
        _link.Outcome = PublishOutcome.Refused;
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        await ConnectedAsync();
        await SettleAsync();
        Assert.NotNull(_loop.State.PauseReason);
        _link.Outcome = PublishOutcome.Accepted;
        Advance(8);
        Assert.Equal("1", (await _link.NextAsync(Topics.Events(Site))).Property("seq"));
        Assert.Equal(1, _stores.Events.Depth().Rows);
    }

    [Fact]
    public async Task Acks_from_hell_change_nothing()
    {
        await ConnectedAsync();
        _stores.WriteBatch(1);
        _stores.Events.Commit([EdgeStores.Event(1)], []);
        await _link.NextAsync(Topics.Telemetry(Site));
        foreach (var text in new[] { "", "{", "[[[[", """{"boot":"x"}""", $$"""{"boot":"{{Guid.NewGuid()}}","telemetry":"1-9223372036854775807","now":"2026-11-20T05:00:00Z"}""" })
            _loop.OnMessage(new MqttMessage(Topics.Ack(Site), System.Text.Encoding.UTF8.GetBytes(text)));
        await SettleAsync();
        Assert.Equal((1, 1), (_stores.Telemetry.TelemetryDepth().Rows, _stores.Events.Depth().Rows));
        Ack(MessageClass.Telemetry, "1");
        await SettleAsync();
        Assert.Equal((0, 1), (_stores.Telemetry.TelemetryDepth().Rows, _stores.Events.Depth().Rows));
    }

    private async Task ConnectedAsync()
    {
        _loop.OnConnected(Broker);
        await SettleAsync();
        _link.Forget(Topics.Status(Site), Topics.Table(Site, "site", "alerts"));
    }

    /// <summary>Returns when the loop has dealt with all inputs before: a drain is one more input, answered at once when its time is up.</summary>
    private async Task SettleAsync()
    {
        for (var i = 0; i < 3; i++) await _loop.DrainAsync(TimeSpan.Zero).WaitAsync(TimeSpan.FromSeconds(10));
    }

    private void Advance(double seconds) => _stores.Time.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<IReadOnlyList<string>> SeenOver(int seconds)
    {
        var seen = new List<string>();
        for (var second = 1; second <= seconds; second++)
        {
            Advance(1);
            await SettleAsync();
            while (_link.Unread > 0) seen.Add($"{second} {(await _link.NextAsync()).Topic[(Topics.Prefix.Length + Site.Length + 1)..]}");
        }

        return seen;
    }

    private void Ack(MessageClass messageClass, string numbers)
    {
        var json = $$"""{"boot":"{{_stores.Boot.Boot}}","{{messageClass.ToString().ToLowerInvariant()}}":"{{numbers}}","now":"2026-11-20T05:00:00.000Z"}""";
        _loop.OnMessage(new MqttMessage(Topics.Ack(Site), System.Text.Encoding.UTF8.GetBytes(json)));
    }

    private sealed class RecordingLink : IBrokerLink
    {
        private readonly Channel<MqttMessage> _sent = Channel.CreateUnbounded<MqttMessage>();

        public PublishOutcome Outcome { get; set; } = PublishOutcome.Accepted;

        public int Unread => _sent.Reader.Count;

        public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
        {
            _sent.Writer.TryWrite(message);
            return Task.FromResult(Outcome);
        }

        public async Task<MqttMessage> NextAsync() => await _sent.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        /// <summary>The next on a topic; what comes before it on others is passed over.</summary>
        public async Task<MqttMessage> NextAsync(string topic)
        {
            while (true)
            {
                var message = await NextAsync();
                if (message.Topic == topic) return message;
            }
        }

        /// <summary>Drops what the connection itself brings, when it comes next.</summary>
        public void Forget(params ReadOnlySpan<string> topics)
        {
            while (_sent.Reader.TryPeek(out var next) && topics.Contains(next.Topic)) _sent.Reader.TryRead(out _);
        }
    }
}
