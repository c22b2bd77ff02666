using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Stories;

/// <summary>The order of a stop as <c>agent/Uplink/README.md</c> writes it down, seen from outside: from the OLT, the broker and the folder.</summary>
public sealed class StopOrderTests
{
    private const string Site = "kdr-03";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_more_polls_then_what_nobody_acknowledges_to_disk_then_the_word_stopped_and_the_lock_is_free()
    {
        var folder = RigDirectory.New("stop");
        await using var olt = await OltServer.StartAsync(new OltServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(16, Pons: 2, Seed: 5),
        });
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        // Tables are acknowledged, or nobody knows the time; telemetry is not, so that the stop has to keep it.
        await using var collector = new OnlyTables(broker);
        await WaitFor.TrueAsync(() => collector.IsConnected, Patience, "the collector's subscriptions");
        await using var agent = Start(folder, olt, broker);
        await WaitFor.TrueAsync(() => olt.Ledger.Pages.Count >= 3 && collector.Statuses.Any(status => status.State == AgentState.Online), Patience, "three polls");

        agent.Signal(15);
        await agent.WaitForLineAsync("stopping: no more polls", Patience);
        await agent.WaitForLineAsync("stopped: [1-9][0-9]* messages and [0-9]+ events wait on disk", Patience);
        await WaitFor.TrueAsync(() => agent.HasExited, Patience, "the end");
        Assert.Equal(0, agent.ExitCode);
        var pages = olt.Ledger.Pages.Count;

        // The last word is 'stopped', and no will follows it.
        await WaitFor.TrueAsync(() => collector.Statuses.Last().State == AgentState.Stopped, Patience, "the word stopped");
        Assert.DoesNotContain(collector.Statuses, status => status.State == AgentState.Offline);
        Assert.Equal("stopped on this machine", collector.Statuses.Last().Reason);
        // Every page that was read is on disk: 16 ONUs of each.
        Assert.Equal(Values(olt, pages), Stored(folder));
        using var alive = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "state", "alive.json")));
        Assert.True(alive.RootElement.GetProperty("clean").GetBoolean());
        using var again = StateDirectory.Take(Path.Combine(folder, "state"));
        Assert.Null(again.Problem);
    }

    private static ManagedProcess Start(string folder, OltServer olt, Mosquitto broker)
    {
        var config = Path.Combine(folder, "agent.json");
        File.WriteAllText(Path.Combine(folder, "olt.pw"), "olt-secret\n");
        File.WriteAllText(config, JsonSerializer.Serialize(new
        {
            site = Site,
            state_dir = Path.Combine(folder, "state"),
            compress = false,
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{broker.Port}" } },
            devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = Path.Combine(folder, "olt.pw"), interval_s = 1 } },
        }));
        return ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, "agent.log") });
    }

    private static int Values(OltServer olt, int pages) => olt.Ledger.Pages.Take(pages).Sum(page => olt.Ledger.Slots.Count(slot => page.Up[slot.Index]));

    private static int Stored(string folder)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(folder, "state", "telemetry.db"), "NORMAL"));
        return database.Query("SELECT payload FROM messages", static row => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)))
            .Sum(text => text.Split('\n').Count(line => line.StartsWith("onu,", StringComparison.Ordinal) && line.Contains("online_s=", StringComparison.Ordinal)));
    }

    /// <summary>A collector whose database takes tables and nothing else: it listens to telemetry and acknowledges none.</summary>
    private sealed class OnlyTables : IAsyncDisposable
    {
        private readonly MqttSession _session;

        public OnlyTables(Mosquitto broker)
        {
            var options = new MqttOptions
            {
                Brokers = [new BrokerAddress("127.0.0.1", broker.Port, Tls: false)],
                ClientId = "collector",
                Subscriptions = [$"{Topics.Prefix}+/#"],
                MinReconnectDelay = TimeSpan.FromMilliseconds(50),
            };
            _session = new MqttSession(options, TimeProvider.System, new Random(3), NullLogger.Instance) { MessageReceived = Take };
            _session.Start();
        }

        public ConcurrentQueue<StatusMessage> Statuses { get; } = [];

        public bool IsConnected => _session.IsConnected;

        public ValueTask DisposeAsync() => _session.DisposeAsync();

        private void Take(MqttMessage message)
        {
            if (!Topics.TryParse(message.Topic, out var topic)) return;
            if (topic.Kind == TopicKind.Status) Statuses.Enqueue(JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.StatusMessage)!);
            if (topic.Kind != TopicKind.Table) return;
            var numbers = SequenceRanges.Of([long.Parse(message.Property(WireProperties.Seq)!, System.Globalization.CultureInfo.InvariantCulture)]);
            var ack = new AckMessage(Guid.Parse(message.Property(WireProperties.Boot)!), null, null, numbers, DateTimeOffset.UtcNow);
            _ = _session.PublishAsync(new MqttMessage(Topics.Ack(Site), JsonSerializer.SerializeToUtf8Bytes(ack, WireJson.Default.AckMessage)), CancellationToken.None);
        }
    }
}
