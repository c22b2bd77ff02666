using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Agent.Commands;

/// <summary>What a look at the broker gave.</summary>
/// <param name="Items">Its lines.</param>
/// <param name="ClockOffset">How far this machine's clock is at least from the collector's; null without an answer of the collector.</param>
internal sealed record BrokerCheck(IReadOnlyList<CheckItem> Items, TimeSpan? ClockOffset = null);

/// <summary>The way to the database: connect, send one point, wait until the collector says that it is stored.</summary>
internal static class CheckBroker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<BrokerCheck> RunAsync(AgentConfig config, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await CheckRunningAgent.AskAsync(config.StateDir, cancellationToken).ConfigureAwait(false) is { } running) return new(running);
        if (!config.Broker.TryReadPassword(out var password, out var problem))
            return new([new("broker", CheckMark.Failed, problem, "put the password there, readable by the agent")]);

        var (boot, asked) = (Guid.NewGuid(), time.GetUtcNow());
        var faults = 0;
        var connected = new TaskCompletionSource<BrokerAddress?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stored = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new MqttSession(config.Broker.Options(config.Site, password) with { Subscriptions = [Topics.Ack(config.Site)] }, time, Random.Shared, NullLogger.Instance)
        {
            Connected = reached => connected.TrySetResult(reached),
            // Each address was tried once: waiting longer tells nothing new.
            Disconnected = _ => { if (Interlocked.Increment(ref faults) >= config.Broker.Urls.Count) connected.TrySetResult(null); },
            MessageReceived = message => { if (AckOf(message, boot) is { } ack) stored.TrySetResult(Offset(asked, ack.Now, time.GetUtcNow())); },
        };
        await using (session.ConfigureAwait(false))
        {
            session.Start();
            var address = await WithinAsync(connected.Task, time, cancellationToken).ConfigureAwait(false) ? await connected.Task.ConfigureAwait(false) : null;
            if (address is null)
            {
                return new([session.LastFault is { } fault
                    ? new("broker", CheckMark.Failed, $"{fault.Broker}: {fault.Detail}", fault.Remedy)
                    : new("broker", CheckMark.Failed, $"{config.Broker.Urls[0]} does not answer", "check the address, the uplink and whether the broker runs and listens there")]);
            }

            var broker = new CheckItem("broker", CheckMark.Ok, $"connected to {address} as {config.Site}");
            var roundTrip = await RoundTripAsync(session, Point(config, boot, time), stored.Task, time, cancellationToken).ConfigureAwait(false);
            return new([broker, roundTrip], stored.Task.IsCompletedSuccessfully ? await stored.Task.ConfigureAwait(false) : null);
        }
    }

    private static async Task<CheckItem> RoundTripAsync(MqttSession session, MqttMessage point, Task stored, TimeProvider time, CancellationToken cancellationToken)
    {
        const string name = "round trip";
        var began = time.GetTimestamp();
        switch (await session.PublishAsync(point, cancellationToken).ConfigureAwait(false))
        {
            case PublishOutcome.Refused:
                return new(name, CheckMark.Failed, "the broker refuses what this site sends", "check the broker's access rules for this user: it must write to its own edgenoc/v1/SITE topics");
            case PublishOutcome.NoSubscribers:
                return new(name, CheckMark.Failed, "broker fine, but nobody listens there", "is the collector running and connected to this broker?");
            case PublishOutcome.ConnectionLost:
                return new(name, CheckMark.Failed, "the connection broke while sending", "try again; if it stays so, look into the broker's log");
            default:
                return await WithinAsync(stored, time, cancellationToken).ConfigureAwait(false)
                    ? new(name, CheckMark.Ok, string.Create(CultureInfo.InvariantCulture, $"in the database after {time.GetElapsedTime(began).TotalMilliseconds:0} ms"))
                    : new(name, CheckMark.Failed, "broker fine, nobody acknowledges", "is the collector running and its database up?");
        }
    }

    /// <summary>A point that does no harm wherever it ends: the agent's own measurement with the count of dropped rows, none.</summary>
    private static MqttMessage Point(AgentConfig config, Guid boot, TimeProvider time)
    {
        var lines = new ArrayBufferWriter<byte>();
        new LineWriter(lines).Write(new NothingDropped(), time.GetUtcNow().ToUnixTimeMilliseconds());
        return new MqttMessage(Topics.Telemetry(config.Site), config.Compress ? Gzip.Pack(lines.WrittenSpan) : lines.WrittenMemory)
        {
            ContentType = config.Compress ? WireProperties.ContentLineProtocolGzip : WireProperties.ContentLineProtocol,
            UserProperties = [new(WireProperties.Boot, boot.ToString("D")), new(WireProperties.Seq, "1"), new(WireProperties.Lane, WireProperties.LaneLive), new(WireProperties.Lines, "1")],
        };
    }

    /// <summary>The collector answered between our question and its arrival here, however long that took: what lies within is no difference of clocks.</summary>
    internal static TimeSpan Offset(DateTimeOffset asked, DateTimeOffset collector, DateTimeOffset answered) =>
        collector < asked ? asked - collector : collector > answered ? collector - answered : TimeSpan.Zero;

    /// <summary>Null for any other message.</summary>
    private static AckMessage? AckOf(MqttMessage message, Guid boot)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage) is { } ack && ack.Boot == boot && ack.Telemetry?.Contains(1) == true ? ack : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<bool> WithinAsync(Task task, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private sealed class NothingDropped : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            sink.Measurement("agent");
            sink.Field("dropped", 0L);
        }
    }
}
