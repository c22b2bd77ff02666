using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Common.Mqtt;

/// <summary>Keeps one MQTT 5 connection to one of several brokers alive and publishes over it, with QoS 1.</summary>
/// <remarks>
/// Every connection starts clean: no session at the broker, nothing resent by the library; whoever must not lose a message sends it again.
/// Handlers run on the network thread and must return at once; what they throw is logged and the connection goes on.
/// </remarks>
public sealed class MqttSession : IAsyncDisposable
{
    // Long enough for a DISCONNECT to leave; a thread that is stuck in a name lookup ends later by itself.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(4);

    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReconnectDelay _delay;
    private readonly MqttConnectionEvents _events;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop = new();
    private readonly TrafficCounter _traffic = new();
    private readonly CertificateClock _certificates = new();
    private volatile MqttConnection? _attempt;
    private volatile MqttConnection? _connection;
    private volatile MqttFault? _lastFault;
    private Task? _running;
    private bool _disposed;

    /// <param name="options">Where to and as whom.</param>
    /// <param name="time">For the waits between attempts.</param>
    /// <param name="random">For their jitter; used by this session alone from now on.</param>
    /// <param name="logger">One line for each change.</param>
    /// <exception cref="ArgumentException">No broker, or a <see cref="MqttOptions.MaxInFlight"/> below 1.</exception>
    public MqttSession(MqttOptions options, TimeProvider time, Random random, ILogger logger)
    {
        if (options.Brokers.Count == 0) throw new ArgumentException("at least one broker is needed", nameof(options));
        if (options.MaxInFlight < 1) throw new ArgumentException("MaxInFlight must be at least 1", nameof(options));
        (_options, _time, _logger) = (options, time, logger);
        _delay = new ReconnectDelay(options.MinReconnectDelay, options.MaxReconnectDelay, random);
        _slots = new SemaphoreSlim(options.MaxInFlight);
        _events = new MqttConnectionEvents(m => MessageReceived?.Invoke(m), OnUp, () => _connection = null, () => _slots.Release());
    }

    /// <summary>Each message of a subscription, in the broker's order; may come before <see cref="Connected"/>.</summary>
    public Action<MqttMessage>? MessageReceived { get; init; }

    /// <summary>After CONNACK and all SUBACKs.</summary>
    public Action<BrokerAddress>? Connected { get; init; }

    /// <summary>After each failed attempt and each lost connection.</summary>
    public Action<MqttFault>? Disconnected { get; init; }

    public bool IsConnected => _connection is not null;

    /// <summary>Why there is no connection, or which subscription the broker refused; null while all is well.</summary>
    public MqttFault? LastFault => _lastFault;

    /// <summary>Looks whether the client library is there.</summary>
    /// <exception cref="InvalidOperationException">libmosquitto is not installed; the text names the package.</exception>
    public static void EnsureLibrary() => LibMosquitto.EnsureLoaded();

