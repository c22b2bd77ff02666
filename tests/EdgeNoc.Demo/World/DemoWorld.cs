using System.Net;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Demo.World;

/// <summary>An OLT of the demo, by the id that the agent's config gives it.</summary>
internal sealed record DemoOlt(string Id, OltServer Server);

/// <summary>Everything that runs: a POP and a NOC, real but for what no desk has. Disposing stops it all, the last started first.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = [];

    private DemoWorld(DemoFolder folder, DemoPorts ports) => (Folder, Ports) = (folder, ports);

    public DemoFolder Folder { get; }

    public DemoPorts Ports { get; }

    public Mosquitto Broker { get; private set; } = null!;

    public InfluxDb Influx { get; private set; } = null!;

    public IReadOnlyList<DemoOlt> Olts { get; private set; } = [];

    public RouterServer Router { get; private set; } = null!;

    public GatewayServer Gateway { get; private set; } = null!;

    public IncidentTap Tap { get; private set; } = null!;

    public ManagedProcess Collector { get; private set; } = null!;

    public ManagedProcess Agent { get; private set; } = null!;

    /// <summary>Starts all of it and returns once the agent has read a page of every OLT.</summary>
    /// <param name="folder">Where configs, states and logs go.</param>
    /// <param name="ports">Where everything listens.</param>
    /// <param name="say">Told each step.</param>
    /// <param name="ct">Cancelled, it stops what it had started.</param>
    public static async Task<DemoWorld> StartAsync(DemoFolder folder, DemoPorts ports, Action<string> say, CancellationToken ct)
    {
        var world = new DemoWorld(folder, ports);
        try
        {
            await world.StartAsync(say, ct);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The agent is gone or of no more use by now; the collector may close its books.
        if (Collector is not null) await Collector.StopAsync(TimeSpan.FromSeconds(5));
        while (_running.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task StartAsync(Action<string> say, CancellationToken ct)
    {
        var site = Folder.NewSecret("site.pw");
        var collector = Folder.NewSecret("collector.pw");
        var olt = Folder.NewSecret("olt.pw");
        var router = Folder.NewSecret("router.pw");
        var apiKey = Folder.NewSecret("gateway.key");

        say("starting mosquitto and InfluxDB");
        Broker = Keep(await Mosquitto.StartAsync(Folder["broker"], new MosquittoOptions
        {
            Port = Ports.Broker,
            // A broker in the field binds client ids to user names and lets nobody in without one; here a person on this machine may listen.
            Anonymous = true,
            Acl = BrokerRules.WithAnonymousListeners(),
            Users = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [DemoConfigs.Site] = site.Value,
                [BrokerRules.Collector] = collector.Value,
            },
        }));
        ct.ThrowIfCancellationRequested();
        Influx = Keep(await InfluxDb.StartAsync(Folder["influx"], Ports.Influx));
        await Influx.CreateDatabaseAsync(DemoConfigs.Database);
        ct.ThrowIfCancellationRequested();

        say("starting two OLTs of 128 ONUs, a MikroTik of 200 sessions and the WhatsApp gateway");
        foreach (var (index, endPoint) in Ports.Olts.Index())
        {
            var plan = new OltPlan(Onus: 128, Pons: 4, Seed: index + 1, NamePrefix: index == 0 ? "CLIENT" : "HOME");
            var server = Keep(await OltServer.StartAsync(new OltServerOptions { Listen = endPoint, User = "admin", Password = olt.Value, Plan = plan }));
            Olts = [.. Olts, new DemoOlt($"olt-{index + 1}", server)];
        }

        Router = Keep(RouterServer.Start(new RouterServerOptions { Listen = Ports.Router, User = DemoConfigs.RouterUser, Password = router.Value, Plan = new RouterPlan(Sessions: 200) }));
        string? ne8000 = null;
        if (VrpBox.Missing is { } missing)
        {
            say($"no NE8000: {missing}");
        }
        else
        {
            say("starting an NE8000 of 812 subscribers behind a real sshd");
            (var password, ne8000) = Folder.NewSecret("ne.pw");
            Keep(await VrpBox.StartAsync(Folder["ne8000"], password, Ports.Ne8000, VrpTrap.NoAlarms));
        }

        Gateway = Keep(await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, Ports.Gateway), ApiKey = apiKey.Value }));
        Tap = Keep(new IncidentTap(new BrokerAddress("127.0.0.1", Ports.Broker, Tls: false), DemoConfigs.Site));
        ct.ThrowIfCancellationRequested();

        say("starting the collector and the agent");
        await File.WriteAllTextAsync(Folder.CollectorConfig, DemoConfigs.Collector(Ports, Folder.CollectorState, collector.File, apiKey.File), ct);
        await File.WriteAllTextAsync(Folder.AgentConfig, DemoConfigs.Agent(Ports, Folder.AgentState, site.File, olt.File, router.File, ne8000), ct);
        Collector = Keep(ManagedProcess.Start(new(Built.Collector, "run", "--config", Folder.CollectorConfig) { LogFile = Folder["collector.log"] }));
        Agent = Keep(ManagedProcess.Start(new(Built.Agent, "run", "--config", Folder.AgentConfig) { LogFile = Folder["agent.log"] }));
        await FirstPagesAsync(ct);
    }

    private async Task FirstPagesAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (Olts.Any(olt => olt.Server.Ledger.Pages.Count == 0))
        {
            foreach (var (name, process) in new[] { ("agent", Agent), ("collector", Collector) })
            {
                if (process.HasExited)
                    throw new DemoProblem($"the {name} ended with {process.ExitCode}: {(process.Output is [.., var last] ? last : "it said nothing")}", $"its whole log is {process.LogFile}");
            }

            try
            {
                await Task.Delay(100, limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new DemoProblem("the agent polled no OLT within 30 s", $"its log is {Agent.LogFile}");
            }
        }
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}
