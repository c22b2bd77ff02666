using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Alerting;

/// <summary>What a site's agent sends.</summary>
internal sealed class SimulatedSite(MqttSession session, string name) : IDisposable
{
    private const int MostInMessage = 100;
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<long, bool> _acked = new();
    private readonly SemaphoreSlim _oneInFlight = new(1, 1);
    private long _seq;
    private long _tableSeq;

    public Guid Boot { get; } = Guid.CreateVersion7();

    /// <summary>How far its clock is from the collector's.</summary>
    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.UtcNow + Skew;

    public void NoteAck(long seq) => _acked[seq] = true;

    /// <summary>Returns when the broker has it; it is retained.</summary>
    public async Task StatusAsync(AgentState state)
    {
        var status = new StatusMessage(state, Boot) { Language = "en", TimeZone = "UTC", Uplink = "main" };
        await PublishAsync(Topics.Status(name), JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.StatusMessage), seq: null, retain: true);
    }

    /// <summary>Returns when the collector has acknowledged all of it.</summary>
    public async Task SendAsync(params IEnumerable<EdgeEvent> events)
    {
        await _oneInFlight.WaitAsync();
        try
        {
            foreach (var part in events.Chunk(MostInMessage))
            {
                // An event without a time happened now, by this site's clock.
                var timed = part.Select(one => one.At == default ? one with { At = Now } : one).ToArray();
                await SendAsync(JsonSerializer.SerializeToUtf8Bytes(timed, WireJson.Default.EdgeEventArray));
            }
        }
        finally
        {
            _oneInFlight.Release();
        }
    }

    /// <summary>A message of events, whatever it holds; returns when the collector has acknowledged it.</summary>
    public async Task SendRawAsync(byte[] payload)
    {
        await _oneInFlight.WaitAsync();
        try
        {
            await SendAsync(payload);
        }
        finally
        {
            _oneInFlight.Release();
        }
    }

    /// <summary>Its own list of what stands, which includes all events that it sent so far.</summary>
    public Task SendAlertsAsync(params IEnumerable<EdgeEvent> standing)
    {
        string[] columns = ["id", "kind", "device", "entity", "severity", "at", "reason", "values", "labels", "time_quality"];
        var rows = standing.Select(one => (IReadOnlyList<string>)
        [
            one.Id.ToString(), one.Kind, one.Device, one.Entity, one.Severity.ToString().ToLowerInvariant(), UtcMillisecondsConverter.ToText(one.At), one.Reason ?? "",
            JsonSerializer.Serialize(one.Values), JsonSerializer.Serialize(one.Labels), "synced",
        ]).ToList();
        var json = JsonSerializer.SerializeToUtf8Bytes(new TableMessage(Now, columns, rows) { Boot = Boot, Seq = _seq }, WireJson.Default.TableMessage);
        return PublishAsync(Topics.Table(name, "site", "alerts"), GzipPayload.Of(json), ++_tableSeq);
    }

    public void Dispose() => _oneInFlight.Dispose();

    private async Task SendAsync(byte[] payload)
    {
        var seq = ++_seq;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Office.Patience;)
        {
            if (!await PublishAsync(Topics.Events(name), payload, seq)) continue;
            var resend = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(resend) < ResendAfter)
            {
                if (_acked.ContainsKey(seq)) return;
                await Task.Delay(5);
            }
        }

        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"message {seq} of {name} was not acknowledged within {Office.Patience.TotalSeconds:0} s"));
    }

    private async Task<bool> PublishAsync(string topic, byte[] payload, long? seq, bool retain = false)
    {
        var sent = UtcMillisecondsConverter.ToText(Now);
        List<KeyValuePair<string, string>> properties = [new(WireProperties.Sent, sent), new(WireProperties.Boot, Boot.ToString())];
        if (seq is { } number) properties.Add(new(WireProperties.Seq, number.ToString(CultureInfo.InvariantCulture)));
        var outcome = await session.PublishAsync(new MqttMessage(topic, payload) { Retain = retain, UserProperties = properties }, CancellationToken.None);
        if (outcome == PublishOutcome.Accepted) return true;

        // The collector or the broker is away.
        await Task.Delay(100);
        return false;
    }
}
