using System.Collections.Concurrent;
using System.Data.Common;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Asks those channels what people wrote that call nobody, each for itself.</summary>
internal sealed class PollLoop(CollectorDatabase database, IEnumerable<IChannel> channels, Inbox inbox, TimeProvider time, ILogger<PollLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // A reason that stays is said once.
    private readonly ConcurrentDictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <summary>Asks once and stores what came. How long to wait before the next time.</summary>
    public async Task<TimeSpan> StepAsync(IChannel channel, TimeSpan wait, CancellationToken ct)
    {
        var cursor = database.Write(db => InboundStore.Cursor(db, channel.Id));
        switch (await ((IInboundPoll)channel).PollAsync(cursor, wait, ct))
        {
            case PollOutcome.Got got:
                if (got.Messages.Count > 0 || got.Cursor != cursor) inbox.Take(channel, new WebhookVerdict.Accepted(WebhookProof.Signature, got.Messages, []), got.Cursor);
                _said.TryRemove(channel.Id, out _);
                return TimeSpan.Zero;
            case PollOutcome.Failed failed:
                if (!_said.TryGetValue(channel.Id, out var said) || said != failed.Reason)
                    logger.LogWarning("{Channel}: what people wrote cannot be read: {Reason}", channel.Id, failed.Reason);
                _said[channel.Id] = failed.Reason;
                return failed.After is { } after && after > AfterFailure ? after < LongestPause ? after : LongestPause : AfterFailure;
            default:
                throw new InvalidOperationException("an outcome of no kind");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(channels.Where(channel => channel is { Can.Polled: true } and IInboundPoll).Select(channel => RunAsync(channel, stoppingToken)));
    }

    private async Task RunAsync(IChannel channel, CancellationToken ct)
    {
        while (true)
        {
            var pause = AfterFailure;
            try
            {
                pause = await StepAsync(channel, Wait, ct);
            }
            catch (DbException e)
            {
                logger.LogError("{Channel}: what people wrote waits: the collector's database failed ({Problem}): check space and rights of the state folder", channel.Id, e.Message);
            }

            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, ct);
            ct.ThrowIfCancellationRequested();
        }
    }
}
