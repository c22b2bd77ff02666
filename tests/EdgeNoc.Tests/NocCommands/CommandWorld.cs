using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Simulators.Vrp;
using EdgeNoc.Tests.MikroTik;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>A collector, a broker and an agent as real processes, over a simulated router, OLT and (where there is an sshd) VRP box. There is no InfluxDB: commands do not need one.</summary>
internal sealed class CommandWorld : IAsyncDisposable
{
    public const string Site = "kdr-03";
    public const string Password = "pw-of-all-boxes-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = RigDirectory.New("commands");
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private VrpBox? _box;
    private ManagedProcess? _agent;
    private ManagedProcess? _collector;

    public required Mosquitto Broker { get; init; }

    public RouterServer Router { get; } = RouterServer.Start(new RouterServerOptions
    {
        Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0), User = TestRouter.User, Password = Password, Plan = new RouterPlan("7.18.2", 20),
    });

    public TelnetOlt Olt { get; } = StartOlt();

    public ManagedProcess Agent => _agent!;

    public string AgentLog => Path.Combine(_folder, "agent.log");

    public static async Task<CommandWorld> StartAsync(bool withVrp = false)
    {
        var parts = RigDirectory.New("commands-parts");
        var world = new CommandWorld { Broker = await Mosquitto.StartAsync(Path.Combine(parts, "broker")) };
        if (withVrp) world._box = await VrpBox.StartAsync(Path.Combine(parts, "vrp"), Password);
        world.WriteConfigs();
        world._collector = ManagedProcess.Start(new(Built.Collector, "run", "--config", world.At("collector.json")) { LogFile = world.At("collector.log") });
        await world._collector.WaitForLineAsync("Connected to mqtt", Patience);
        await WaitFor.ListenerAsync(world._port);
        await world.StartAgentAsync();
        return world;
    }

    /// <summary>Returns once the collector knows that the agent is there and what it knows.</summary>
    public async Task StartAgentAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        _agent = ManagedProcess.Start(new(Built.Agent, "run", "--config", At("agent.json")) { LogFile = AgentLog });
        await WaitFor.TrueAsync(() => Rows("SELECT state FROM sites WHERE site = 'kdr-03'").Contains("online"), Patience, "the agent to be online");
        // Until its first ack an agent whose clock nobody disciplines cannot tell how old a command is.
        await WaitFor.TrueAsync(async () => (await StatusClient.ReadAsync(At("agent")))?.Uplink.LastAckAgeS is not null, Patience, "the agent's first ack");
    }

    public async Task<string> TokenAsync(string role, params string[] more)
    {
        var verb = await VerbAsync(["token", "add", "--name", $"{role} 1", "--role", role, .. more]);
        return verb.Output.Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
    }

    public async Task<(int Status, JsonElement Json)> PostAsync(string token, string command, object args, string site = Site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(FormattableString.Invariant($"http://127.0.0.1:{_port}/api/v1/sites/{site}/commands")));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(JsonSerializer.Serialize(new { command, args }), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, json.RootElement.Clone());
    }

    /// <summary>The verb <c>site run</c>.</summary>
    public Task<(int Code, string Output)> RunAsync(params string[] words) => VerbAsync(["site", "run", Site, .. words]);

    public async Task<(int Code, string Output)> VerbAsync(params string[] arguments)
    {
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, [.. arguments, "--config", At("collector.json")]) { LogFile = At("verb.log") });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await verb.WaitForExitAsync(limit.Token);
        return (verb.ExitCode, string.Join('\n', verb.Output));
    }

    /// <summary>Who asked what, and what came of it, the oldest first.</summary>
    public IReadOnlyList<string> Audit() =>
        Rows("SELECT via || ' ' || target || ' ' || json_extract(detail_json, '$.command') || ' ' || COALESCE(json_extract(detail_json, '$.\"arg.device\"'), '-') || ' by ' || json_extract(detail_json, '$.by') || ': ' || outcome FROM audit WHERE action = 'site.command' ORDER BY id");

    public IReadOnlyList<string> Rows(string sql)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(At("collector/collector.db"), "NORMAL"));
        return database.Query(sql, static row => row.GetString(0));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_agent is not null) await _agent.DisposeAsync();
        if (_collector is not null) await _collector.DisposeAsync();
        if (_box is not null) await _box.DisposeAsync();
        await Router.DisposeAsync();
        await Olt.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private static TelnetOlt StartOlt()
    {
        var (look, answer) = OltCliBox.Of("zte", 16);
        return TelnetOlt.Start(new OltCliBox(look, answer) { Password = Password });
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void WriteConfigs()
    {
        Directory.CreateDirectory(At("agent"));
        Directory.CreateDirectory(At("collector"));
        File.WriteAllText(At("pw"), Password + "\n");
        File.WriteAllText(At("agent.json"), JsonSerializer.Serialize(new
        {
            site = Site,
            language = "en",
            state_dir = At("agent"),
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            cabinet = new { chip = "simulated", lamps = new { owner = new { line = 17 } }, buzzer = new { line = 24 } },
            devices = (object[])
            [
                Device("router-1", "mikrotik", $"api://{Router.EndPoint}", TestRouter.User),
                Device("olt-1", "zte-cli", Olt.Url, Olt.Box.User),
                .. (_box is null ? Array.Empty<object>() : [Device("ne-1", "ne8000", _box.Url, SshServer.User)]),
            ],
        }));
        File.WriteAllText(At("collector.json"), JsonSerializer.Serialize(new
        {
            instance = "noc-1",
            state_dir = At("collector"),
            listen = FormattableString.Invariant($"http://127.0.0.1:{_port}"),
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            influx = new { url = "http://127.0.0.1:9", database = "edgenoc" },
        }));
    }

    private object Device(string id, string driver, string url, string user) => new { id, driver, url, user, password_file = At("pw"), interval_s = 60 };
}
