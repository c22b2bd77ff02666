using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch;

namespace EdgeNoc.Collector.Replies;

/// <summary>
/// Takes what people write, each message once and in one commit with what it does and what is answered: a call that comes again does nothing again.
/// Strangers are not answered and have no effect.
/// </summary>
internal sealed class Inbox(
    CollectorDatabase database, AllowList people, CommandDesk desk, RefusedCalls refused, ReceiptInbox receipts, Wakeups wakeups, TimeProvider time, ILogger<Inbox> logger)
    : IInboundSink
{
    /// <summary>What is older is not carried out: nobody means it any more.</summary>
    public static readonly TimeSpan OldestCommand = TimeSpan.FromMinutes(15);

    private const int MostAMinute = 20;
    private const int MostOfAStranger = 20;
    private const int MostStrangers = 5_000;
    private static readonly TimeSpan OldestAnswered = TimeSpan.FromDays(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private long? _pruned;

    public Task TakeAsync(IChannel channel, WebhookVerdict.Accepted call, CancellationToken ct)
    {
        Take(channel, call, cursor: null);
        return Task.CompletedTask;
    }

    public void Refuse(IChannel channel, string from, string reason) => refused.Add(channel, from, reason);

    /// <param name="channel">Where it came.</param>
    /// <param name="call">What came.</param>
    /// <param name="cursor">Where to ask next, for a channel that is asked.</param>
    public void Take(IChannel channel, WebhookVerdict.Accepted call, string? cursor)
    {
        database.Write(db =>
        {
            receipts.Take(db, channel.Id, call);
            foreach (var message in call.Messages)
            {
                // One that cannot be dealt with must not come again and again with its neighbours.
                if (db.Attempt(() => TakeOne(db, channel, message, call.Proof)) is { } failure)
                    logger.LogError(failure, "{Channel}: a message of {Sender} failed and is left out", channel.Id, message.Sender);
            }

            if (cursor is not null) InboundStore.SetCursor(db, channel.Id, cursor);
            Prune(db);
        });
        if (call.Messages.Count == 0) return;
        wakeups.Alerts.Set();
        wakeups.Outbox.Set();
    }

    private void Prune(Db db)
    {
        if (_pruned is { } last && time.GetElapsedTime(last) < PruneEvery) return;
        InboundStore.Prune(db, time.GetUtcNow());
        _pruned = time.GetTimestamp();
    }

    private void TakeOne(Db db, IChannel channel, InboundMessage message, WebhookProof proof)
    {
        var now = time.GetUtcNow();
        if (Canaries.Heard(db, message, now)) return;
        if (InboundStore.NewKey(db, message, now) is not { } key)
        {
            logger.LogInformation("{Channel}: a message of {Sender} came again and has no effect", channel.Id, message.Sender);
            return;
        }

        if (people.Find(db, channel, message) is not { } person)
        {
            Stranger(db, channel, message, key, now);
            return;
        }

        var (command, outcome) = Judge(db, message, person, now);
        if (outcome is null) outcome = desk.Run(db, new Request(channel, message, person, command, proof, now));
        else logger.LogWarning("{Channel}: a message of {Contact} was not carried out: {Why}", channel.Id, person.Id, DbName.Of(outcome.Value));
        var content = outcome == InboundOutcome.Talk ? "" : message.ButtonId ?? message.Text;
        InboundStore.Add(db, message, key, person.Address, person.Id, content, outcome.Value);
    }

    /// <summary>Whether a known person's message may be carried out; null: it may.</summary>
    private static (Command Command, InboundOutcome? Outcome) Judge(Db db, InboundMessage message, Person person, DateTimeOffset now)
    {
        var command = CommandParser.Parse(message.Text, message.ButtonId);
        if (InboundStore.Since(db, message.Channel, person.Address, now.AddMinutes(-1)) >= MostAMinute) return (command, InboundOutcome.TooMany);
        if (now - message.At <= OldestCommand) return (command, null);
        if (now - message.At < OldestAnswered && command is not Command.None) CommandDesk.SayTooLate(db, message, person, now);
        return (command, InboundOutcome.TooOld);
    }

    /// <summary>Kept without what he wrote, which is none of our business; a few of each, for anybody can write.</summary>
    private void Stranger(Db db, IChannel channel, InboundMessage message, string key, DateTimeOffset now)
    {
        var before = InboundStore.Since(db, channel.Id, message.Sender, now.AddHours(-1));
        if (before >= MostOfAStranger || InboundStore.Strangers(db, channel.Id) >= MostStrangers) return;
        InboundStore.Add(db, message, key, message.Sender, contact: null, "", InboundOutcome.UnknownSender);
        var command = CommandParser.Parse(message.Text, message.ButtonId);
        if (command is Command.None) return;
        logger.LogWarning("{Channel}: a command of {Sender}, who is no contact's address, has no effect and no answer", channel.Id, message.Sender);
        AuditLog.Add(db, now, new Actor(message.Sender, "", Request.ViaOf(channel)), "reply", command.GetType().Name.ToLowerInvariant(), new ActionResult.Refused("unknown_sender"));
    }
}
