using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Ingest;

/// <summary>A site as the broker sees it: publishes telemetry with at most 8 messages unacknowledged and reads the acks back.</summary>
internal sealed class SiteAgent : IAsyncDisposable
{
    private const int Window = 8;

    private readonly Guid _boot = Guid.CreateVersion7();
    private readonly string _site;
    private readonly MqttSession _session;
    private readonly SemaphoreSlim _window = new(Window);
    private readonly ConcurrentDictionary<long, long> _sentAt = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seq;

    public SiteAgent(string site, int brokerPort)
    {
        _site = site;
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", brokerPort, Tls: false)], ClientId = site, Subscriptions = [Topics.Ack(site)] };
        _session = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance)
        {
            MessageReceived = OnAck,
            Connected = _ => _connected.TrySetResult(),
        };
    }

    /// <summary>From handing a message to the client until its ack, in milliseconds.</summary>
    public ConcurrentQueue<double> Latencies { get; } = new();

    public Task StartAsync()
    {
        _session.Start();
        return _connected.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Publishes as soon as the window has room.</summary>
    public async Task SendAsync(Batch batch, CancellationToken ct)
    {
        await _window.WaitAsync(ct);
        var seq = Interlocked.Increment(ref _seq);
        var message = new MqttMessage(Topics.Telemetry(_site), batch.Payload)
        {
            ContentType = WireProperties.ContentLineProtocolGzip,
            UserProperties =
            [
                new(WireProperties.Boot, _boot.ToString()),
                new(WireProperties.Seq, seq.ToString(CultureInfo.InvariantCulture)),
                new(WireProperties.Lane, WireProperties.LaneLive),
                new(WireProperties.Lines, batch.Lines.ToString(CultureInfo.InvariantCulture)),
            ],
        };
        _sentAt[seq] = Stopwatch.GetTimestamp();
        var outcome = await _session.PublishAsync(message, ct);
        if (outcome == PublishOutcome.Accepted) return;
        throw new InvalidOperationException($"site {_site}: message {seq} was answered with {outcome}; is the collector subscribed?");
    }

    /// <summary>Returns when every message sent is acknowledged.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        for (var slot = 0; slot < Window; slot++) await _window.WaitAsync(ct);
        _window.Release(Window);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _window.Dispose();
    }

    private void OnAck(MqttMessage message)
    {
        var now = Stopwatch.GetTimestamp();
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage);
        if (ack is null || ack.Boot != _boot || ack.Telemetry is not { } acknowledged) return;
        foreach (var range in acknowledged.Ranges)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                if (!_sentAt.TryRemove(seq, out var sentAt)) continue;
                Latencies.Enqueue(Stopwatch.GetElapsedTime(sentAt, now).TotalMilliseconds);
                _window.Release();
            }
        }
    }
}
