using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Stories;

/// <summary>A POP with one OLT and its NOC, as real processes, with an uplink that can be cut and every part killed and started again.</summary>
internal sealed class StoryWorld : IAsyncDisposable
{
    public const string Site = "story-pop";
    public const string Database = "edgenoc";
    public const int GroupWaitS = 2;
    public const int Onus = 48;

    /// <summary>In the path that the gateway calls, and what Meta signs with.</summary>
    public const string WebhookSecret = "webhook-secret-0123456789";

    // A section that is null is not the same as none.
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly string _directory = RigDirectory.New("story");
    private ManagedProcess? _agent;
    private ManagedProcess? _collector;

    /// <summary>Where the agent runs; null for this machine's own network.</summary>
    public NetworkNamespace? Space { get; init; }

    public required Mosquitto Broker { get; init; }

    /// <summary>Between the agent and the broker.</summary>
    public required TcpProxy Uplink { get; init; }

    public required InfluxDb Influx { get; init; }

    public required OltServer Olt { get; init; }

    public required GatewayServer Gateway { get; init; }

    public ManagedProcess Agent => _agent!;

    public ManagedProcess Collector => _collector!;

    public int HealthPort { get; } = FreePort.Next();

    /// <param name="space">Runs the agent in a network of its own, with its OLT on the link that is left alone.</param>
    /// <param name="uplink">The section <c>uplink</c> of the agent's config.</param>
    /// <param name="cabinet">The section <c>cabinet</c> of the agent's config; null for none.</param>
    public static async Task<StoryWorld> StartAsync(NetworkNamespace? space = null, object? uplink = null, object? cabinet = null)
    {
        var parts = RigDirectory.New("story-parts");
        var broker = await Mosquitto.StartAsync(Path.Combine(parts, "broker"));
        var influx = await InfluxDb.StartAsync(Path.Combine(parts, "influx"));
        await influx.CreateDatabaseAsync(Database);
        var world = new StoryWorld
        {
            Space = space,
            Broker = broker,
            Uplink = space is null ? new TcpProxy(broker.Port) : new TcpProxy(broker.Port, new IPEndPoint(space.Outside, 0)),
            Influx = influx,
            Olt = await OltServer.StartAsync(new OltServerOptions
            {
                Listen = new IPEndPoint(space?.Lan ?? IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(Onus, Pons: 2, Seed: 7),
            }),
            Gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "gateway-key" }),
        };
        world.WriteConfigs(uplink, cabinet);
        world.StartCollector();
        await world.Collector.WaitForLineAsync("Connected to mqtt", TimeSpan.FromSeconds(30));
        world.StartAgent();
        await world.Agent.WaitForLineAsync("connected to mqtt", TimeSpan.FromSeconds(30));
        return world;
    }

    public void StartAgent()
    {
        var plan = new ProcessPlan(Built.Agent, "run", "--config", File("agent.json")) { LogFile = File("agent.log") };
        _agent = ManagedProcess.Start(Space?.Within(plan) ?? plan);
    }

    public void StartCollector() =>
        _collector = ManagedProcess.Start(new(Built.Collector, "run", "--config", File("collector.json")) { LogFile = File("collector.log") });

    /// <summary>Waits until the database holds every value served before <paramref name="moment"/>.</summary>
    public Task StoredUpToAsync(DateTimeOffset moment) => WaitFor.TrueAsync(
        async () =>
        {
            var stored = (await StoredAsync()).ToHashSet();
            return Served(page => page.At <= moment).All(stored.Contains);
        },
        TimeSpan.FromSeconds(60),
        $"every value served before {moment:HH:mm:ss.fff} to be in the database");

    public async Task<IReadOnlyList<DeviceValue>> StoredAsync() => await StoredValues.ReadAsync(Influx, Database, ["olt-1"]);

    /// <summary>What the collector's own database says; empty while it is not made yet.</summary>
    public IReadOnlyList<string> Collected(string sql)
    {
        if (!System.IO.File.Exists(File("collector/collector.db"))) return [];
        using var database = new SqliteDatabase(SqliteStore.Open(File("collector/collector.db"), "NORMAL"));
        return database.Query(sql, static row => row.GetString(0));
    }

    public IEnumerable<DeviceValue> Served(Func<ServedPage, bool> which) =>
        from page in Olt.Ledger.Pages
        where which(page)
        from slot in Olt.Ledger.Slots
        where page.Up[slot.Index]
        select new DeviceValue("olt-1", new NumberedValue(slot.Pon, $"{slot.Number}", OltPlan.OnlineS(slot.Index, page.Number)));

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        if (_collector is not null) await _collector.DisposeAsync();
        await Uplink.DisposeAsync();
        await Olt.DisposeAsync();
        await Gateway.DisposeAsync();
        await Influx.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private string File(string name) => Path.Combine(_directory, name);

    private void WriteConfigs(object? uplink, object? cabinet)
    {
        System.IO.File.WriteAllText(File("olt.pw"), "olt-secret\n");
        System.IO.File.WriteAllText(File("gateway.key"), "gateway-key\n");
        System.IO.File.WriteAllText(File("webhook.secret"), WebhookSecret + "\n");
        Write("agent.json", new
        {
            site = Site,
            language = "en",
            state_dir = File("agent"),
            uplink = uplink ?? new { },
            cabinet,
            broker = new { urls = new[] { $"mqtt://{Space?.Outside ?? IPAddress.Loopback}:{Uplink.Port}" } },
            devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = Olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = File("olt.pw"), interval_s = 1 } },
        });
        Write("collector.json", new
        {
            instance = "story-noc",
            state_dir = File("collector"),
            listen = $"http://127.0.0.1:{HealthPort}",
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            influx = new { url = $"http://127.0.0.1:{Influx.Port}", database = Database },
            alerts = new { group_wait_s = GroupWaitS, agent_offline_hold_s = 90, min_severity = "low", recipients = new[] { "628123456789" } },
            channels = new object[]
            {
                new { id = "mpwa", provider = "mpwa", url = new Uri(Gateway.Address, "/send-message").ToString(), sender = "628111", api_key_file = File("gateway.key"), webhook_secret_file = File("webhook.secret") },
                new { id = "meta", provider = "meta-cloud", url = Gateway.Address.ToString(), phone_number_id = "106540352242922", token_file = File("gateway.key"), app_secret_file = File("webhook.secret"), verify_token_file = File("webhook.secret") },
            },
        });
        Directory.CreateDirectory(File("agent"));
        Directory.CreateDirectory(File("collector"));
    }

    private void Write(string name, object config) => System.IO.File.WriteAllText(File(name), JsonSerializer.Serialize(config, WithoutNulls));
}
