using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

/// <summary>A real broker, a real InfluxDB, the built collector as a process and one site that publishes to it.</summary>
internal sealed class CollectorRig : IAsyncDisposable
{
    public const string Site = "kdr-03";
    public const string Database = "edgenoc";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly MqttSession _site;
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _acks = new();
    private readonly int _httpPort = FreePort.Next();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    private CollectorRig(string folder, Mosquitto broker, InfluxDb influx)
    {
        (_folder, Broker, Influx) = (folder, broker, influx);
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", broker.Port, Tls: false)], ClientId = Site, Subscriptions = [Topics.Ack(Site)] };
        _site = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance) { MessageReceived = OnAck };
    }

    public Mosquitto Broker { get; }

    public InfluxDb Influx { get; }

    public ManagedProcess Collector { get; private set; } = null!;

    /// <summary>Where its HTTP API listens.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_httpPort}"));

    public string ConfigFile => Path.Combine(_folder, "collector.json");

    public string DeadLetters => string.Concat(Directory.GetFiles(Path.Combine(_folder, "state", "dead-letters")).Order(StringComparer.Ordinal).Select(ReadShared));

    /// <summary>Its config, state and logs.</summary>
    public string Folder => _folder;

    /// <param name="createDatabase">False leaves InfluxDB without the collector's database.</param>
    /// <param name="settings">What else stands in the collector's config: <c>"alerts": {…},</c>.</param>
    public static async Task<CollectorRig> StartAsync(bool createDatabase = true, string settings = "")
    {
        var folder = RigDirectory.New("collector");
        var broker = Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        if (createDatabase) await influx.CreateDatabaseAsync(Database);
        var rig = new CollectorRig(folder, await broker, influx);
        rig.WriteConfig(settings);
        rig.Collector = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", rig.ConfigFile)
        {
            LogFile = Path.Combine(folder, "collector.log"),
            Environment = rig.NotifyEnvironment(),
        });
        await rig.Collector.WaitForLineAsync("Connected to", Patience);
        // The port opens behind the connection, on a busy machine a while behind.
        await WaitFor.ListenerAsync(rig._httpPort);
        rig._site.Start();
        await WaitFor.TrueAsync(() => rig._site.IsConnected, Patience, "the site to connect");
        return rig;
    }

    public Task<PublishOutcome> PublishAsync(long seq, params string[] lines) => PublishAsync(seq, GzipPayload.Of(string.Join('\n', lines) + "\n"));

    public Task<PublishOutcome> PublishAsync(long seq, byte[] payload, string site = Site) =>
        _site.PublishAsync(IngestRig.Message(seq, payload, WireProperties.ContentLineProtocolGzip, site), CancellationToken.None);

    /// <summary>Returns when the collector has acknowledged the message.</summary>
    public Task AckedAsync(long seq) => Ack(seq).WaitAsync(Patience);

    public bool IsAcked(long seq) => Ack(seq).IsCompleted;

    public async Task<(int Status, string Body)> HealthAsync()
    {
        using var http = new HttpClient();
        await WaitFor.ListenerAsync(_httpPort);
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_httpPort}/healthz")));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What the collector told systemd since this was asked last.</summary>
    public string TakeNotifications()
    {
        var text = "";
        var datagram = new byte[4096];
        while (_systemd.Available > 0) text += Encoding.UTF8.GetString(datagram, 0, _systemd.Receive(datagram)) + "\n";
        return text;
    }

    /// <summary>Runs the verb <c>check</c> to its end.</summary>
    public async Task<(int Code, string Output)> CheckAsync()
    {
        var plan = new ProcessPlan(Built.Collector, "check", "--config", ConfigFile) { LogFile = Path.Combine(_folder, "check.log") };
        await using var check = ManagedProcess.Start(plan);
        using var limit = new CancellationTokenSource(Patience);
        await check.WaitForExitAsync(limit.Token);
        return (check.ExitCode, string.Join('\n', check.Output));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await Collector.DisposeAsync();
        await Influx.DisposeAsync();
        await Broker.DisposeAsync();
        _systemd.Dispose();
    }

    private Dictionary<string, string?> NotifyEnvironment()
    {
        var name = $"edgenoc-{Path.GetFileName(_folder)}";
        _systemd.Bind(new UnixDomainSocketEndPoint("\0" + name));
        return new(StringComparer.Ordinal) { ["NOTIFY_SOCKET"] = "@" + name, ["WATCHDOG_USEC"] = "1000000" };
    }

    private Task Ack(long seq) => _acks.GetOrAdd(seq, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void OnAck(MqttMessage message)
    {
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage)!;
        foreach (var range in ack.Telemetry!.Ranges)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                _ = Ack(seq);
                _acks[seq].TrySetResult();
            }
        }
    }

    private void WriteConfig(string settings) => File.WriteAllText(ConfigFile, FormattableString.Invariant($$"""
        {
          "instance": "noc-1", "state_dir": "state", "listen": "http://127.0.0.1:{{_httpPort}}",
          "broker": { "urls": ["mqtt://127.0.0.1:{{Broker.Port}}"] },
          "influx": { "url": "{{Influx.Url}}", "database": "{{Database}}" }, {{settings}}
        }
        """));

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
