using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Bench.Find;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Web;

/// <summary>A collector that knows 100 sites with 1,000 ONUs each, and the sites, which tell of all of them.</summary>
internal sealed class ConsoleWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private static readonly Guid Boot = Guid.CreateVersion7();
    private readonly Mosquitto _broker;
    private readonly InfluxDb _influx;
    private readonly MqttSession _sites;
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _acks = new();
    private long _seq;

    private ConsoleWorld(Mosquitto broker, InfluxDb influx, ManagedProcess collector, Uri address)
    {
        (_broker, _influx, Collector, Address) = (broker, influx, collector, address);
        _sites = new MqttSession(
            new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", broker.Port, Tls: false)], ClientId = "all-sites", Subscriptions = [$"{Topics.Prefix}+/ack"] }, TimeProvider.System, new Random(1), NullLogger.Instance)
        { MessageReceived = OnAck };
        _sites.Start();
    }

    public ManagedProcess Collector { get; }

    public Uri Address { get; }

    public static async Task<ConsoleWorld> StartAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("console-bench");
        var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        using (var database = CollectorDatabase.Open(Path.Combine(folder, "state", "collector.db")))
        {
            for (var site = 1; site <= FindBench.Sites; site++) FindBench.Fill(database, site);
            var user = new User { Id = "ani", Name = "Ani", Role = "admin", Password = new Passwords().Hash(Password), CreatedMs = 1 };
            database.Write(db => UserStore.Put(db, user));
        }

        var port = FreePort.Next();
        var config = Path.Combine(folder, "collector.json");
        await File.WriteAllTextAsync(config, FormattableString.Invariant($$"""
            {
              "instance": "bench", "state_dir": "{{folder}}/state", "listen": "http://127.0.0.1:{{port}}",
              "broker": { "urls": ["mqtt://127.0.0.1:{{broker.Port}}"] }, "influx": { "url": "{{influx.Url}}", "database": "edgenoc" }
            }
            """), ct);
        var collector = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", config) { LogFile = Path.Combine(folder, "collector.log") });
        await collector.WaitForLineAsync("Connected to", TimeSpan.FromSeconds(60));
        await WaitFor.ListenerAsync(port);
        var world = new ConsoleWorld(broker, influx, collector, new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"));
        await WaitFor.TrueAsync(() => world._sites.IsConnected, TimeSpan.FromSeconds(20), "the sites to connect");
        for (var site = 1; site <= FindBench.Sites; site++) await world.OnlineAsync(Site(site));
        return world;
    }

    public static string Site(int number) => string.Create(CultureInfo.InvariantCulture, $"site-{number:000}");

    /// <summary>A browser without a window, signed in.</summary>
    public async Task<HttpClient> SignInAsync(CancellationToken ct)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 1_000 }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        var door = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), ct);
        var mark = System.Text.RegularExpressions.Regex.Match(door, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("id", "ani"), new("password", Password), new("__RequestVerificationToken", mark)]);
        using var inside = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, ct);
        if (inside.Headers.Location?.OriginalString != "/") throw new InvalidOperationException($"the door answered {inside.StatusCode}");
        return http;
    }

    /// <summary>One poll of a site's OLT: each ONU is a line; the first <paramref name="off"/> have no power. Returns when it is acknowledged.</summary>
    public async Task PollAsync(int site, int off, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var text = new StringBuilder(FindBench.Onus * 120);
        for (var n = 1; n <= FindBench.Onus; n++)
        {
            var state = n <= off ? "up=0i,status=\"power_off\",reason=\"dying_gasp\"" : "up=1i,status=\"up\",rx_dbm=-21.35,distance_m=1200i";
            text.Append(CultureInfo.InvariantCulture, $"onu,device=olt-1,onu={((n - 1) % 64) + 1},pon=0/{((n - 1) / 64) + 1} {state} {now}\n");
        }

        var seq = Interlocked.Increment(ref _seq);
        var acked = _acks.GetOrAdd(seq, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await PublishAsync(Topics.Telemetry(Site(site)), GzipPayload.Of(text.ToString()), WireProperties.ContentLineProtocolGzip, seq, ct);
        await acked.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);
    }

    public Task OnlineAsync(string site) => PublishAsync(
        Topics.Status(site), JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(AgentState.Online, Boot) { Version = "1.0.0" }, WireJson.Default.StatusMessage), WireProperties.ContentJson, null, CancellationToken.None);

    public double RssMb()
    {
        var line = File.ReadLines($"/proc/{Collector.Id.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        await _sites.DisposeAsync();
        await Collector.DisposeAsync();
        await _influx.DisposeAsync();
        await _broker.DisposeAsync();
    }

    private async Task PublishAsync(string topic, byte[] payload, string type, long? seq, CancellationToken ct) => await _sites.PublishAsync(
        new MqttMessage(topic, payload)
        {
            ContentType = type,
            UserProperties = seq is { } number
                ? [new(WireProperties.Boot, Boot.ToString()), new(WireProperties.Seq, number.ToString(CultureInfo.InvariantCulture)), new(WireProperties.Lane, WireProperties.LaneLive)]
                : [],
        },
        ct);

    private void OnAck(MqttMessage message)
    {
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage);
        foreach (var range in ack?.Telemetry?.Ranges ?? [])
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                if (_acks.TryGetValue(seq, out var acked)) acked.TrySetResult();
            }
        }
    }
}
