using System.Collections.Concurrent;
using System.Data.Common;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>
/// Sends what the outbox holds, for as long as it takes. One loop decides; sends run beside it, a few for each channel, so that a channel that hangs holds
/// up no other.
/// </summary>
internal sealed class OutboxSender(
    CollectorDatabase database,
    IEnumerable<IChannel> channels,
    DeliveryRules rules,
    ChannelHealth health,
    DeliveryTimes times,
    Pulse pulse,
    Wakeups wakeups,
    TimeProvider time,
    Random random,
    ILogger<OutboxSender> logger)
    : BackgroundService
{
    // A provider is spared more connections than this; to each person goes one message at a time anyway.
    private const int MaxInFlight = 2;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(1);

    // A stop waits this long for an answer on its way; later the message is in doubt at the next start.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> _problems = new(StringComparer.Ordinal);

    /// <summary>To be called once, before the first send of a process: what the last one left as being sent is in doubt.</summary>
    public Task ReviveAsync(CancellationToken ct) => CommitAsync(
        db =>
        {
            var unfinished = Outbox.ReviveUnfinished(db);
            if (unfinished == 0) return;
            logger.LogWarning("{Count} messages were being sent when the collector ended; they are sent once more, marked as a possible repeat", unfinished);
        },
        ct);

    /// <summary>Sends the next message that is due on any channel and waits for its end. False when none was.</summary>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        database.Write(db => MoveOn.Run(db, rules, time.GetUtcNow()));
        foreach (var lane in rules.Lanes.Values)
        {
            if (Take(lane) is not { } job) continue;
            await SendAsync(lane, job, ct);
            return true;
        }

        return false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ReviveAsync(stoppingToken);
        var running = new List<Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var sleep = DatabasePause;
                try
                {
                    var next = database.Write(db => MoveOn.Run(db, rules, time.GetUtcNow()));
                    foreach (var lane in rules.Lanes.Values) StartSends(lane, running, stoppingToken);
                    sleep = Rest(next);
                    pulse.Beat("outbox");
                }
                catch (DbException e)
                {
                    logger.LogError("messages wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
                }

                await wakeups.Outbox.WaitAsync(sleep, time, stoppingToken);
                running.RemoveAll(send => send.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void StartSends(Lane lane, List<Task> running, CancellationToken ct)
    {
        while (_inFlight.GetValueOrDefault(lane.Id) < MaxInFlight && Take(lane) is { } job)
        {
            _inFlight.AddOrUpdate(lane.Id, 1, (_, count) => count + 1);
            running.Add(RunAsync(lane, job, ct));
        }
    }

    private async Task RunAsync(Lane lane, Job job, CancellationToken ct)
    {
        try
        {
            await SendAsync(lane, job, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "message {Id} could not be finished; it is in doubt at the next start", job.Row.Id);
        }
        finally
        {
            _inFlight.AddOrUpdate(lane.Id, 0, (_, count) => count - 1);
            wakeups.Outbox.Set();
        }
    }

    private Job? Take(Lane lane) => database.Write(db => Dispatch.Take(db, lane, rules, time.GetUtcNow()) is { } row ? new Job(row, Composer.Of(db, lane, row)) : null);

    private async Task SendAsync(Lane lane, Job job, CancellationToken ct)
    {
        using var grace = new CancellationTokenSource();
        await using (ct.Register(() => grace.CancelAfter(StopGrace)))
        {
            var outcome = await AskAsync(lane, job, grace.Token);

            // The provider has it: its answer is stored even while the collector stops.
            await CommitAsync(db => Finish(db, lane, job.Row, outcome), grace.Token);
        }
    }

    private async Task<SendOutcome> AskAsync(Lane lane, Job job, CancellationToken ct)
    {
        try
        {
            return await _channels[lane.Id].SendAsync(job.Message, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of one channel must not end the loop that all share.
            logger.LogError(e, "channel {Channel} failed with message {Id}", lane.Id, job.Row.Id);
            return new SendOutcome.InDoubt($"{e.GetType().Name}; the log has more");
        }
    }

    private void Finish(Db db, Lane lane, OutboxMessage row, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                Delivered.Accepted(db, row, accepted, lane, rules, now);
                times.Note(lane.Id, now - DbTime.Time(row.CreatedMs));
                logger.LogInformation("{Channel} took message {Id} ({Thread}) after attempt {Attempt}", lane.Id, row.Id, row.Thread, row.Attempts);
                Report(db, lane.Id, null);
                break;
            case SendOutcome.TryAgain again:
                Retry(db, lane, row, again.Reason, again.Of, mayHaveArrived: false, again.After);
                break;
            case SendOutcome.InDoubt doubt:
                // It counts as sent: the next one keeps the distance.
                Retry(db, lane, row, doubt.Reason, FaultOf.Channel, mayHaveArrived: true, lane.Budget.Gap);
                break;
            case SendOutcome.Never never:
                if (never.Of == FaultOf.Channel) ChannelStates.Faulted(db, lane.Id, never.Reason, now);
                Delivered.Failed(db, row, never.Reason, rules, now);
                logger.LogError("{Channel} will never take message {Id} ({Thread}): {Reason}", lane.Id, row.Id, row.Thread, never.Reason);
                Report(db, lane.Id, never.Of == FaultOf.Recipient ? null : never.Reason);
                break;
        }
    }

    private void Retry(Db db, Lane lane, OutboxMessage row, string reason, FaultOf of, bool mayHaveArrived, TimeSpan? asked)
    {
        var now = time.GetUtcNow();
        var wait = Backoff.After(row.Attempts, asked, random);
        Delivered.Retry(db, row, reason, mayHaveArrived, of == FaultOf.Window, now + wait, now);
        if (of == FaultOf.Channel) ChannelStates.Faulted(db, lane.Id, reason, now);
        logger.LogWarning("{Channel} did not take message {Id} ({Thread}), attempt {Attempt}: {Reason}; next in {Wait:0.0} s",
            lane.Id, row.Id, row.Thread, row.Attempts, reason, wait.TotalSeconds);
        Report(db, lane.Id, reason);
    }

    private void Report(Db db, string channel, string? problem)
    {
        _problems[channel] = problem;
        health.Report(channel, problem, Outbox.Waiting(db, channel).Oldest);
    }

    private TimeSpan Rest(DateTimeOffset? deadline)
    {
        var next = database.Write(db =>
        {
            foreach (var lane in rules.Lanes.Keys) health.Report(lane, _problems.GetValueOrDefault(lane), Outbox.Waiting(db, lane).Oldest);

            // What is due on a channel whose hands are full waits for one of them, which wakes this loop.
            return rules.Lanes.Keys.Where(lane => _inFlight.GetValueOrDefault(lane) < MaxInFlight).Select(lane => Outbox.Waiting(db, lane).Next).Append(deadline).Min();
        });
        if (next is not { } due) return LongestSleep;
        var sleep = due - time.GetUtcNow();
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

    private sealed record Job(OutboxMessage Row, OutgoingMessage Message);
}
