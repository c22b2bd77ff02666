using System.Net;
using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Bench.Store;

/// <summary>A POP with one OLT that is polled each second, and its NOC with a gateway that messages go to; the line between them can be cut and made narrow.</summary>
internal sealed class StoreWorld : IAsyncDisposable
{
    public const string Database = "edgenoc";
    private const string Site = "bench-pop";

    private readonly string _directory;
    private ManagedProcess? _agent;
    private ManagedProcess? _collector;

    private StoreWorld(string directory) => _directory = directory;

    public required InfluxDb Influx { get; init; }

    public required Mosquitto Broker { get; init; }

    public required TcpProxy Uplink { get; init; }

    public required OltServer Olt { get; init; }

    public required GatewayServer Gateway { get; init; }

    public ManagedProcess Agent => _agent!;

    public string AgentState => File("agent");

    public static async Task<StoreWorld> StartAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        var broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker"));
        var influx = await InfluxDb.StartAsync(Path.Combine(directory, "influx"));
        await influx.CreateDatabaseAsync(Database);
        var world = new StoreWorld(directory)
        {
            Broker = broker,
            Influx = influx,
            Uplink = new TcpProxy(broker.Port) { Silent = true },
            Olt = await OltServer.StartAsync(new OltServerOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(128, Pons: 4, Seed: 7),
            }),
            Gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "gateway-key" }),
        };
        world.WriteConfigs();
        world._collector = ManagedProcess.Start(new(Built.Collector, "run", "--config", world.File("collector.json")) { LogFile = world.File("collector.log") });
        await world._collector.WaitForLineAsync("Connected to mqtt", TimeSpan.FromSeconds(30));
        return world;
    }

    /// <summary>Returns once it polls; it has no connection as long as <see cref="Uplink"/> is silent.</summary>
    public async Task StartAgentAsync()
    {
        _agent = ManagedProcess.Start(new(Built.Agent, "run", "--config", File("agent.json")) { LogFile = File("agent.log") });
        await _agent.WaitForLineAsync("agent .* runs", TimeSpan.FromSeconds(120));
        var pages = Olt.Ledger.Pages.Count;
        await WaitFor.TrueAsync(() => Olt.Ledger.Pages.Count > pages + 2, TimeSpan.FromSeconds(30), "the agent to read the OLT");
    }

    /// <summary>The line works from now on.</summary>
    public void Connect()
    {
        Uplink.Silent = false;
        Uplink.Cut();
    }

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

    private void WriteConfigs()
    {
        System.IO.File.WriteAllText(File("olt.pw"), "olt-secret\n");
        System.IO.File.WriteAllText(File("gateway.key"), "gateway-key\n");
        Write("agent.json", new
        {
            site = Site,
            state_dir = AgentState,
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Uplink.Port}" } },
            devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = Olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = File("olt.pw"), interval_s = 1 } },
        });
        Write("collector.json", new
        {
            instance = "bench-noc",
            state_dir = File("collector"),
            listen = $"http://127.0.0.1:{FreePort.Next()}",
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            influx = new { url = Influx.Url.ToString().TrimEnd('/'), database = Database },
            alerts = new { group_wait_s = 1, agent_offline_hold_s = 90, min_severity = "low", recipients = new[] { "noc" } },

            // A program is told without pauses between messages, which are the reader's and not the path's.
            channels = new { webhook = new { url = new Uri(Gateway.Address, "/alerts").ToString(), token_file = File("gateway.key") } },
        });
        Directory.CreateDirectory(File("collector"));
    }

    private void Write(string name, object config) => System.IO.File.WriteAllText(File(name), JsonSerializer.Serialize(config));
}
