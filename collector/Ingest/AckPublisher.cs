using System.Text.Json;
using System.Threading.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Ingest;

/// <summary>Tells agents what is stored: all numbers that wait leave together, one message per site and boot.</summary>
/// <remarks>
/// Nothing waits on purpose: a body completes many messages at once, so numbers bundle by themselves under load. While the broker is away acks are
/// dropped; agents resend and are told again.
/// </remarks>
internal sealed class AckPublisher(ISitePublisher publisher, TimeProvider time) : IAcknowledger, IHostedService, IDisposable
{
    private const int MaxWaiting = 65_536;
    private const int MaxBundle = 4_096;
    private const int MaxUnanswered = 64;

    private readonly Channel<(string Site, MessageId Id)> _waiting = Channel.CreateBounded<(string, MessageId)>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly SemaphoreSlim _unanswered = new(MaxUnanswered);
    private readonly CancellationTokenSource _abandon = new();
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public void Acknowledge(string site, MessageId id) => _waiting.Writer.TryWrite((site, id));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Sends what waits. Registered before whoever acknowledges, so that it stops after them.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        _abandon.CancelAfter(TimeSpan.FromSeconds(3));
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _unanswered.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        var bundle = new Dictionary<(string Site, Guid Boot), List<MessageId>>();
        while (await _waiting.Reader.WaitToReadAsync(_abandon.Token))
        {
            for (var count = 0; count < MaxBundle && _waiting.Reader.TryRead(out var ack); count++)
            {
                var key = (ack.Site, ack.Id.Boot);
                if (!bundle.TryGetValue(key, out var ids)) bundle[key] = ids = [];
                ids.Add(ack.Id);
            }

            foreach (var ((site, boot), ids) in bundle)
            {
                await _unanswered.WaitAsync(_abandon.Token);
                _ = SendAsync(site, Message(boot, ids, time.GetUtcNow()));
            }

            bundle.Clear();
        }

        // All slots back: every ack has its answer before the connection may end.
        for (var slot = 0; slot < MaxUnanswered; slot++) await _unanswered.WaitAsync(_abandon.Token);
    }

    private async Task SendAsync(string site, AckMessage ack)
    {
        try
        {
            await publisher.PublishAsync(Topics.Ack(site), JsonSerializer.SerializeToUtf8Bytes(ack, WireJson.Default.AckMessage), retain: false, _abandon.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the agent resends.
        }
        finally
        {
            _unanswered.Release();
        }
    }

    private static AckMessage Message(Guid boot, List<MessageId> ids, DateTimeOffset now)
    {
        return new AckMessage(boot, Ranges(MessageClass.Events), Ranges(MessageClass.Telemetry), Ranges(MessageClass.Tables), now);

        SequenceRanges? Ranges(MessageClass messageClass)
        {
            var ranges = SequenceRanges.Of(ids.Where(id => id.Class == messageClass).Select(id => id.Seq));
            return ranges.IsEmpty ? null : ranges;
        }
    }
}
