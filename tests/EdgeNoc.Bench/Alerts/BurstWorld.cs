using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Alerts;

/// <summary>A real broker, the real collector as its own process and a gateway; one connection speaks for all sites.</summary>
internal sealed class BurstWorld : IAsyncDisposable
{
    private readonly string _directory;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BurstWorld(string directory) => _directory = directory;

    public required Mosquitto Broker { get; init; }

    public required GatewayServer Gateway { get; init; }

    public ManagedProcess Collector { get; private set; } = null!;

    public MqttSession Sites { get; private set; } = null!;

    public static async Task<BurstWorld> StartAsync(string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, "collector"));
        var world = new BurstWorld(directory)
        {
            Broker = await Mosquitto.StartAsync(Path.Combine(directory, "broker")),
            Gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = "gateway-key" }),
        };
        await File.WriteAllTextAsync(world.FileOf("gateway.key"), "gateway-key\n");
        await File.WriteAllTextAsync(world.FileOf("collector.json"), world.Config());
        world.Collector = ManagedProcess.Start(new(Built.Collector, "run", "--config", world.FileOf("collector.json")) { LogFile = world.FileOf("collector.log") });
        await world.Collector.WaitForLineAsync("Connected to mqtt", TimeSpan.FromSeconds(60));
        await world.ConnectAsync();
        return world;
    }

    /// <summary>A number out of the collector's database, read beside it.</summary>
    public long Count(string sql)
    {
        using var connection = SqliteStore.OpenToRead(Path.Combine(_directory, "collector", "collector.db"));
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Sites.DisposeAsync();
        await Collector.DisposeAsync();
        await Gateway.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", Broker.Port, Tls: false)], ClientId = "bench-sites" };
        Sites = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance) { Connected = _ => _connected.TrySetResult() };
        Sites.Start();
        await _connected.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private string FileOf(string name) => Path.Combine(_directory, name);

    private string Config() => JsonSerializer.Serialize(new
    {
        instance = "bench-noc",
        state_dir = FileOf("collector"),
        listen = $"http://127.0.0.1:{FreePort.Next()}",
        broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },

        // Nothing is measured here: a database that is not there holds up no alert.
        influx = new { url = $"http://127.0.0.1:{FreePort.Next()}", database = "none" },
        alerts = new { group_wait_s = 1, agent_offline_hold_s = 90, recipients = new[] { "628123456789" } },
        channels = new { mpwa = new { url = Gateway.SendUrl.ToString(), sender = "628111", api_key_file = FileOf("gateway.key") } },
    });
}
