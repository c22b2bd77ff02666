using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.NocCommands;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Simulators.Vrp;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.MikroTik;
using EdgeNoc.Tests.Polling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>The agent's side of commands with its real drivers, over simulated boxes that remember every line: <c>router-1, olt-1</c> (ZTE)<c>, olt-2</c> (SmartAX)<c>, olt-3</c> (web)<c>, olt-4</c> (Hioso)<c>, ne-1</c>. Only the broker is left out, and a minute passes when a test says so.</summary>
internal sealed class DeskRig : IAsyncDisposable
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly string _folder = RigDirectory.New("desk");
    private readonly RecordingLink _link = new();
    private VrpBox? _box;
    private Scheduler _scheduler = null!;
    private SiteWork _work = null!;
    private CommandDesk _desk = null!;

    public RouterServer Router { get; } = TestRouter.Start(sessions: 20);

    public TelnetOlt Zte { get; } = TelnetOlt.Start("zte", 16);

    public TelnetOlt SmartAx { get; } = TelnetOlt.Start("smartax", 16);

    public TelnetOlt Hioso { get; } = TelnetOlt.Start("hioso", 16);

    /// <summary>What the VRP box was sent.</summary>
    public string[] VrpLines => File.Exists(Path.Combine(_folder, "vrp", "asked.log")) ? File.ReadAllLines(Path.Combine(_folder, "vrp", "asked.log")) : [];

    public MemoryEventLog Log { get; } = new();

    public LogTail Tail { get; } = new(TimeProvider.System);

    public bool Restarted { get; private set; }

    /// <summary>What a poll of every device comes to; by default there is none.</summary>
    public Func<string, CancellationToken, Task<PolledOnce?>> Polled { get; set; } = (_, _) => Task.FromResult<PolledOnce?>(null);

    public static async Task<DeskRig> StartAsync(bool withVrp = false, string olt1Password = "pw-1")
    {
        var rig = new DeskRig();
        Directory.CreateDirectory(Path.Combine(rig._folder, "state"));
        if (withVrp) rig._box = await VrpBox.StartAsync(Path.Combine(rig._folder, "vrp"), "pw-1");
        File.WriteAllText(Path.Combine(rig._folder, "pw"), "pw-1\n");
        File.WriteAllText(Path.Combine(rig._folder, "olt-1.pw"), olt1Password + "\n");
        var file = Path.Combine(rig._folder, "agent.json");
        File.WriteAllText(file, rig.Config());
        var load = AgentConfigFile.Load(file);
        Assert.True(load.Config is not null, string.Join("; ", load.Errors));
        var outlets = new PollOutlets
        {
            Telemetry = new MemoryTelemetry(), Events = rig.Log, Tables = new MemoryTables(), Pinger = new FakePinger((_, _) => new PingResult(3, 0, null)), Time = TimeProvider.System, TimeQuality = () => TimeQuality.Synced, Logger = NullLogger.Instance,
        };
        // Not started: what a box hears is what a command sent.
        rig._scheduler = new Scheduler(load.Config, outlets, new Random(3));
        rig._work = new SiteWork(rig.Log, rig._time, () => TimeQuality.Synced, rig._scheduler.Pause, NullLogger.Instance);
        var parts = new CommandParts
        {
            Config = load.Config, ConfigFile = file, Scheduler = rig._scheduler, Poll = AgentCommands.Poll(new PollRequests((id, ct) => rig.Polled(id, ct), rig._time)), Pinger = new FakePinger((_, number) => new PingResult(1, number % 2, number % 2 == 1 ? 1.25 : null)),
            Work = rig._work, Log = rig.Tail, Status = () => "{}", Version = "1.2.3", FreeBytes = () => 1_000_000_000, Restart = () => rig.Restarted = true,
        };
        rig._desk = new CommandDesk("kdr-03", rig._link, new Admission(rig._time, () => rig._time.GetUtcNow()), new CommandWork(parts, TimeProvider.System).RunAsync, rig._time, NullLogger.Instance);
        return rig;
    }

    /// <summary>As if it had come from the broker; the answer.</summary>
    public async Task<CommandReply> AskAsync(string command, IReadOnlyDictionary<string, string> args, CommandRole role = CommandRole.Noc)
    {
        _time.Advance(TimeSpan.FromSeconds(6));
        Send(Request(command, args, role));
        return await AnswerAsync();
    }

    public Task<CommandReply> AskAsync(string command, params IReadOnlyList<string> words) => AskAsync(command, CommandWords.Read(CommandCatalogue.Find(command)!, words).Args);

    public void StartPolling() => _scheduler.Start();

    public string HealthOf(string device) => _scheduler.Health.Single(known => known.Id == device).Health;

    public void Pass(TimeSpan time) => _time.Advance(time);

    public CommandRequest Request(string command, IReadOnlyDictionary<string, string>? args = null, CommandRole role = CommandRole.Noc) =>
        new(CommandRequest.Run, Guid.NewGuid(), command, args ?? new Dictionary<string, string>(), "Budi", role, _time.GetUtcNow(), _time.GetUtcNow() + CommandCatalogue.MaxAge);

    public void Send(CommandRequest request, bool retain = false) => Take(JsonSerializer.Serialize(request, CommandJson.Default.CommandRequest), request.Id, retain);

    public bool Take(string json, Guid? id = null, bool retain = false) => Take(Encoding.UTF8.GetBytes(json), id, retain);

    public bool Take(byte[] payload, Guid? id = null, bool retain = false) =>
        _desk.TryTake(new MqttMessage(Topics.Command("kdr-03"), payload) { Retain = retain, CorrelationData = id is { } known ? known.ToByteArray(bigEndian: true) : default });

    public async Task<CommandReply> AnswerAsync()
    {
        var message = await _link.Sent.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal("edgenoc/v1/kdr-03/cmd/reply", message.Topic);
        var reply = JsonSerializer.Deserialize(message.Payload.Span, CommandJson.Default.CommandReply)!;
        Assert.Equal(reply.Id, new Guid(message.CorrelationData.Span, bigEndian: true));
        return reply;
    }

    public bool HasAnswer => _link.Sent.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _work.DisposeAsync();
        await _scheduler.DisposeAsync();
        await Router.DisposeAsync();
        await Zte.DisposeAsync();
        await SmartAx.DisposeAsync();
        await Hioso.DisposeAsync();
        if (_box is not null) await _box.DisposeAsync();
    }

    private string Config() => JsonSerializer.Serialize(new
    {
        site = "kdr-03",
        state_dir = Path.Combine(_folder, "state"),
        broker = new { urls = new[] { "mqtt://127.0.0.1" } },
        devices = (object[])
        [
            Device("router-1", "mikrotik", $"api://{Router.EndPoint}", TestRouter.User),
            Device("olt-1", "zte-cli", Zte.Url, Zte.Box.User, "olt-1.pw"),
            Device("olt-2", "smartax-cli", SmartAx.Url, SmartAx.Box.User),
            Device("olt-4", "hioso-cli", Hioso.Url, Hioso.Box.User),
            Device("olt-3", "hioso-epon", "http://127.0.0.1:9", "admin"),
            .. (_box is null ? Array.Empty<object>() : [Device("ne-1", "ne8000", _box.Url, SshServer.User)]),
        ],
    });

    private object Device(string id, string driver, string url, string user, string password = "pw") => new { id, driver, url, user, password_file = Path.Combine(_folder, password) };

    private sealed class RecordingLink : IBrokerLink
    {
        public Channel<MqttMessage> Sent { get; } = Channel.CreateUnbounded<MqttMessage>();

        public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
        {
            Sent.Writer.TryWrite(message);
            return Task.FromResult(PublishOutcome.Accepted);
        }
    }
}
