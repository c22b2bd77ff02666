using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Store;

/// <summary>A site after an outage: polls on, and sends its backlog beside, with the windows that an agent keeps.</summary>
internal sealed class StormSite : IAsyncDisposable
{
    public const int Onus = 100;

    private const int Window = 8;
    private const int ReservedForLive = 2;
    private const int PollsPerMessage = 10;
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(30);

    private readonly Guid _boot = Guid.CreateVersion7();
    private readonly string _site;
    private readonly MqttSession _session;
    private readonly SemaphoreSlim _backlogWindow = new(Window - ReservedForLive);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _open = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seq;

    public StormSite(int number, int brokerPort)
    {
        _site = string.Create(CultureInfo.InvariantCulture, $"storm-{number:000}");
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", brokerPort, Tls: false)], ClientId = _site, Subscriptions = [Topics.Ack(_site)] };
        _session = new MqttSession(options, TimeProvider.System, new Random(number), NullLogger.Instance) { MessageReceived = OnAck, Connected = _ => _connected.TrySetResult() };
    }

    /// <summary>Seconds from each live message to its ack.</summary>
    public ConcurrentQueue<double> LiveS { get; } = new();

    public Task StartAsync()
    {
        _session.Start();
        return _connected.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Sends one poll.</summary>
    public async Task LiveAsync(DateTimeOffset at, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await SendUntilAckedAsync(Polls(at, count: 1), WireProperties.LaneLive, ct);
        LiveS.Enqueue(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Sends so many polls, 30 s apart, oldest first; returns when all are acknowledged.</summary>
    public async Task BacklogAsync(DateTimeOffset until, int polls, CancellationToken ct)
    {
        var sends = new List<Task>();
        for (var poll = polls; poll > 0; poll -= PollsPerMessage)
        {
            await _backlogWindow.WaitAsync(ct);
            sends.Add(OneAsync(until.AddSeconds(-30 * poll), Math.Min(PollsPerMessage, poll)));
        }

        await Task.WhenAll(sends);

        async Task OneAsync(DateTimeOffset from, int count)
        {
            try
            {
                await SendUntilAckedAsync(Polls(from, count), WireProperties.LaneBacklog, ct);
            }
            finally
            {
                _backlogWindow.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _backlogWindow.Dispose();
    }

    private async Task SendUntilAckedAsync(byte[] payload, string lane, CancellationToken ct)
    {
        var seq = Interlocked.Increment(ref _seq);
        var acked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[seq] = acked;
        var message = new MqttMessage(Topics.Telemetry(_site), payload)
        {
            ContentType = WireProperties.ContentLineProtocolGzip,
            UserProperties =
            [
                new(WireProperties.Boot, _boot.ToString()), new(WireProperties.Seq, seq.ToString(CultureInfo.InvariantCulture)), new(WireProperties.Lane, lane),
            ],
        };
        while (true)
        {
            await _session.PublishAsync(message, ct);
            await Task.WhenAny(acked.Task, Task.Delay(ResendAfter, ct));
            ct.ThrowIfCancellationRequested();
            if (acked.Task.IsCompleted) return;
        }
    }

    private byte[] Polls(DateTimeOffset from, int count)
    {
        var text = new StringBuilder();
        for (var poll = 0; poll < count; poll++)
        {
            var atMs = from.AddSeconds(30 * poll).ToUnixTimeMilliseconds();
            for (var onu = 1; onu <= Onus; onu++)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"onu,device=olt-1,onu={onu},pon=0/1 up=1i,rx_dbm=-{15 + ((onu * 7 + poll) % 1000 / 100.0)},tx_dbm=2.{onu},temp_c=4{onu % 10}.5,distance_m={300 + onu}i {atMs}\n");
            }
        }

        return GzipPayload.Of(text.ToString());
    }

    private void OnAck(MqttMessage message)
    {
        var ack = JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage);
        if (ack is null || ack.Boot != _boot || ack.Telemetry is not { } acknowledged) return;
        foreach (var range in acknowledged.Ranges)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
            {
                if (_open.TryRemove(seq, out var open)) open.TrySetResult();
            }
        }
    }
}
