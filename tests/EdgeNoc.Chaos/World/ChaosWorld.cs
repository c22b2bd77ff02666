using System.Net;
using System.Text.Json;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Chaos.World;

/// <summary>An OLT by the id that the agent's config gives it.</summary>
internal sealed record ChaosOlt(string Id, OltServer Server);

/// <summary>A POP with two OLTs and its NOC as real processes, between them everything that can be broken.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    public const string Site = "chaos-pop";
    public const string Database = "edgenoc";
    public const int OnusPerOlt = 64;

    private readonly string _folder;
    private readonly Stack<IAsyncDisposable> _running = [];
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _agentStarts = [];
    private ManagedProcess? _agent;
    private ManagedProcess? _collector;

    private ChaosWorld(string folder, SmallDisk disk, PopNetwork? network) => (_folder, Disk, Network) = (folder, disk, network);

    public SmallDisk Disk { get; }

    /// <summary>Null: everything is on one network, and the uplink is only a proxy.</summary>
    public PopNetwork? Network { get; }

    public Mosquitto Broker { get; private set; } = null!;

    /// <summary>The last piece of the uplink before the broker.</summary>
    public TcpProxy Uplink { get; private set; } = null!;

    public InfluxDb Influx { get; private set; } = null!;

    public InfluxGate Gate { get; private set; } = null!;

    public IReadOnlyList<ChaosOlt> Olts { get; private set; } = [];

    public FakeClock AgentClock { get; private set; } = null!;

    public FakeClock CollectorClock { get; private set; } = null!;

    public ManagedProcess Agent => _agent!;

    public ManagedProcess Collector => _collector!;

    public string CollectorState => File("collector");

    /// <summary>When the agent was started, and started again.</summary>
    public IReadOnlyList<DateTimeOffset> AgentStarts
    {
        get
        {
            lock (_gate) return [.. _agentStarts];
        }
    }

    /// <summary>Starts all of it in an empty folder and returns when agent and collector are connected.</summary>
    public static async Task<ChaosWorld> StartAsync(string folder, Action<string> say)
    {
        Directory.CreateDirectory(folder);
        var (network, whyNot) = await PopNetwork.TryCreateAsync();
        if (network is null) say($"no network of its own for the POP ({whyNot}): the uplink is a proxy, which can be cut, but loses no packets");
        var world = new ChaosWorld(folder, SmallDisk.Create(Path.Combine(folder, "agent")), network);
        if (!world.Disk.IsMounted) say("no disk of its own for the agent (tmpfs needs root): it is not filled");
        if (!FakeClock.IsInstalled) say("libfaketime is not installed: clocks are left alone");
        try
        {
            await world.StartAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public void StartAgent()
    {
        lock (_gate) _agentStarts.Add(DateTimeOffset.UtcNow);
        _agent = Start([.. Network?.Enter ?? [], "env", .. AgentClock.Environment, Built.Agent, "run", "--config", File("agent.json")], File("agent.log"));
    }

    public void StartCollector() =>
        _collector = Start(["env", .. CollectorClock.Environment, Built.Collector, "run", "--config", File("collector.json")], File("collector.log"));

    /// <summary>What the OLTs served, value by value, with the page's time.</summary>
    public IEnumerable<(DeviceValue Value, DateTimeOffset At)> Served() =>
        from olt in Olts
        from page in olt.Server.Ledger.Pages
        from slot in olt.Server.Ledger.Slots
        where page.Up[slot.Index]
        select (new DeviceValue(olt.Id, new NumberedValue(slot.Pon, $"{slot.Number}", OltPlan.OnlineS(slot.Index, page.Number))), page.At);

    public Task<IReadOnlyList<DeviceValue>> StoredAsync() => StoredValues.ReadAsync(Influx, Database, Olts.Select(olt => olt.Id));

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        if (_collector is not null) await _collector.DisposeAsync();
        while (_running.TryPop(out var part)) await part.DisposeAsync();
        Disk.Dispose();
        if (Network is not null) await Network.DisposeAsync();
    }

    private static ManagedProcess Start(IReadOnlyList<string> command, string log) => ManagedProcess.Start(new(command[0], [.. command.Skip(1)]) { LogFile = log });

    private async Task StartAsync()
    {
        Broker = Keep(await Mosquitto.StartAsync(File("broker"), new MosquittoOptions { Persistent = true }));
        Influx = Keep(await InfluxDb.StartAsync(File("influx")));
        await Influx.CreateDatabaseAsync(Database);
        Gate = Keep(await InfluxGate.StartAsync(FreePort.Next(), Influx.Url));
        Uplink = Keep(new TcpProxy(Broker.Port, new IPEndPoint(Network?.Noc ?? IPAddress.Loopback, FreePort.Next())));
        var olts = new List<ChaosOlt>();
        for (var number = 1; number <= 2; number++) olts.Add(await StartOltAsync(number));
        Olts = olts;
        (AgentClock, CollectorClock) = (new FakeClock(File("agent.clock")), new FakeClock(File("collector.clock")));
        WriteConfigs();
        StartCollector();
        await Collector.WaitForLineAsync("Connected to mqtt", TimeSpan.FromSeconds(30));
        StartAgent();
        await Agent.WaitForLineAsync("connected to mqtt", TimeSpan.FromSeconds(30));
    }

    private async Task<ChaosOlt> StartOltAsync(int number) => new($"olt-{number}", Keep(await OltServer.StartAsync(new OltServerOptions
    {
        Listen = new IPEndPoint(Network?.Lan ?? IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(OnusPerOlt, Pons: 2, Seed: number),
    })));

    private void WriteConfigs()
    {
        System.IO.File.WriteAllText(File("olt.pw"), "olt-secret\n");
        Write("agent.json", new
        {
            site = Site,
            state_dir = Disk.Path,
            broker = new { urls = new[] { $"mqtt://{Network?.Noc ?? IPAddress.Loopback}:{Uplink.Port}" } },
            devices = Olts.Select(olt => new { id = olt.Id, driver = "hioso-epon", url = olt.Server.Address.ToString().TrimEnd('/'), user = "admin", password_file = File("olt.pw"), interval_s = 1 }),
        });
        Write("collector.json", new
        {
            instance = "chaos-noc",
            state_dir = CollectorState,
            listen = $"http://127.0.0.1:{FreePort.Next()}",
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            influx = new { url = $"http://127.0.0.1:{Gate.Port}", database = Database },
        });
        Directory.CreateDirectory(CollectorState);
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }

    private string File(string name) => Path.Combine(_folder, name);

    private void Write(string name, object config) => System.IO.File.WriteAllText(File(name), JsonSerializer.Serialize(config));
}
