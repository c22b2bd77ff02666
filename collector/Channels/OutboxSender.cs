using System.Data.Common;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Channels;

/// <summary>Sends what the outbox holds, one message at a time, for as long as it takes.</summary>
internal sealed class OutboxSender(
    CollectorDatabase database, IEnumerable<IChannel> channels, ChannelHealth health, Wakeups wakeups, TimeProvider time, Random random, ILogger<OutboxSender> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(1);

    // A stop waits this long for an answer on its way; later the message is in doubt at the next start.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Id, StringComparer.Ordinal);
    private string? _problem;

    /// <summary>To be called once, before the first send of a process: what the last one left as being sent is in doubt.</summary>
    public Task ReviveAsync(CancellationToken ct) => CommitAsync(
        db =>
        {
            var unfinished = Outbox.ReviveUnfinished(db);
            if (unfinished == 0) return;
            logger.LogWarning("{Count} messages were being sent when the collector ended; they are sent once more, marked as a possible repeat", unfinished);
        },
        ct);

    /// <summary>Sends the next message that is due. False when none was.</summary>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        var message = database.Write(db => Outbox.Take(db, time.GetUtcNow()));
        if (message is null) return false;
        using var grace = new CancellationTokenSource();
        await using (ct.Register(() => grace.CancelAfter(StopGrace)))
        {
            var outcome = await SendAsync(message, grace.Token);
            await CommitAsync(db => Finish(db, message, outcome), ct);
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ReviveAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = DatabasePause;
            try
            {
                if (await SendNextAsync(stoppingToken)) continue;
                sleep = Rest();
            }
            catch (DbException e)
            {
                logger.LogError("messages wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }

            await wakeups.Outbox.WaitAsync(sleep, time, stoppingToken);
        }
    }

    private async Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken ct)
    {
        if (!_channels.TryGetValue(message.Channel, out var channel))
            return new SendOutcome.TryAgain($"the channel {message.Channel} is not configured any more: add it to channels in the config, or the message waits");
        try
        {
            return await channel.SendAsync(new OutgoingMessage(message.Recipient, message.Text) { Reference = $"message/{message.Id}" }, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of one channel must not end the loop that all share.
            logger.LogError(e, "channel {Channel} failed with message {Id}", message.Channel, message.Id);
            return new SendOutcome.InDoubt($"{e.GetType().Name}; the log has more");
        }
    }

    private void Finish(Db db, OutboxMessage message, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                Outbox.Accepted(db, message, accepted.ProviderId, now);
                logger.LogInformation("{Channel} took message {Id} ({Thread}) after attempt {Attempt}", message.Channel, message.Id, message.Thread, message.Attempts);
                Report(db, null);
                break;
            case SendOutcome.TryAgain again:
                Retry(db, message, again.Reason, mayHaveArrived: false, again.After);
                break;
            case SendOutcome.InDoubt doubt:
                Retry(db, message, doubt.Reason, mayHaveArrived: true, asked: null);
                break;
            case SendOutcome.Never never:
                Outbox.Failed(db, message, never.Reason, now);
                logger.LogError("{Channel} will never take message {Id} ({Thread}): {Reason}", message.Channel, message.Id, message.Thread, never.Reason);
                Report(db, never.Reason);
                break;
        }
    }

    private void Retry(Db db, OutboxMessage message, string reason, bool mayHaveArrived, TimeSpan? asked)
    {
        var wait = Backoff.After(message.Attempts, asked, random);
        Outbox.Retry(db, message, reason, mayHaveArrived, time.GetUtcNow() + wait);
        logger.LogWarning("{Channel} did not take message {Id} ({Thread}), attempt {Attempt}: {Reason}; next in {Wait:0.0} s",
            message.Channel, message.Id, message.Thread, message.Attempts, reason, wait.TotalSeconds);
        Report(db, reason);
    }

    private void Report(Db db, string? problem)
    {
        _problem = problem;
        health.Report(problem, Outbox.Waiting(db).Oldest);
    }

    private TimeSpan Rest()
    {
        var (next, oldest) = database.Write(Outbox.Waiting);
        health.Report(_problem, oldest);
        if (next is not { } due) return LongestSleep;
        var sleep = due - time.GetUtcNow();

        // A message due already waits for an earlier one of its thread, which sets the pace.
        return sleep <= TimeSpan.Zero ? DatabasePause : sleep < LongestSleep ? sleep : LongestSleep;
    }

    /// <summary>Commits, however long the database is away: what was sent must not be forgotten.</summary>
    private async Task CommitAsync(Action<Db> work, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                database.Write(work);
                return;
            }
            catch (DbException e)
            {
                logger.LogError("the outbox cannot be written ({Problem}); it is tried again: check space and rights of the state folder", e.Message);
            }

            await Task.Delay(DatabasePause, time, ct);
        }
    }
}
