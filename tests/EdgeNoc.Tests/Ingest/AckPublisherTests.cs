using System.Text;
using EdgeNoc.Collector.Ingest;

namespace EdgeNoc.Tests.Ingest;

public sealed class AckPublisherTests
{
    private static readonly Guid OtherBoot = Guid.Parse("0192e4a0-0000-7000-8000-000000000002");

    [Fact]
    public async Task Numbers_that_wait_leave_as_one_message_per_site_and_boot()
    {
        var publisher = new RecordingPublisher();
        using var acks = new AckPublisher(publisher, new InstantTime());
        foreach (var seq in (long[])[3, 1, 2, 60]) acks.Acknowledge("kdr-03", new(IngestRig.Boot, MessageClass.Telemetry, seq));
        acks.Acknowledge("kdr-03", new(IngestRig.Boot, MessageClass.Events, 7));
        acks.Acknowledge("kdr-03", new(OtherBoot, MessageClass.Tables, 4));
        acks.Acknowledge("kdr-04", new(IngestRig.Boot, MessageClass.Telemetry, 5));
        await acks.StartAsync(default);
        await acks.StopAsync(default);
        Assert.Equal(
            [
                "edgenoc/v1/kdr-03/ack {\"boot\":\"0192e4a0-0000-7000-8000-000000000001\",\"events\":\"7\",\"telemetry\":\"1-3,60\",\"now\":\"2026-11-20T05:00:00.000Z\"}",
                "edgenoc/v1/kdr-03/ack {\"boot\":\"0192e4a0-0000-7000-8000-000000000002\",\"tables\":\"4\",\"now\":\"2026-11-20T05:00:00.000Z\"}",
                "edgenoc/v1/kdr-04/ack {\"boot\":\"0192e4a0-0000-7000-8000-000000000001\",\"telemetry\":\"5\",\"now\":\"2026-11-20T05:00:00.000Z\"}",
            ],
            publisher.Sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_broker_that_is_away_or_silent_blocks_nobody_who_acknowledges()
    {
        var publisher = new RecordingPublisher { Answer = Task.Delay(Timeout.Infinite, CancellationToken.None) };
        using var acks = new AckPublisher(publisher, new InstantTime());
        await acks.StartAsync(default);
        for (var seq = 1; seq <= 200_000; seq++) acks.Acknowledge("kdr-03", new(IngestRig.Boot, MessageClass.Telemetry, seq));
        await acks.StopAsync(default);
        Assert.InRange(publisher.Sent.Count, 1, 64);
    }

    private sealed class RecordingPublisher : ISitePublisher
    {
        public event EventHandler? Connected
        {
            add { }
            remove { }
        }

        public Task Answer { get; init; } = Task.CompletedTask;

        public System.Collections.Concurrent.ConcurrentQueue<string> Sent { get; } = new();

        public bool IsConnected => true;

        public DateTimeOffset? ConnectedSince => InstantTime.Start;

        public async Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
        {
            Assert.False(retain);
            Sent.Enqueue($"{topic} {Encoding.UTF8.GetString(payload.Span)}");
            await Answer.WaitAsync(ct);
            return true;
        }
    }
}
