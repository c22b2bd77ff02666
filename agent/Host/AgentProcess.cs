using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Board;
using EdgeNoc.Agent.Cabinet.Inputs;
using EdgeNoc.Agent.Cabinet.Page;
using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Agent.OltLog;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Agent.Tables;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Host;

/// <summary>One agent from start to stop: makes the parts, joins them, and stops them in the order that loses nothing (agent/Uplink/README.md).</summary>
internal sealed class AgentProcess
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private readonly AgentConfig _config;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _logger;
    private readonly EdgeClock _clock = EdgeClock.OfSystem();

    public AgentProcess(AgentConfig config, ILoggerFactory logs) => (_config, _logs, _logger) = (config, logs, logs.CreateLogger("EdgeNoc.Agent"));

    /// <summary>What a long press of the cabinet's button begins; null for nothing.</summary>
    public FullCheck? FullCheck { get; init; }

    /// <summary>Keeps the last lines of the log; empty unless it is among <c>logs</c>.</summary>
    public LogTail Log { get; init; } = new(TimeProvider.System);

    /// <summary>The config's file, for whoever wants to see it; null when nobody said.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>What the office made of this machine; null for a config that was written by hand.</summary>
    public EnrolledAgent? Enrolled { get; init; }

    /// <summary>Runs until cancelled or asked to begin anew, then stops gracefully.</summary>
    /// <returns>Which of the two.</returns>
    /// <exception cref="StateDirectoryException">Another agent runs there.</exception>
    public async Task<AgentEnd> RunAsync(SystemdNotifier systemd, CancellationToken stop)
    {
        using var restart = new CancellationTokenSource();
        using var directory = StateDirectory.Take(_config.StateDir);
        var boot = BootIdentity.New(_clock);
        // Before anything is touched: whoever dies from here on is known to the next run.
        var alive = new AliveMark(directory.Alive, boot, _clock);
        using var events = EventStore.Open(directory.Events, boot, _clock, _logs.CreateLogger("EdgeNoc.Outbox"));
        using var telemetry = new TelemetryOutbox(TelemetryStore.Open(directory.Telemetry, boot), boot, _clock, events, _config.Compress, _logs.CreateLogger("EdgeNoc.Outbox"))
        {
            Limits = new OutboxLimits((long)_config.Outbox.MaxMb << 20, TimeSpan.FromDays(_config.Outbox.MaxAgeDays), (long)_config.Outbox.MinFreeMb << 20),
            FreeBytes = () => MachineFigures.DiskFreeBytes(directory.Path),
        };
        await using var selfWatch = new SelfWatch(events, telemetry, _clock, alive, _logs.CreateLogger("EdgeNoc.Agent")) { FolderIsOurs = directory.TryTakeAgain };
        await using var way = new UplinkWatch(_config, events, _clock, MachineRoutes.DefaultInterface, _logs.CreateLogger("EdgeNoc.Uplink"));
        var thrifty = new MeteredOutbox(telemetry, () => way.Use.Terms, _clock.Time);
        var status = new AgentStatus(_config, boot, _clock, () => way.Use.Terms.Word) { Enrolled = Enrolled };
        await using var uplink = new UplinkLoop(_config.Site, events, telemetry, _clock, new Random(), status.Message, _logs.CreateLogger("EdgeNoc.Uplink")) { Affordable = () => way.Use.Terms.Open };
        await using var inbound = new InboundTopics(
            [new(Topics.Command(_config.Site), MaxBytes: 1 << 20, MaxWaiting: 32), new(Topics.ConfigWant(_config.Site), SignedEnvelope.MaxBytes, MaxWaiting: 2)], _logs.CreateLogger("EdgeNoc.Uplink"));
        var configRun = new ConfigRun(_config.Site, events, _clock, Enrolled?.BeginAnew ?? (static () => { }), _logs.CreateLogger("EdgeNoc.Config"));
        var known = new KnownTime(_clock, KnownTime.Built, alive.LastSeen, Enrolled?.Time ?? default);
        await using var session = Session(uplink, inbound, configRun, status, thrifty, known);
        await using var pinger = new Pinger(new Random());
        var life = new SignsOfLife(_config, _clock.Time, telemetry);
        var oltLog = _config.Syslog is null ? null : new OltLogWatch(_config.Devices, _config.Detection, _clock.Time);
        var onus = _config.Cabinet?.Page is null ? null : new OnuBook();
        var outlets = Outlets(events, telemetry, pinger) with { Telemetry = thrifty, TableGap = () => way.Use.Terms.Metered ? TablePolicy.MeteredGap : TablePolicy.MinGap, Watch = oltLog, Shown = onus is null ? null : onus.See };
        await using var scheduler = new Scheduler(_config, outlets, new Random()) { Polled = life.Polled };
        var states = new SiteStates(status, events, uplink, scheduler);
        var door = _config.Cabinet is { Button: not null, Page: not null } ? new HeldDoor(_clock.Time) : null;
        await using var cabinet = Cabinet(states, life, events, telemetry, scheduler, door);
        if (cabinet is not null) status.Panel = () => PanelStatus.Of(cabinet.Now);
        await using var board = new BoardWatch(events, _clock, MachineFigures.SocTempC, MachineFigures.Throttled, _config.Cabinet?.SocTempHighC ?? CabinetConfig.DefaultSocTempHighC);
        var reports = new StatusReports(status, events, telemetry, uplink, way, scheduler, states) { Cabinet = cabinet };

        if (directory.Problem is { } problem) _logger.LogError("{Problem}", problem);
        telemetry.Start();
        selfWatch.Start();
        var link = new MqttLink(session);
        uplink.Start(link);
        configRun.Start(link, () => scheduler.Health.Where(device => device.LastError is not null).Select(device => device.Id).ToHashSet(StringComparer.Ordinal));
        Enrolled?.Updates?.Start(new UpdateSurroundings(() => way.Use.Terms, () => uplink.State.LastAckAge, MachineFigures.DiskFreeBytes));
        using var attached = HearConfigs(inbound, configRun);
        if (Enrolled is not { MayConnect: false }) session.Start();
        way.Start(new Counted(session), () =>
        {
            thrifty.Forget();
            telemetry.Metered = way.Use.Terms.Metered;
        });
        // Before the first poll: a device that a person works in is left alone from the beginning.
        await using var work = new SiteWork(events, _clock.Time, () => _clock.Quality, scheduler.Pause, _logs.CreateLogger("EdgeNoc.Cabinet"));
        scheduler.Start();
        cabinet?.Start();
        await using var syslog = oltLog is null ? null : StartSyslog(oltLog, scheduler);
        var polls = new PollRequests(scheduler.PollNowAsync, _clock.Time);
        await using var server = StatusServer.TryStart(directory.Socket, reports.Now, Poll(polls), _logger);
        work.Start();
        await using var page = onus is null ? null : CabinetPage.Start(_config.Cabinet!.Page!, new PageSite { Config = _config, Facts = () => PageFacts.Of(reports.Now()), Onus = onus, Poll = polls.PollAsync, Work = work, LocalConfig = OwnConfig(Enrolled), Door = door, Check = FullCheck, Cabinet = cabinet is null ? null : () => cabinet.Now }, _clock.Time, _logs);
        await using var commands = new CommandDesk(_config.Site, link, new Admission(_clock.Time, CollectorNow(uplink)), new CommandWork(new CommandParts
        {
            Config = _config, ConfigFile = ConfigFile, Scheduler = scheduler, Poll = AgentCommands.Poll(polls), Pinger = pinger, Check = FullCheck, Work = work, Cabinet = cabinet, Log = Log,
            Status = AgentCommands.Status(reports), Version = AgentStatus.Version, FreeBytes = () => MachineFigures.DiskFreeBytes(_config.StateDir), Restart = () => _ = restart.CancelAsync(),
        }, _clock.Time).RunAsync, _clock.Time, _logs.CreateLogger("EdgeNoc.Commands"));
        inbound.Hear(Topics.Command(_config.Site), (message, _) =>
        {
            if (!commands.TryTake(message)) Enrolled?.OnCommand(message);
            return Task.CompletedTask;
        });
        await using var figures = new OwnFigures(thrifty, telemetry, events, uplink, way, scheduler, _clock, _config.StateDir);
        await using var watchdog = new Watchdog(systemd, life, _clock.Time);
        systemd.Ready($"site {_config.Site}: {_config.Devices.Count} devices and groups");
        _logger.LogInformation(
            "agent {Version} of site {Site} runs: {Devices} devices and groups, state in {StateDir}, boot {Boot}, {Rows} messages and {Events} events from before",
            AgentStatus.Version, _config.Site, _config.Devices.Count, directory.Path, boot.Boot, telemetry.TelemetryDepth().Rows, events.Depth().Rows);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, restart.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A run that ends to begin anew is no end of the service.
        if (Enrolled is not { End.IsCancellationRequested: false }) systemd.Stopping("sending what waits");
        _logger.LogInformation("stopping: no more polls, then up to {Limit} s for what waits", DrainLimit.TotalSeconds);
        if (syslog is not null) _logger.LogInformation("syslog: {Counts}", syslog.Inbox.Counts);
        await scheduler.StopAsync();
        telemetry.CloseBatch();
        await uplink.DrainAsync(DrainLimit);
        var kept = telemetry.CommitNow(lastChance: true);
        await uplink.StopAsync(restart.IsCancellationRequested ? "begins anew, as the office asked" : "stopped on this machine");
        if (kept) selfWatch.StoppedCleanly();
        _logger.LogInformation("stopped: {Messages} messages and {Events} events wait on disk", telemetry.TelemetryDepth().Rows, events.Depth().Rows);
        return restart.IsCancellationRequested && !stop.IsCancellationRequested ? AgentEnd.BeginAnew : AgentEnd.Stopped;
    }

    private static LocalConfig? OwnConfig(EnrolledAgent? enrolled) => enrolled is null ? null : new LocalConfig(
        enrolled.Configs.LastGood, config => [.. enrolled.Configs.MakeHere(config).Select(problem => $"{(problem.Path is { } path ? path + ": " : "")}{problem.Problem}: {problem.Remedy}")]);

    private IDisposable? HearConfigs(InboundTopics inbound, ConfigRun run)
    {
        var handMade = new HandMadeConfig(_config.Sha256, run, _clock.Time);
        Action<ReadOnlyMemory<byte>> hear = Enrolled is null ? handMade.Hear : Enrolled.Configs.Hear;
        inbound.Hear(Topics.ConfigWant(_config.Site), (message, _) =>
        {
            hear(message.Payload);
            return Task.CompletedTask;
        });
        if (Enrolled is null) handMade.Begin();
        return Enrolled?.Configs.Attach(run);
    }

    /// <summary>As its acks tell, which needs no clock that is right; before the first one this machine's own, if that is known to be.</summary>
    private Func<DateTimeOffset?> CollectorNow(UplinkLoop uplink) => () => uplink.State.CollectorNow ?? (_clock.State == ClockState.Unsynced ? null : _clock.Now);

    private MqttSession Session(UplinkLoop uplink, InboundTopics inbound, ConfigRun configRun, AgentStatus status, MeteredOutbox thrifty, KnownTime known)
    {
        if (!_config.Broker.TryReadPassword(out var password, out var problem))
            _logger.LogError("{Problem}: connecting without; put it right and restart", problem);
        var options = _config.Broker.Options(_config.Site, password) with
        {
            Subscriptions = [.. UplinkLoop.Subscriptions(_config.Site), .. inbound.Subscriptions],
            Will = UplinkMessages.Of(_config.Site, status.Will),
            KnownTime = () => known.Now,
        };
        var thrownOff = Enrolled is null ? null : new ThrownOff(_config.Site, _clock.Time);
        return new MqttSession(options, _clock.Time, new Random(), _logs.CreateLogger("EdgeNoc.Mqtt"))
        {
            Connected = broker =>
            {
                thrifty.Forget();
                uplink.OnConnected(broker);
                configRun.Connected();
            },
            Disconnected = fault => uplink.OnDisconnected(thrownOff?.Said(fault) ?? fault),
            MessageReceived = message =>
            {
                if (!inbound.TryTake(message)) uplink.OnMessage(message);
            },
        };
    }

    private CabinetWork? Cabinet(SiteStates states, SignsOfLife life, EventStore events, TelemetryOutbox telemetry, Scheduler scheduler, HeldDoor? door)
    {
        if (_config.Cabinet is not { } cabinet)
        {
            ContactTeller.ForgetAll(events, _clock);
            return null;
        }

        var links = new CabinetLinks
        {
            Site = states.Now,
            Alive = () => life.OutboxAlive && scheduler.IsOnTime,
            Events = events,
            Clock = _clock,
            Zone = _config.TimeZone,
            Flush = () =>
            {
                telemetry.CloseBatch();
                telemetry.CommitNow(lastChance: true);
            },
            Check = FullCheck,
            Door = door,
        };
        return new CabinetWork(cabinet, PanelHardware.Open(cabinet, CabinetWork.Consumer), links, _logs.CreateLogger("EdgeNoc.Cabinet"));
    }

    private Func<SocketRequest, CancellationToken, Task<PollReply>> Poll(PollRequests requests) => async (request, cancellationToken) =>
    {
        if (_config.Find(request.Poll) is not { } device) return PollReply.NoSuchDevice(request.Poll, _config.Devices.Select(known => known.Id));
        return await requests.PollAsync(device.Id, cancellationToken).ConfigureAwait(false) is { } polled
            ? PollReply.Of(device, polled.Result, polled.Took, request.PartOf(device))
            : PollReply.NoSuchDevice(request.Poll, []);
    };

    private SyslogReceiver? StartSyslog(OltLogWatch watch, Scheduler scheduler)
    {
        var logger = _logs.CreateLogger("EdgeNoc.OltLog");
        var sources = new LogSources([.. _config.Devices.Where(device => device.Driver.ReadLogLine is not null)], _clock.Time);
        return SyslogReceiver.TryStart(_config.Syslog!, new LogInbox(sources, watch, scheduler.PollSoon, _clock.Time, logger), sources, logger);
    }

    private PollOutlets Outlets(EventStore events, TelemetryOutbox telemetry, Pinger pinger) => new()
    {
        Telemetry = telemetry,
        Events = events,
        Tables = telemetry,
        Pinger = pinger,
        Knock = HostPort.AnswersAsync,
        Time = _clock.Time,
        TimeQuality = () => _clock.Quality,
        Logger = _logs.CreateLogger("EdgeNoc.Polling"),
    };

    private sealed class Counted(MqttSession session) : IUplinkSession
    {
        public WireTraffic Traffic => session.Traffic;

        public void Reconnect(string why) => session.Reconnect(why);
    }

    private sealed class MqttLink(MqttSession session) : IBrokerLink
    {
        public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken) => session.PublishAsync(message, cancellationToken);
    }
}
