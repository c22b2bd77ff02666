using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Mqtt;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>Where an office is, when it is not on this machine's loopback.</summary>
/// <param name="Network">Broker and collector are in it; their database is on this machine.</param>
/// <param name="Address">By which sites reach it.</param>
/// <param name="Devices">Where the OLT listens on this machine.</param>
internal sealed record NocPlace(NetworkNamespace Network, IPAddress Address, IPAddress Devices);

/// <summary>An office as it is installed: a mosquitto with TLS and dynamic security, a collector with HTTPS, an InfluxDB; and one OLT that sites may poll.</summary>
internal sealed class NocWorld : IAsyncDisposable
{
    public const string OltPassword = "olt-secret-1";
    public const string BackupKey = "a key that nobody guesses";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly NocPlace? _place;
    private ManagedProcess? _collector;
    private TcpProxy? _database;

    private NocWorld(string folder, Mosquitto broker, InfluxDb influx, OltServer olt, TestCertificates tls, NocPlace? place) =>
        (Folder, Broker, Influx, Olt, Tls, _place) = (folder, broker, influx, olt, tls, place);

    public string Folder { get; }

    public Mosquitto Broker { get; }

    public InfluxDb Influx { get; }

    public OltServer Olt { get; }

    public TestCertificates Tls { get; }

    public int HttpsPort { get; } = FreePort.Next();

    /// <summary>Where claims lead; between agents and the collector.</summary>
    public TcpProxy Office { get; private set; } = null!;

    /// <summary>Between the sites and the broker, when asked for: the uplink, to be cut.</summary>
    public TcpProxy? Line { get; private set; }

    public ManagedProcess Collector => _collector!;

    /// <summary>Where backups go: not within what is backed up.</summary>
    public string Backups => Folder + "-backups";

    public string State => Path.Combine(Folder, "state");