    /// <summary>Starts to connect, and goes on until disposed.</summary>
    /// <exception cref="InvalidOperationException">libmosquitto is not installed; the text names the package.</exception>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_running is not null) throw new InvalidOperationException("the session was started before");
        LibMosquitto.EnsureLoaded();
        _running = Task.Run(RunAsync);
    }

    /// <summary>What this session has put on the network and taken from it so far.</summary>
    public WireTraffic Traffic => _traffic.Total;

    /// <summary>Leaves the connection there is and makes a new one, which takes the way that the machine would choose now.</summary>
    /// <param name="why">What the fault says that <see cref="Disconnected"/> is told.</param>
    public void Reconnect(string why) => _attempt?.Abandon(why);

    /// <summary>Publishes with QoS 1; waits while <see cref="MqttOptions.MaxInFlight"/> messages are unanswered.</summary>
    /// <returns>At the PUBACK; <see cref="PublishOutcome.ConnectionLost"/> when the connection breaks first or is not there.</returns>
    /// <exception cref="OperationCanceledException">The caller no longer waits; the message may still arrive.</exception>
    public async Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken ct)
    {
        if (_connection is null) return PublishOutcome.ConnectionLost;
        await _slots.WaitAsync(ct);
        if (_connection is { } connection) return await connection.Publish(message).WaitAsync(ct);
        _slots.Release();
        return PublishOutcome.ConnectionLost;
    }

    /// <summary>Says goodbye to the broker, so that the will is not published, and ends what waits with <see cref="PublishOutcome.ConnectionLost"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stop.CancelAsync();
        if (_running is not null) await _running;
        _stop.Dispose();
        _certificates.Dispose();
    }

    private async Task RunAsync()
    {
        var next = 0;
        while (!_stop.IsCancellationRequested)
        {
            var broker = _options.Brokers[next % _options.Brokers.Count];
            var started = _time.GetTimestamp();
            var (fault, wasUp) = await AttemptAsync(broker);
            if (fault is null) return;
            Report(fault);
            Call(() => Disconnected?.Invoke(fault));

            // One that goes at once, again and again (two clients with one id), must not be followed at once.
            if (wasUp && _time.GetElapsedTime(started) > _options.MaxReconnectDelay) _delay.Reset();
            if (!wasUp && ++next % _options.Brokers.Count != 0) continue;
            await Task.Delay(_delay.Next(), _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(MqttFault? Fault, bool WasUp)> AttemptAsync(BrokerAddress broker)
    {
        try
        {
            MqttFault? fault = null;
            foreach (var route in await BrokerRoutes.FindAsync(broker, _stop.Token))
            {
                (fault, var wasUp) = await ConnectAsync(broker, route);
                // Only an address that does not answer makes the next one worth trying.
                if (wasUp || fault?.Kind != MqttFaultKind.Unreachable) return (fault, wasUp);
            }

            return (fault ?? new(MqttFaultKind.Unreachable, broker, $"{broker.Host} has no address"), false);
        }
        catch (OperationCanceledException)
        {
            return (null, false);
        }
        catch (Exception problem) when (problem is SocketException or InvalidOperationException or ArgumentException)
        {
            var kind = problem is SocketException ? MqttFaultKind.Unreachable : MqttFaultKind.Protocol;
            return (new(kind, broker, $"{broker.Host}: {problem.Message}"), false);
        }
    }

    private async Task<(MqttFault? Fault, bool WasUp)> ConnectAsync(BrokerAddress broker, BrokerRoute route)
    {
        var connection = new MqttConnection(_options, broker, _time, _logger, _events, _traffic, _certificates);
        _attempt = connection;
        var ended = new TaskCompletionSource<MqttFault?>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => RunToEnd(connection, route, ended)) { IsBackground = true, Name = "mqtt" }.Start();
        await using var stopping = _stop.Token.Register(connection.Stop);
        try
        {
            return (await ended.Task.WaitAsync(_stop.Token), connection.WasUp);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(ended.Task, Task.Delay(StopLimit));
            return (null, connection.WasUp);
        }
    }

    private static void RunToEnd(MqttConnection connection, BrokerRoute route, TaskCompletionSource<MqttFault?> ended)
    {
        try
        {
            ended.SetResult(connection.Run(route));
        }
        catch (Exception problem)
        {
            ended.SetException(new InvalidOperationException($"the network thread failed: {problem.Message}", problem));
        }
        finally
        {
            connection.Dispose();
        }
    }

    private void OnUp(MqttConnection connection)
    {
        _lastFault = connection.Refusal;
        _connection = connection;
        _logger.LogInformation("Connected to {Broker} as {ClientId}", connection.Broker, _options.ClientId);
        Call(() => Connected?.Invoke(connection.Broker));
    }

    private void Report(MqttFault fault)
    {
        var level = fault == _lastFault ? LogLevel.Debug : LogLevel.Warning;
        _logger.Log(level, "{Fault}", fault);
        _lastFault = fault;
    }

    private void Call(Action handler)
    {
        try
        {
            handler();
        }
        catch (Exception problem)
        {
            _logger.LogError(problem, "A handler of MQTT connection changes failed; the session goes on");
        }
    }
}
