using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Common.Mqtt;

/// <summary>What a connection tells its session, on the network thread.</summary>
internal sealed record MqttConnectionEvents(Action<MqttMessage> Received, Action<MqttConnection> Up, Action Down, Action PublishEnded);

/// <summary>One connection to one broker, from the first packet to the last, with a native client of its own so that nothing is resent from an earlier one.</summary>
internal sealed unsafe class MqttConnection : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);

    // How soon the network thread sees that it shall stop; publishing wakes it at once.
    private const int Tick_ms = 200;
    private static readonly TimeSpan CountInterval = TimeSpan.FromMilliseconds(100);
    private const int Qos = 1;
    private const int NoSubscribersReason = 16, FirstErrorReason = 128;
    private const int MaxPayloadBytes = 16 * 1024 * 1024;

    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MqttConnectionEvents _events;
    private readonly MosquittoHandle _handle;
    private readonly PendingPublishes _pending;
    private readonly Dictionary<int, string> _subscribing = [];
    private readonly TrafficCounter _traffic;
    private readonly CertificateClock _certificates;
    private volatile bool _stopping;
    private volatile string? _abandonedBecause;
    private long _countedAt;
    private bool _acknowledged;
    private MqttFault? _fault;
    private string? _loggedError;

    public MqttConnection(MqttOptions options, BrokerAddress broker, TimeProvider time, ILogger logger, MqttConnectionEvents events, TrafficCounter traffic, CertificateClock certificates)
    {
        (_options, Broker, _time, _logger, _events, _traffic, _certificates) = (options, broker, time, logger, events, traffic, certificates);
        _pending = new PendingPublishes(events.PublishEnded);
        _handle = new MosquittoHandle(options.ClientId, this);
    }

    public BrokerAddress Broker { get; }

    /// <summary>The last subscription that the broker refused, or null.</summary>
    public MqttFault? Refusal { get; private set; }

    /// <summary>Whether it ever was connected and subscribed.</summary>
    public bool WasUp { get; private set; }

    /// <summary>Connects and works until the connection is over, on the calling thread.</summary>
    /// <returns>Why it ended; null when <see cref="Stop"/> ended it.</returns>
    public MqttFault? Run(BrokerRoute route)
    {
        try
        {
            if (MqttSetup.Apply(_handle, _options, Broker, _certificates) is { } problem) return problem;
            MqttCallbacks.Attach(_handle);
            _traffic.NewConnection();
            var started = _time.GetTimestamp();
            var error = LibMosquitto.ConnectBindAsync(_handle, route.Host, Broker.Port, (int)_options.KeepAlive.TotalSeconds, route.BindAddress);
            var arrived = false;
            while (error == LibMosquitto.Success && !_stopping)
            {
                if (arrived) error = LibMosquitto.Loop(_handle, Tick_ms, 1);
                else arrived = HasArrived();
                Count();
                if (!WasUp && _fault is null && _time.GetElapsedTime(started) > ConnectLimit)
                    _fault = new(MqttFaultKind.Unreachable, Broker, $"no answer within {ConnectLimit.TotalSeconds:0} s");
                if (_abandonedBecause is { } why) _fault ??= new(MqttFaultKind.Lost, Broker, why);
                if (_fault is not null) break;
            }

            var errno = Marshal.GetLastPInvokeError();
            if (!_stopping) return _fault ?? MqttFaults.FromError(Broker, error, errno, _loggedError, _acknowledged);
            if (_acknowledged && error == LibMosquitto.Success) MqttGoodbye.Say(_handle);
            return null;
        }
        finally
        {
            _events.Down();
            _pending.Close();
        }
    }

    /// <summary>Sends one message; the task ends at its PUBACK or when the connection does.</summary>
    public Task<PublishOutcome> Publish(MqttMessage message)
    {
        var messageId = 0;
        if (!MqttProperties.TryWrite(message, out var properties)) return Ended(PublishOutcome.Refused);
        try
        {
            int error;
            fixed (byte* payload = message.Payload.Span)
            {
                error = LibMosquitto.Publish(_handle, &messageId, message.Topic, message.Payload.Length, payload, Qos, message.Retain, properties);
            }

            if (error == LibMosquitto.Success) return _pending.Add(messageId);
            if (error == LibMosquitto.ErrorNoConnection) return Ended(PublishOutcome.ConnectionLost);
            _logger.LogWarning("A message to {Topic} of {Bytes} bytes cannot be sent: {Error}", message.Topic, message.Payload.Length, LibMosquitto.Describe(error));
            return Ended(PublishOutcome.Refused);
        }
        catch (ObjectDisposedException)
        {
            return Ended(PublishOutcome.ConnectionLost);
        }
        finally
        {
            if (properties != 0) LibMosquitto.PropertyFreeAll(ref properties);
        }
    }

    /// <summary>Ends the connection with a clean DISCONNECT, so that the broker does not publish the will.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Ends the connection as one that broke: there is a better way to the broker.</summary>
    public void Abandon(string why) => _abandonedBecause = why;

    public void Dispose() => _handle.Dispose();

    internal void OnConnack(int reason)
    {
        if (reason != 0)
        {
            _fault = MqttFaults.FromConnack(Broker, reason);
            return;
        }

        _acknowledged = true;
        MqttCallbacks.DetachLog(_handle);
        foreach (var filter in _options.Subscriptions)
        {
            int messageId;
            var error = LibMosquitto.Subscribe(_handle, &messageId, filter, Qos, 0, 0);
            if (error == LibMosquitto.Success) _subscribing[messageId] = filter;
            else Refused(filter, LibMosquitto.Describe(error));
        }

        ReportWhenUp();
    }

    internal void OnSuback(int messageId, int granted)
    {
        if (!_subscribing.Remove(messageId, out var filter)) return;
        if (granted >= FirstErrorReason) Refused(filter, LibMosquitto.DescribeReason(granted));
        ReportWhenUp();
    }

    internal void OnPuback(int messageId, int reason) => _pending.Complete(messageId, reason switch
    {
        NoSubscribersReason => PublishOutcome.NoSubscribers,
        >= FirstErrorReason => PublishOutcome.Refused,
        _ => PublishOutcome.Accepted,
    });

    internal void OnMessage(NativeMessage* message, nint properties)
    {
        if (message->PayloadLength > MaxPayloadBytes)
            _logger.LogWarning("A message of {Bytes} bytes was dropped: more than {Limit} is not taken", message->PayloadLength, MaxPayloadBytes);
        else
            _events.Received(MqttProperties.Read(message, properties));
    }

    internal void OnDisconnect(int reason)
    {
        // Below are the library's own error numbers, which the loop returns too.
        if (reason >= FirstErrorReason) _fault ??= MqttFaults.FromDisconnect(Broker, reason);
    }

    internal void OnLog(int level, string text)
    {
        if (level == LibMosquitto.LogError) _loggedError = text;
        else _logger.LogTrace("libmosquitto: {Text}", text);
    }

    internal void OnCallbackFailed(Exception problem) => _logger.LogError(problem, "A handler of MQTT messages failed; the connection goes on");

    /// <summary>On the network thread, whose socket it is. A tenth of a second before the end may stay uncounted.</summary>
    private void Count()
    {
        if (_time.GetElapsedTime(_countedAt) < CountInterval) return;
        _countedAt = _time.GetTimestamp();
        if (SocketTraffic.Of(LibMosquitto.Socket(_handle)) is { } soFar) _traffic.Seen(soFar);
    }

    private bool HasArrived()
    {
        var outcome = TcpArrival.Wait(LibMosquitto.Socket(_handle), Tick_ms);
        if (outcome is { } errno and not TcpArrival.Connected) _fault = MqttFaults.FromErrno(Broker, errno);
        return outcome == TcpArrival.Connected;
    }

    private void ReportWhenUp()
    {
        if (_subscribing.Count > 0 || WasUp) return;
        WasUp = true;
        _events.Up(this);
    }

    private void Refused(string filter, string why)
    {
        Refusal = new(MqttFaultKind.NotAuthorised, Broker, $"the broker refused the subscription to {filter}: {why.TrimEnd('.')}");
        _logger.LogWarning("{Fault}", Refusal);
    }

    private Task<PublishOutcome> Ended(PublishOutcome outcome)
    {
        _events.PublishEnded();
        return Task.FromResult(outcome);
    }
}
