using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

/// <summary>A whole NOC of real parts with a database that can be made to misbehave, and one connection that speaks for any number of sites.</summary>
internal sealed class NocRig : IAsyncDisposable
{
    public const string Database = "edgenoc";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = RigDirectory.New("noc");
    private readonly ConcurrentDictionary<(string Site, string Class, long Seq), bool> _acked = new();
    private readonly int _httpPort = FreePort.Next();
    private MqttSession _sites = null!;

    public Mosquitto Broker { get; private set; } = null!;

    public InfluxDb Influx { get; private set; } = null!;

    public FaultyHttpProxy Proxy { get; private set; } = null!;

    public GatewayServer Gateway { get; private set; } = null!;

    public ManagedProcess Collector { get; private set; } = null!;

    public string DatabaseFile => Path.Combine(_folder, "state", "collector.db");

    public static async Task<NocRig> StartAsync()
    {
        var rig = new NocRig();
        rig.Broker = await Mosquitto.StartAsync(Path.Combine(rig._folder, "broker"));
        rig.Influx = await InfluxDb.StartAsync(Path.Combine(rig._folder, "influx"));
        await rig.Influx.CreateDatabaseAsync(Database);
        rig.Proxy = await FaultyHttpProxy.StartAsync(rig.Influx.Url);
        rig.Gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "gateway-key" });
        await File.WriteAllTextAsync(Path.Combine(rig._folder, "api.key"), "gateway-key\n");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(Path.Combine(rig._folder, "api.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(rig.ConfigFile, rig.Config());
        await rig.StartCollectorAsync();
        var options = new MqttOptions
        {
            Brokers = [new BrokerAddress("127.0.0.1", rig.Broker.Port, Tls: false)], ClientId = "sites", Subscriptions = [Topics.Ack("+")], MaxInFlight = 1_000,
        };
        rig._sites = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance) { MessageReceived = rig.OnAck };
        rig._sites.Start();
        await WaitFor.TrueAsync(() => rig._sites.IsConnected, Patience, "the sites to connect");
        return rig;
    }

    public async Task StartCollectorAsync()
    {
        if (Collector is not null) await Collector.DisposeAsync();
        Collector = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", ConfigFile) { LogFile = Path.Combine(_folder, "collector.log") });
        await Collector.WaitForLineAsync("Connected to", Patience);
    }

    public Task<PublishOutcome> TelemetryAsync(string site, long seq, IEnumerable<string> lines, string lane = WireProperties.LaneLive) =>
        _sites.PublishAsync(IngestRig.Message(seq, GzipPayload.Of(string.Join('\n', lines) + "\n"), WireProperties.ContentLineProtocolGzip, site, lane), CancellationToken.None);

    public Task<PublishOutcome> EventAsync(string site, long seq, EdgeEvent raised) =>
        _sites.PublishAsync(
            new MqttMessage(Topics.Events(site), JsonSerializer.SerializeToUtf8Bytes(new[] { raised }, WireJson.Default.EdgeEventArray))
            {
                UserProperties =
                [
                    new(WireProperties.Boot, IngestRig.Boot.ToString()), new(WireProperties.Seq, seq.ToString(CultureInfo.InvariantCulture)),
                    new(WireProperties.Sent, UtcMillisecondsConverter.ToText(DateTimeOffset.UtcNow)),
                ],
            },
            CancellationToken.None);

    public Task<PublishOutcome> StatusAsync(string site, AgentState state) =>
        _sites.PublishAsync(
            new MqttMessage(Topics.Status(site), JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(state, IngestRig.Boot), WireJson.Default.StatusMessage)) { Retain = true },
            CancellationToken.None);

    public bool IsAcked(string site, string messageClass, long seq) => _acked.ContainsKey((site, messageClass, seq));

    public int Acked(string messageClass) => _acked.Keys.Count(key => key.Class == messageClass);

    public Task UntilAckedAsync(string site, string messageClass, long seq) =>
        WaitFor.TrueAsync(() => IsAcked(site, messageClass, seq), Patience, $"the ack of {messageClass} {seq} of {site}");

    public async Task<(int Status, string Body)> HealthAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await WaitFor.ListenerAsync(_httpPort);
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_httpPort}/healthz")));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Runs a verb of the collector to its end.</summary>
    public async Task<(int Code, string Output)> VerbAsync(params string[] arguments)
    {
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, [.. arguments, "--config", ConfigFile]) { LogFile = Path.Combine(_folder, "verb.log") });
        using var limit = new CancellationTokenSource(Patience);
        await verb.WaitForExitAsync(limit.Token);
        return (verb.ExitCode, string.Join('\n', verb.Output));
    }

    public async ValueTask DisposeAsync()
    {
        await _sites.DisposeAsync();
        await Collector.DisposeAsync();
        await Proxy.DisposeAsync();
        await Influx.DisposeAsync();
        await Broker.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    private string ConfigFile => Path.Combine(_folder, "collector.json");

    private void OnAck(MqttMessage message)
    {
        if (!Topics.TryParse(message.Topic, out var topic)) return;
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage)!;
        Note("telemetry", ack.Telemetry);
        Note("events", ack.Events);
        Note("tables", ack.Tables);

        void Note(string messageClass, SequenceRanges? ranges)
        {
            foreach (var range in ranges?.Ranges ?? [])
            {
                for (var seq = range.First; seq <= range.Last; seq++) _acked[(topic.Site, messageClass, seq)] = true;
            }
        }
    }

    private string Config() => FormattableString.Invariant($$"""
        {
          "instance": "noc-1", "state_dir": "state", "listen": "http://127.0.0.1:{{_httpPort}}",
          "broker": { "urls": ["mqtt://127.0.0.1:{{Broker.Port}}"] },
          "influx": { "url": "{{Proxy.Url}}", "database": "{{Database}}" },
          "alerts": { "group_wait_s": 1, "min_severity": "low", "recipients": ["628123456789"] },
          "channels": { "mpwa": { "url": "{{Gateway.SendUrl}}", "sender": "628111222333", "api_key_file": "api.key" } }
        }
        """);
}
