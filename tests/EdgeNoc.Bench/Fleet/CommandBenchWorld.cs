using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EdgeNoc.Agent.Host;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.RouterOs;

namespace EdgeNoc.Bench.Fleet;

/// <summary>A collector, a broker and some agents as real processes, each with the same simulated router. Commands need no InfluxDB.</summary>
internal sealed class CommandBenchWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = RigDirectory.New("bench-commands");
    private readonly Stack<IAsyncDisposable> _running = [];

    private CommandBenchWorld()
    {
    }

    public HttpClient Http { get; } = new() { Timeout = Patience };

    public static string Name(int site) => string.Create(CultureInfo.InvariantCulture, $"pop-{site + 1:00}");

    public static async Task<CommandBenchWorld> StartAsync(int sites, CancellationToken ct)
    {
        var world = new CommandBenchWorld();
        try
        {
            await world.StartPartsAsync(sites, ct);
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
        Http.Dispose();
        while (_running.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task StartPartsAsync(int sites, CancellationToken ct)
    {
        var broker = Keep(await Mosquitto.StartAsync(At("broker")));
        var router = Keep(RouterServer.Start(new RouterServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "edgenoc", Password = "pw-1", Plan = new RouterPlan("7.18.2", 120) }));
        await File.WriteAllTextAsync(At("pw"), "pw-1\n", ct);
        var port = FreePort.Next();
        var urls = new[] { $"mqtt://127.0.0.1:{broker.Port}" };
        Directory.CreateDirectory(At("collector"));
        await WriteAsync("collector.json", new
        {
            instance = "noc-1", state_dir = At("collector"), listen = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), broker = new { urls }, influx = new { url = "http://127.0.0.1:9", database = "edgenoc" },
        });
        var collector = Keep(ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", At("collector.json")) { LogFile = At("collector.log") }));
        await collector.WaitForLineAsync("Connected to", Patience);
        await WaitFor.ListenerAsync(port);
        for (var site = 0; site < sites; site++)
        {
            var (id, folder) = (Name(site), At($"agent-{site}"));
            await WriteAsync($"{id}.json", new
            {
                site = id, state_dir = folder, broker = new { urls }, devices = new[] { new { id = "router-1", driver = "mikrotik", url = $"api://{router.EndPoint}", user = "edgenoc", password_file = At("pw"), interval_s = 30 } },
            });
            Keep(ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", At($"{id}.json")) { LogFile = At($"{id}.log") }));
            await WaitFor.TrueAsync(async () => (await StatusClient.ReadAsync(folder, ct))?.Uplink.LastAckAgeS is not null, Patience, $"the first ack of {id}");
        }

        Http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(ct));
    }

    private async Task<string> TokenAsync(CancellationToken ct)
    {
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, "token", "add", "--name", "bench", "--role", "operator", "--config", At("collector.json")) { LogFile = At("token.log") });
        await verb.WaitForExitAsync(ct);
        return verb.Output.Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
    }

    private Task WriteAsync(string name, object config) => File.WriteAllTextAsync(At(name), JsonSerializer.Serialize(config));

    private string At(string name) => Path.Combine(_directory, name);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}
