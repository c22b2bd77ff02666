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

    // Larger than what the agent always leaves free for others.
    private const int DiskMb = 384;

    private readonly string _folder;
    private readonly Stack<IAsyncDisposable> _running = [];
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _agentStarts = [];
    private ManagedProcess? _agent;
    private ManagedProcess? _collector;

    private ChaosWorld(string folder, SmallDisk? disk, NetworkNamespace? network) => (_folder, Disk, Network) = (folder, disk, network);

    /// <summary>The agent's own disk; null: only a folder, which cannot be filled.</summary>
    public SmallDisk? Disk { get; }

    public string AgentState => File("agent");

    /// <summary>Null: everything is on one network, and the uplink is only a proxy.</summary>
    public NetworkNamespace? Network { get; }

    public Mosquitto Broker { get; private set; } = null!;

    /// <summary>The last piece of the uplink before the broker.</summary>
    public TcpProxy Uplink { get; private set; } = null!;

    public InfluxDb Influx { get; private set; } = null!;

    public FaultyHttpProxy Gate { get; private set; } = null!;

    public IReadOnlyList<ChaosOlt> Olts { get; private set; } = [];

    public LibFakeTime AgentClock { get; private set; } = null!;

    public LibFakeTime CollectorClock { get; private set; } = null!;

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
        if (NetworkNamespace.Missing is { } network) say($"no network of its own for the POP ({network}): the uplink is a proxy, which can be cut, but loses no packets");
        if (SmallDisk.Missing is { } disk) say($"no disk of its own for the agent ({disk}): it is not filled");
        if (LibFakeTime.Missing is { } clock) say($"{clock}: clocks are left alone");
        var world = new ChaosWorld(
            folder,
            SmallDisk.Missing is null ? SmallDisk.Mount(Path.Combine(folder, "agent"), DiskMb) : null,
            NetworkNamespace.Missing is null ? NetworkNamespace.Create() : null);
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
        var plan = OnClock(AgentClock, new ProcessPlan(Built.Agent, "run", "--config", File("agent.json")) { LogFile = File("agent.log") });
        _agent = ManagedProcess.Start(Network?.Within(plan) ?? plan);
    }

    public void StartCollector() =>
        _collector = ManagedProcess.Start(OnClock(CollectorClock, new ProcessPlan(Built.Collector, "run", "--config", File("collector.json")) { LogFile = File("collector.log") }));

    /// <summary>What the OLTs served, value by value, with the page's time.</summary>
    public IEnumerable<(DeviceValue Value, DateTimeOffset At)> Served() =>
        from olt in Olts
        from page in olt.Server.Ledger.Pages
        from slot in olt.Server.Ledger.Slots
        where page.Up[slot.Index]
        select (new DeviceValue(olt.Id, new NumberedValue(slot.Pon, $"{slot.Number}", OltPlan.OnlineS(slot.Index, page.Number))), page.At);

    public Task<IReadOnlyList<(DeviceValue Value, DateTimeOffset At)>> StoredAsync() => StoredValues.ReadWithTimesAsync(Influx, Database, Olts.Select(olt => olt.Id));

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        if (_collector is not null) await _collector.DisposeAsync();
        while (_running.TryPop(out var part)) await part.DisposeAsync();
        Disk?.Dispose();
        Network?.Dispose();
    }

    private static ProcessPlan OnClock(LibFakeTime clock, ProcessPlan plan) => LibFakeTime.Missing is null ? clock.Within(plan) : plan;

    private async Task StartAsync()
    {
        Broker = Keep(await Mosquitto.StartAsync(File("broker"), new MosquittoOptions { Persistent = true }));
        Influx = Keep(await InfluxDb.StartAsync(File("influx")));
        await Influx.CreateDatabaseAsync(Database);
        Gate = Keep(await FaultyHttpProxy.StartAsync(Influx.Url));
        Gate.IsPoison = line => line.StartsWith("onu,", StringComparison.Ordinal) && line.Contains(",onu=5,", StringComparison.Ordinal);
        Uplink = Keep(new TcpProxy(Broker.Port, new IPEndPoint(Network?.Outside ?? IPAddress.Loopback, FreePort.Next())));
        var olts = new List<ChaosOlt>();
        for (var number = 1; number <= 2; number++) olts.Add(await StartOltAsync(number));
        Olts = olts;
        (AgentClock, CollectorClock) = (new LibFakeTime(File("agent-clock")), new LibFakeTime(File("collector-clock")));
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
            state_dir = AgentState,
            broker = new { urls = new[] { $"mqtt://{Network?.Outside ?? IPAddress.Loopback}:{Uplink.Port}" } },
            // The plant's ONUs come and go all the time, and each change is to be told.
            thresholds = new Dictionary<string, object>(StringComparer.Ordinal) { ["onu.flapping"] = new { severity = "off" } },
            devices = Olts.Select(olt => new { id = olt.Id, driver = "hioso-epon", url = olt.Server.Address.ToString().TrimEnd('/'), user = "admin", password_file = File("olt.pw"), interval_s = 1 }),
        });
        Write("collector.json", new
        {
            instance = "chaos-noc",
            state_dir = CollectorState,
            listen = $"http://127.0.0.1:{FreePort.Next()}",
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            influx = new { url = Gate.Url.ToString(), database = Database },
        });
        Directory.CreateDirectory(AgentState);
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
