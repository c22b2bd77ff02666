using System.Text.Json;
using System.Threading.Channels;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Alerts;

/// <summary>All parts as the collector runs them, with a gateway of its own and no broker.</summary>
public sealed class AlertsModuleTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _stateDir = Directory.CreateTempSubdirectory("edgenoc-module-").FullName;
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly Story _events = new(onDisk: false);
    private WebApplication _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _gateway = builder.Build();
        _gateway.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            _messages.Writer.TryWrite(body.RootElement.GetProperty("message").GetString()!);
            await context.Response.WriteAsync("""{"status":true,"msg":"Message sent successfully!"}""");
        });
        await _gateway.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _events.Dispose();
        Directory.Delete(_stateDir, recursive: true);
    }

    [Fact]
    public async Task An_event_becomes_an_ack_a_message_and_a_retained_incident_and_a_restart_repeats_nothing()
    {
        _events.Clock.Now = DateTimeOffset.UtcNow;
        var link = new FakeLink();
        using (var host = await StartAsync(link))
        {
            Accept(host, Event(1, EventState.Raised));
            Assert.Equal(1, (await link.Acks.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Seq);
            Assert.StartsWith("🔴 #1 DEMO-POP olt-1 0/3:7 CLIENT-007: down (timeout)", await NextMessageAsync(), StringComparison.Ordinal);
            Assert.Equal([1], await IncidentsAsync(link, list => list.Count > 0));

            // A broker that lost its retained messages gets them again.
            link.Reconnect();
            Assert.Equal([1], await IncidentsAsync(link, _ => true));
            var health = host.Services.GetServices<IHealthProbe>().Single(probe => probe.Name == "channel").Check();
            Assert.True(health.Healthy, health.Detail);
            await host.StopAsync();
        }

        link = new FakeLink();
        using (var host = await StartAsync(link))
        {
            Assert.Equal([1], await IncidentsAsync(link, _ => true));
            Accept(host, Event(2, EventState.Cleared));
            Assert.StartsWith("🟢 #1 DEMO-POP olt-1 0/3:7 CLIENT-007 restored after ", await NextMessageAsync(), StringComparison.Ordinal);
            Assert.Empty(await IncidentsAsync(link, list => list.Count == 0));
            await host.StopAsync();
        }

        Assert.False(_messages.Reader.TryRead(out _));
    }

    private async Task<IHost> StartAsync(FakeLink link)
    {
        var config = new CollectorConfig
        {
            Instance = "noc-test",
            StateDir = _stateDir,
            Listen = new Uri("http://127.0.0.1:0"),
            Broker = new BrokerConfig([], null, null, null),
            Influx = new InfluxConfig(new Uri("http://127.0.0.1:1"), "none", null, null),
            Alerts = new AlertsConfig { GroupWaitS = 1, MinSeverity = Severity.Low, Recipients = ["628123456789"] },
            Channels = [new MpwaSettings(new ChannelIdentity("mpwa", "mpwa"), new Uri($"{_gateway.Urls.First()}/send-message"), "628111", TestSecret.Of("key"))],
        };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ISitePublisher>(link).AddSingleton<IAcknowledger>(link).AddAlerts(config).AddDelivery(config);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private MqttMessage Event(int seq, EventState state) => new("", JsonSerializer.SerializeToUtf8Bytes([_events.Onu(7, state)], WireJson.Default.EdgeEventArray))
    {
        UserProperties = [new(WireProperties.Boot, Story.Boot.ToString()), new(WireProperties.Seq, $"{seq}")],
    };

    private static void Accept(IHost host, MqttMessage message) =>
        host.Services.GetServices<IMessageHandler>().Single(handler => handler.Kinds.Contains(TopicKind.Events)).Accept(new SiteTopic(Story.Site, TopicKind.Events), message);

    private async Task<string> NextMessageAsync() => await _messages.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The numbers in the next retained list that is as wanted.</summary>
    private static async Task<IEnumerable<long>> IncidentsAsync(FakeLink link, Func<IReadOnlyList<OpenIncident>, bool> wanted)
    {
        while (true)
        {
            var incidents = (await link.Incidents.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Incidents;
            if (wanted(incidents)) return incidents.Select(incident => incident.Number);
        }
    }

    private sealed class FakeLink : ISitePublisher, IAcknowledger
    {
        public event EventHandler? Connected;

        public Channel<MessageId> Acks { get; } = Channel.CreateUnbounded<MessageId>();

        public Channel<IncidentsMessage> Incidents { get; } = Channel.CreateUnbounded<IncidentsMessage>();

        public bool IsConnected => true;

        public DateTimeOffset? ConnectedSince { get; } = DateTimeOffset.UtcNow;

        public void Reconnect() => Connected?.Invoke(this, EventArgs.Empty);

        public void Acknowledge(string site, MessageId id) => Acks.Writer.TryWrite(id);

        public Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
        {
            Assert.Equal((Topics.Incidents(Story.Site), true), (topic, retain));
            Incidents.Writer.TryWrite(JsonSerializer.Deserialize(payload.Span, WireJson.Default.IncidentsMessage)!);
            return Task.FromResult(true);
        }
    }
}
