using System.Globalization;
using System.Net;
using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Bench.Alerts;

/// <summary>A real agent that polls many simulated OLTs of one PON each, a real broker, the real collector that waits for no company, and a gateway without budgets.</summary>
internal sealed class LatencyWorld : IAsyncDisposable
{
    public const string Pon = "0/1";
    private const int OnusPerOlt = 16;

    private readonly string _directory = RigDirectory.New("bench-latency");
    private readonly Stack<IAsyncDisposable> _running = [];
    private readonly List<OltServer> _olts = [];

    private LatencyWorld()
    {
    }

    public IReadOnlyList<OltServer> Olts => _olts;

    public GatewayServer Gateway { get; private set; } = null!;

    /// <param name="olts">Each has one PON and an address of its own, from which its log comes.</param>
    /// <param name="interval">Between two polls of an OLT.</param>
    /// <param name="withSyslog">Whether the OLTs send their log to the agent.</param>
    public static async Task<LatencyWorld> StartAsync(int olts, TimeSpan interval, bool withSyslog)
    {
        var world = new LatencyWorld();
        try
        {
            await world.StartPartsAsync(olts, interval, withSyslog ? new IPEndPoint(IPAddress.Loopback, FreePort.Next()) : null);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"olt-{index + 1:00}");

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task StartPartsAsync(int olts, TimeSpan interval, IPEndPoint? syslog)
    {
        var broker = Keep(await Mosquitto.StartAsync(FileOf("broker")));
        Gateway = Keep(await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "gateway-key" }));
        for (var index = 0; index < olts; index++)
        {
            _olts.Add(Keep(await OltServer.StartAsync(new OltServerOptions
            {
                Listen = new IPEndPoint(IPAddress.Parse($"127.0.9.{index + 1}"), 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(OnusPerOlt, Pons: 1, Seed: index + 1),
                Syslog = syslog,
            })));
        }

        await WriteConfigsAsync(broker.Port, interval, syslog);
        var collector = Keep(ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", FileOf("collector.json")) { LogFile = FileOf("collector.log") }));
        await collector.WaitForLineAsync("Connected to", TimeSpan.FromSeconds(60));
        var agent = Keep(ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", FileOf("agent.json")) { LogFile = FileOf("agent.log") }));
        await agent.WaitForLineAsync("connected to mqtt", TimeSpan.FromSeconds(60));

        // The first poll is a baseline; where polls are often, a second one shows that the pace is kept.
        var pages = syslog is null ? 2 : 1;
        await WaitFor.TrueAsync(() => _olts.TrueForAll(olt => olt.Ledger.Pages.Count >= pages), interval + TimeSpan.FromSeconds(60), "every OLT to be read");
    }

    private async Task WriteConfigsAsync(int brokerPort, TimeSpan interval, IPEndPoint? syslog)
    {
        await File.WriteAllTextAsync(FileOf("olt.pw"), "olt-secret\n");
        await File.WriteAllTextAsync(FileOf("gateway.key"), "gateway-key\n");
        var broker = new { urls = new[] { $"mqtt://127.0.0.1:{brokerPort}" } };
        var agent = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["site"] = "bench-pop",
            ["state_dir"] = FileOf("agent"),
            ["broker"] = broker,
            ["devices"] = _olts.Select((olt, index) => new
            {
                id = Name(index), driver = "hioso-epon", url = olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = FileOf("olt.pw"), interval_s = (int)interval.TotalSeconds,
            }).ToArray(),
        };
        if (syslog is not null) agent["syslog"] = new { listen = syslog.ToString() };
        await File.WriteAllTextAsync(FileOf("agent.json"), JsonSerializer.Serialize(agent));
        await File.WriteAllTextAsync(FileOf("collector.json"), JsonSerializer.Serialize(new
        {
            instance = "bench-noc",
            state_dir = FileOf("collector"),
            listen = $"http://127.0.0.1:{FreePort.Next()}",
            broker,

            // No alert waits for the database.
            influx = new { url = $"http://127.0.0.1:{FreePort.Next()}", database = "none" },
            alerts = new { group_wait_s = 0, recipients = new[] { "noc" } },

            // A program is told without pauses between messages, which are the reader's and not the path's.
            channels = new { webhook = new { url = new Uri(Gateway.Address, "/alerts").ToString(), token_file = FileOf("gateway.key") } },
        }));
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }

    private string FileOf(string name) => Path.Combine(_directory, name);
}
