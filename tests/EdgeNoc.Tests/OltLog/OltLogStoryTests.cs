using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.OltLog;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Polling;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.OltLog;

/// <summary>A simulated OLT that sends its log, a real socket, the real scheduler. The device's own turn comes once an hour: whatever happens here happened because of the log.</summary>
[Trait("Category", "Slow")]
public sealed class OltLogStoryTests : IAsyncLifetime
{
    private readonly MemoryEventLog _events = new();
    private readonly MemoryTelemetry _telemetry = new();
    private OltServer _olt = null!;
    private Scheduler _scheduler = null!;
    private SyslogReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        // The receiver has to be there before the OLT knows its port, and needs the OLT's address: a port of its own, found before.
        var port = FreeUdpPort();
        _olt = await OltServer.StartAsync(new OltServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Parse("127.0.0.7"), 0),
            User = "admin",
            Password = "olt-secret",
            Plan = new OltPlan(32, 2, 5, PonPrefix: "0/1/"),
            // No column for a reason: only the log tells.
            Firmware = new OltFirmware { Pages = OltPages.Config },
            Syslog = new IPEndPoint(IPAddress.Loopback, port),
        });
        var options = new HiosoEponOptions { Url = _olt.Address, User = "admin", Password = TestSecret.Of("olt-secret"), Gap = TimeSpan.FromMilliseconds(20) };
        var config = new AgentConfig
        {
            Site = "kdr-03", Name = "Kediri 03", Broker = new BrokerConfig([], null, null, null), Sha256 = "",
            Devices = [new DeviceConfig("olt-1", HiosoEponDriver.Definition, TimeSpan.FromHours(1), options)],
        };
        var watch = new OltLogWatch(config.Devices, config.Detection, TimeProvider.System);
        _scheduler = new Scheduler(config, new PollOutlets
        {
            Telemetry = _telemetry,
            Events = _events,
            Pinger = new FakePinger((_, _) => new PingResult(3, 0, null)),
            Time = TimeProvider.System,
            TimeQuality = () => TimeQuality.Synced,
            Logger = NullLogger.Instance,
            Tables = new MemoryTables(),
            Watch = watch,
        }, new Random(3));
        var sources = new LogSources(config.Devices, TimeProvider.System);
        _receiver = SyslogReceiver.TryStart(new IPEndPoint(IPAddress.Loopback, port), new LogInbox(sources, watch, _scheduler.PollSoon, TimeProvider.System, NullLogger.Instance), sources, NullLogger.Instance)!;
        _scheduler.Start();
        await WaitFor.TrueAsync(() => _scheduler.Health[0].Health == "ok", TimeSpan.FromSeconds(20), "the first poll");
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _scheduler.DisposeAsync();
        await _olt.DisposeAsync();
    }

    [Fact]
    public async Task A_lost_power_is_an_event_with_its_reason_within_seconds_and_so_is_its_return()
    {
        var raised = await HappensAsync(new OltAction(OltActionKind.GaspOnu, "0/1/1:4"), EventState.Raised);
        Assert.Equal(("onu.down", "onu/0/1/1:4", "dying_gasp"), (raised.Kind, raised.Entity, raised.Reason));
        var cleared = await HappensAsync(new OltAction(OltActionKind.RestoreOnu, "0/1/1:4"), EventState.Cleared);
        Assert.Equal(("onu.down", "onu/0/1/1:4"), (cleared.Kind, cleared.Entity));
    }

    [Fact]
    public async Task A_broken_fibre_is_a_pon_that_is_down_before_its_onus_are_and_as_few_polls_as_one_onu()
    {
        var before = Polls;
        await HappensAsync(new OltAction(OltActionKind.CutPon, "0/1/2"), EventState.Raised);
        await WaitFor.TrueAsync(() => _events.Snapshot().Count(change => change.Kind == "onu.down") == 16, TimeSpan.FromSeconds(30), "all ONUs");
        var raised = _events.Snapshot();
        Assert.Equal("pon/0/1/2", Assert.Single(raised, change => change.Kind is "pon.down").Entity);
        Assert.All(raised.Where(change => change.Kind == "onu.down"), onu => Assert.Null(onu.Reason));
        // Sixteen lines are not sixteen polls.
        Assert.InRange(Polls - before, 1, 4);
    }

    [Fact]
    public async Task A_line_that_no_poll_confirms_raises_nothing()
    {
        var before = Polls;
        var mac = _olt.Model.NextPage().Rows[3].Mac;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.7"), 0));
        socket.SendTo(Encoding.UTF8.GetBytes($"<14>Jan 18 14:53:57 OLT EPON: Onu 0/1/1:4 {mac} dying-gasp"), _receiver.EndPoint);
        await WaitFor.TrueAsync(() => Polls - before >= 4, TimeSpan.FromSeconds(30), "the polls that the line asks for");
        Assert.Empty(_events.All);
        Assert.Equal(1, _receiver.Inbox.Counts.Used);
    }

    [Fact]
    public async Task A_line_from_another_address_is_counted_and_nothing_else()
    {
        var before = Polls;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.8"), 0));
        socket.SendTo("<14>Jan 18 14:53:57 OLT EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da dying-gasp"u8, _receiver.EndPoint);
        await WaitFor.TrueAsync(() => _receiver.Inbox.Counts.Strangers == 1, TimeSpan.FromSeconds(20), "the datagram");
        Assert.Equal((0, 0L), (Polls - before, _receiver.Inbox.Counts.Used));
    }

    [Fact]
    public void A_port_that_is_taken_is_said_and_costs_nothing_else() =>
        Assert.Null(SyslogReceiver.TryStart(_receiver.EndPoint, _receiver.Inbox, new LogSources([], TimeProvider.System), NullLogger.Instance));

    private int Polls => _olt.Asked.Count(page => page == "/onuConfigPonList.asp");

    private async Task<EdgeEvent> HappensAsync(OltAction action, EventState state)
    {
        var began = TimeProvider.System.GetTimestamp();
        _olt.Model.Apply(action);
        EdgeEvent? found = null;
        await WaitFor.TrueAsync(
            () => (found = _events.Snapshot().FirstOrDefault(change => change.State == state)) is not null,
            TimeSpan.FromSeconds(30),
            $"an event of {action}");
        TestContext.Current.SendDiagnosticMessage($"{action}: event after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
        return found!;
    }

    private static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
