using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>The collector's one connection to the broker.</summary>
/// <remarks>
/// Registered before all that use it, so that it is stopped last: after the bodies in flight are stored and their acks sent. <see cref="Intake"/>
/// starts it.
/// </remarks>
internal sealed class BrokerLink : ISitePublisher, ICommandPublisher, IHealthProbe, IHostedService, IAsyncDisposable
{
    private static readonly string[] Suffixes = ["status", "events", "telemetry", "config/have", "cmd/reply", "tables/+/+"];

    private readonly TimeProvider _time;
    private readonly MqttSession _session;
    private long _connectedSince;

    public BrokerLink(CollectorConfig config, TimeProvider time, Random random, ILogger<BrokerLink> logger)
    {
        _time = time;
        if (!config.Broker.TryReadPassword(out var password, out var problem))
            logger.LogError("{Problem}: connecting without; put it right and restart", problem);
        _session = new MqttSession(Options(config, password), time, random, logger)
        {
            MessageReceived = message => Received?.Invoke(message),
            Connected = _ => OnConnected(),
            Disconnected = _ => Volatile.Write(ref _connectedSince, 0),
        };
    }

    /// <inheritdoc/>
    public event EventHandler? Connected;

    /// <summary>Takes every message; set before <see cref="Open"/>. On the broker's thread.</summary>
    public Action<MqttMessage>? Received { get; set; }

    public string Name => "broker";

    public bool IsConnected => _session.IsConnected;

    /// <inheritdoc/>
    public DateTimeOffset? ConnectedSince => Volatile.Read(ref _connectedSince) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Starts to connect and to receive.</summary>
    public void Open() => _session.Start();

    public Health Check() => (IsConnected, _session.LastFault) switch
    {
        (_, { } fault) => new(Healthy: false, fault.ToString()),
        (true, null) => new(Healthy: true, "connected"),
        _ => new(Healthy: false, "connecting"),
    };

    /// <inheritdoc/>
    public async Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
    {
        var outcome = await _session.PublishAsync(new MqttMessage(topic, payload) { Retain = retain, ContentType = WireProperties.ContentJson }, ct);
        return outcome is PublishOutcome.Accepted or PublishOutcome.NoSubscribers;
    }

    /// <inheritdoc/>
    public Task<PublishOutcome> SendAsync(MqttMessage message, CancellationToken ct) => _session.PublishAsync(message, ct);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>How the collector connects, subscribing below every site.</summary>
    internal static MqttOptions Options(CollectorConfig config, Secret? password) => config.Broker.Options(config.Instance, password) with
    {
        Subscriptions = [.. Suffixes.Select(suffix => $"{Topics.Prefix}+/{suffix}")],
        MaxInFlight = 256,
        MaxReconnectDelay = TimeSpan.FromSeconds(10),
    };

    private void OnConnected()
    {
        Volatile.Write(ref _connectedSince, _time.GetUtcNow().UtcTicks);
        Connected?.Invoke(this, EventArgs.Empty);
    }
}