    /// <summary>The folder of a site's devices: the OLT, with a login.</summary>
    public object Devices => new { devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = Olt.Address.ToString().TrimEnd('/'), user = "admin", interval_s = 1 } } };

    public static async Task<NocWorld> StartAsync(DateTimeOffset? certificatesSince = null, NocPlace? place = null, bool withLine = false)
    {
        var folder = RigDirectory.New("noc");
        var tls = TestCertificates.Create(folder, "noc", certificatesSince, place is null ? [] : [place.Address, place.Network.Inside]);
        var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"), new() { Tls = tls, Administrator = ("edgenoc-admin", "admin-pw-1"), UserNameAsClientId = true, Network = place?.Network });
        var influx = await InfluxDb.StartAsync(Path.Combine(RigDirectory.New("noc-influx"), "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        var olt = await OltServer.StartAsync(new OltServerOptions
        {
            Listen = new IPEndPoint(place?.Devices ?? IPAddress.Loopback, 0), User = "admin", Password = OltPassword, Plan = new OltPlan(8, Pons: 1, Seed: 7),
        });
        var world = new NocWorld(folder, broker, influx, olt, tls, place);
        world.Office = new TcpProxy(world.HttpsPort);
        if (withLine) world.Line = new TcpProxy(broker.TlsPort);
        if (place is not null) world._database = new TcpProxy(influx.Port, new IPEndPoint(place.Network.Outside, 0));
        world.WriteConfig();
        await world.StartCollectorAsync();
        return world;
    }

    public async Task StartCollectorAsync()
    {
        if (_collector is not null) await _collector.DisposeAsync();
        var plan = new ProcessPlan(Built.Collector, "run", "--config", Config) { LogFile = Path.Combine(RigDirectory.New("noc-log"), "collector.log") };
        _collector = ManagedProcess.Start(_place?.Network.Within(plan) ?? plan);
        await _collector.WaitForLineAsync("Connected to .* as noc-1", Patience);
        await WaitFor.ListenerAsync(HttpsPort, _place?.Network.Inside);
    }

    /// <summary>A verb of the collector, with what is typed.</summary>
    public Task<ToolRun> VerbAsync(string? typed, params IReadOnlyList<string> arguments) => ToolRun.OfAsync(typed, Built.Collector, [.. arguments, "--config", Config]);

    /// <summary>Makes a site that polls the OLT, whose password is typed; the claim.</summary>
    public async Task<string> SiteAsync(string site, object? devices = null, string? password = OltPassword)
    {
        var file = Path.Combine(Folder, $"{site}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(devices ?? Devices));
        var added = await VerbAsync(null, "site", "add", site, "--title", $"POP {site}", "--time-zone", "Asia/Jakarta", "--language", "en", "--config-file", file);
        Assert.True(added.ExitCode == 0, added.All);
        if (password is not null) Assert.Equal(0, (await VerbAsync(password, "secret", "set", "--site", site, "--device", "olt-1")).ExitCode);
        return added.Output.Trim();
    }

    public IReadOnlyList<string> Rows(string sql)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(State, "collector.db"), "NORMAL"));
        return database.Query(sql, static row => row.GetString(0));
    }

    /// <summary>What stands, as <c>site kind reason</c>.</summary>
    public IReadOnlyList<string> Alerts() => Rows("SELECT site || ' ' || kind || ' ' || COALESCE(reason, '-') FROM alerts WHERE cleared_ms IS NULL AND kind NOT LIKE 'onu.%' AND kind NOT LIKE 'device.%' ORDER BY 1");

    public Task AlertAsync(string alert) => WaitFor.TrueAsync(() => Alerts().Contains(alert), Patience, $"the alert {alert}; there are: {string.Join(" | ", Alerts())}");

    public async Task PointsAsync(string site, long atLeast = 1) =>
        await WaitFor.TrueAsync(async () => await CountAsync(site) >= atLeast, Patience, $"{atLeast} points of {site} in InfluxDB");

    public Task<long> CountAsync(string site) => Influx.CountAsync("edgenoc", "onu", "up", $"site = '{site}'");

    /// <summary>A client with a site's own credentials, as somebody who has its card would make.</summary>
    public Client Client(string user, string password, params IReadOnlyList<string> subscriptions) => new(new MqttOptions
    {
        Brokers = [new BrokerAddress(_place?.Network.Inside.ToString() ?? "localhost", Broker.TlsPort, Tls: true)], ClientId = user, UserName = user, Password = password, CaFile = Tls.CaFile, Subscriptions = subscriptions,
        MinReconnectDelay = TimeSpan.FromMilliseconds(100), MaxReconnectDelay = TimeSpan.FromMilliseconds(300),
    });

    public async ValueTask DisposeAsync()
    {
        if (_collector is not null) await _collector.DisposeAsync();
        await Office.DisposeAsync();
        if (Line is not null) await Line.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        await Olt.DisposeAsync();
        await Influx.DisposeAsync();
        await Broker.DisposeAsync();
    }

    public string Config => Path.Combine(Folder, "collector.json");

    private void WriteConfig()
    {
        void Secret(string name, string value) => File.WriteAllText(Path.Combine(Folder, name), value + "\n", System.Text.Encoding.ASCII);
        Secret("collector.pw", "collector-pw-1");
        Secret("admin.pw", "admin-pw-1");
        Secret("backup.key", BackupKey);
        var urls = new[] { $"mqtts://{_place?.Address.ToString() ?? "localhost"}:{Broker.TlsPort}" };
        File.WriteAllText(Config, JsonSerializer.Serialize(new
        {
            instance = "noc-1",
            state_dir = State,
            listen = $"http://127.0.0.1:{FreePort.Next()}",
            https = new { listen = $"{(_place is null ? IPAddress.Loopback : IPAddress.Any)}:{HttpsPort}", certificate_file = Tls.CertificateFile, key_file = Tls.KeyFile },
            broker = new { urls, user = "collector", password_file = "collector.pw", ca_file = Tls.CaFile },
            broker_admin = new { user = "edgenoc-admin", password_file = "admin.pw" },
            enrolment = new { url = _place is null ? $"https://localhost:{Office.Port}" : $"https://{_place.Address}:{HttpsPort}", brokers = Line is null ? urls : [$"mqtts://localhost:{Line.Port}"], ca_file = Tls.CaFile },
            influx = new { url = _database is null ? Influx.Url.ToString().TrimEnd('/') : $"http://{_place!.Network.Outside}:{_database.Port}", database = "edgenoc" },
            alerts = new { group_wait_s = 1, agent_offline_hold_s = 90 },
            backup = new { folder = Backups, key_file = "backup.key", files = new[] { "noc-ca.pem", "noc-server.pem", "noc-server.key", "collector.json", "collector.pw", "admin.pw", "backup.key", "broker" }.Select(name => Path.Combine(Folder, name)) },
        }));
    }
}
