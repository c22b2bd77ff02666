using System.Threading.Channels;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Uplink;

/// <summary>Moves messages from the outbox to the broker and acks back, one thing after the other: whatever happens elsewhere becomes an input of this loop.</summary>
internal sealed partial class UplinkLoop : IAsyncDisposable
{
    /// <summary>After a return a backlog waits up to so long, so that a hundred sites do not start in the same instant.</summary>
    public static readonly TimeSpan MaxBacklogJitter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);
    private const int MaxQueuedMessages = 1_000;

    private abstract record Input
    {
        public sealed record Connected(BrokerAddress Broker) : Input;

        public sealed record Disconnected(MqttFault Fault) : Input;

        public sealed record Received(MqttMessage Message) : Input;

        public sealed record Published(MessageKey Key, int Connection, PublishOutcome Outcome) : Input;

        public sealed record Wake : Input
        {
            public static readonly Wake Up = new();
        }
    }

    private readonly string _site;
    private readonly EventStore _events;
    private readonly TelemetryOutbox _telemetry;
    private readonly EdgeClock _clock;
    private readonly Random _random;
    private readonly Func<StatusMessage> _status;
    private readonly ILogger _logger;
    private readonly Channel<Input> _inbox = Channel.CreateUnbounded<Input>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly SendWindow _window = new();
    private readonly AckRate _rate = new();
    private readonly SendPause _pause;
    private readonly Heartbeat _heartbeat = new();
    private readonly AlertsSchedule _alerts = new();
    private readonly FaultReports _faults = new();
    private readonly FaultLine _storeFaults;
    private readonly TimeGate _timeGate = new();
    private readonly long _started;
    private IBrokerLink? _link;
    private Task _running = Task.CompletedTask;
    private ITimer? _ticker;
    private int _wakePosted;
    private int _queuedMessages;
    private int _connection;
    private TimeSpan _backlogOpensAt;
    private TimeSpan _storeRestsUntil;
    private Drain? _drain;
    private volatile UplinkState _state;

    public UplinkLoop(string site, EventStore events, TelemetryOutbox telemetry, EdgeClock clock, Random random, Func<StatusMessage> status, ILogger logger)
    {
        (_site, _events, _telemetry, _clock, _random, _status, _logger) = (site, events, telemetry, clock, random, status, logger);
        _pause = new SendPause(random);
        _storeFaults = new FaultLine(logger, clock.Time);
        _started = clock.Time.GetTimestamp();
        _state = new UplinkState { Since = clock.Now };
        events.Available = Wake;
        telemetry.Available = Wake;
    }

    /// <summary>What may leave as far as its price is concerned; everything by default.</summary>
    public Func<OpenLanes> Affordable { get; init; } = static () => OpenLanes.All;

    /// <summary>How things stand; any thread may ask.</summary>
    public UplinkState State
    {
        get
        {
            var state = _state;
            return state with
            {
                LastAckAge = state.LastAckAt is { } at ? Elapsed - at : null,
                CollectorNow = state.CollectorTime is { } told ? told + (Elapsed - state.CollectorToldAt) : null,
            };
        }
    }

    private TimeSpan Elapsed => _clock.Time.GetElapsedTime(_started);

    /// <summary>The topics that the loop wants to hear.</summary>
    public static IReadOnlyList<string> Subscriptions(string site) => [Topics.Ack(site), Topics.Incidents(site)];

    /// <summary>Begins to work over a link whose callbacks lead to the methods below.</summary>
    public void Start(IBrokerLink link)
    {
        _link = link;
        _telemetry.Offline = true;
        _ticker = _clock.Time.CreateTimer(_ => Wake(), null, TickInterval, TickInterval);
        _running = Task.Run(RunAsync);
    }

    public void OnConnected(BrokerAddress broker) => _inbox.Writer.TryWrite(new Input.Connected(broker));

    public void OnDisconnected(MqttFault fault) => _inbox.Writer.TryWrite(new Input.Disconnected(fault));

    /// <summary>Queues a message. Beyond a limit they are dropped: an ack that is lost comes again with the resend.</summary>
    public void OnMessage(MqttMessage message)
    {
        if (Interlocked.Increment(ref _queuedMessages) > MaxQueuedMessages) Interlocked.Decrement(ref _queuedMessages);
        else _inbox.Writer.TryWrite(new Input.Received(message));
    }

    /// <summary>Sends what waits for as long as it moves: until nothing waits, the connection is gone, nobody acknowledges for 3 s, or the time is up.</summary>
    public Task DrainAsync(TimeSpan limit)
    {
        var drain = new Drain(Elapsed, limit);
        Interlocked.Exchange(ref _drain, drain);
        Wake();
        return drain.Done;
    }

    /// <summary>Ends the loop and leaves <c>stopped</c> as the retained state: a planned stop pages nobody.</summary>
    public async Task StopAsync(string reason)
    {
        await EndLoopAsync();
        if (_link is null || !_state.Connected) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), _clock.Time);
        try
        {
            await _link.PublishAsync(UplinkMessages.Of(_site, _status() with { State = AgentState.Stopped, Reason = reason }, SentAt()), patience.Token);
        }
        catch (OperationCanceledException)
        {
            _logger.LogWarning("the broker did not take the last status within 2 s: the office will see this agent as offline");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndLoopAsync();
        _stopping.Dispose();
    }

    private async Task EndLoopAsync()
    {
        _ticker?.Dispose();
        if (!_stopping.IsCancellationRequested) await _stopping.CancelAsync();
        await _running;
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _wakePosted, 1) == 0) _inbox.Writer.TryWrite(Input.Wake.Up);
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _inbox.Reader.WaitToReadAsync(_stopping.Token))
            {
                while (_inbox.Reader.TryRead(out var input)) Guarded(() => Handle(input));
                Guarded(Upkeep);
                Guarded(Pump);
                PublishState();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is under way stays in the outbox.
        }
    }

    /// <summary>A store that fails is no reason to stop: rows stay where they are and are sent again.</summary>
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException error)
        {
            _storeRestsUntil = Elapsed + TimeSpan.FromSeconds(5);
            _storeFaults.Say(LogLevel.Error, $"the outbox cannot be read or written: {error.Message}; check space and health of the state directory");
        }
    }

    /// <summary>For a status; none while nobody knows the time, or every cold start would look like a clock that is wrong.</summary>
    private DateTimeOffset? SentAt() => _clock.State == ClockState.Unsynced ? null : _clock.Now;

    private void PublishState() => _state = _state with
    {
        Pending = !_window.IsEmpty || Affordable().Of(Waiting()).Any,
        PauseReason = _pause.Reason,
        AckRate = _rate.PerSecond,
    };
}
