using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What became of a message that somebody sent to see whether it arrives: one of the four below.</summary>
internal abstract record TestSend
{
    private TestSend()
    {
    }

    /// <param name="Outcome">What the provider made of it.</param>
    /// <param name="Took">How long it thought.</param>
    /// <param name="HasReceipts">It says later whether the message arrived; else only the telephone shows it.</param>
    public sealed record Tried(SendOutcome Outcome, TimeSpan Took, bool HasReceipts) : TestSend;

    /// <summary>The config has no such channel.</summary>
    public sealed record NoChannel : TestSend;

    /// <summary>No recipient of this channel: nothing was sent.</summary>
    public sealed record NoRecipient(string Problem, string Remedy) : TestSend;

    /// <summary>Too many were sent within the minute.</summary>
    public sealed record TooMany(TimeSpan Wait) : TestSend;
}

/// <summary>What people do with channels by hand: look at one's session, and send a message past outbox, rules and budgets. It counts, costs and stands in the audit.</summary>
internal sealed class ChannelDesk(CollectorConfig config, CollectorDatabase database, TimeProvider time)
{
    /// <summary>Whoever sends them: a provider that is called more often thinks that it is abused.</summary>
    public const int MostPerMinute = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<long> _sent = new();

    public IReadOnlyList<IChannelSettings> Channels => config.Channels;

    /// <summary>Sends one message and says what the provider made of it.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="to">As the channel writes recipients, or as people write them.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">He does not wait any longer.</param>
    public async Task<TestSend> SendAsync(string id, string to, Actor actor, CancellationToken ct)
    {
        if (Find(id) is not { } settings) return new TestSend.NoChannel();
        var check = settings.Check(to);
        if (check is RecipientCheck.Unusable unusable) return new TestSend.NoRecipient(unusable.Problem, unusable.Remedy);
        if (Wait() is { } wait) return new TestSend.TooMany(wait);
        var recipient = Address.Of(check) ?? to;
        var now = time.GetUtcNow();
        var text = string.Create(CultureInfo.InvariantCulture, $"✅ EdgeNoc {config.Instance}: a test of {id}, {now.UtcDateTime:HH:mm:ss} UTC");
        var began = time.GetTimestamp();
        var tried = await OpenAsync(settings, async (channel, limit) => (SendOutcome?)await channel.SendAsync(new OutgoingMessage(recipient, text) { Reference = "test" }, limit), ct)
            ?? new SendOutcome.InDoubt(FormattableString.Invariant($"it did not answer within {Patience.TotalSeconds:0} s"));
        database.Write(db => Note(db, settings.Channel, recipient, tried, actor));
        return new TestSend.Tried(tried, time.GetElapsedTime(began), HasReceipts(settings));
    }

    /// <summary>Asks a provider after its session, once; null: it has none that can be asked after.</summary>
    public async Task<SessionState?> ProbeAsync(IChannelSettings settings, CancellationToken ct) =>
        await OpenAsync(settings, async (channel, limit) => channel is ISessionProbe probe ? (SessionState?)await probe.ProbeAsync(limit) : null, ct);

    public IChannelSettings? Find(string id) => config.Channels.FirstOrDefault(settings => settings.Channel.Id == id);

    private bool HasReceipts(IChannelSettings settings)
    {
        var channel = settings.Open(time);
        using var _ = channel as IDisposable;
        return channel.Can.Receipts;
    }

    private async Task<T?> OpenAsync<T>(IChannelSettings settings, Func<IChannel, CancellationToken, Task<T?>> use, CancellationToken ct)
        where T : class
    {
        var channel = settings.Open(time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return await use(channel, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            (channel as IDisposable)?.Dispose();
        }
    }

    private void Note(Db db, ChannelIdentity channel, string recipient, SendOutcome outcome, Actor actor)
    {
        var now = time.GetUtcNow();
        if (outcome is SendOutcome.Accepted) ChannelStates.Accepted(db, channel.Id, (long)(channel.CostPerMessage * 1_000_000), now);
        var word = outcome switch
        {
            SendOutcome.Accepted { IsDelivered: true } => "delivered",
            SendOutcome.Accepted => "accepted",
            SendOutcome.TryAgain again => again.Reason,
            SendOutcome.Never never => never.Reason,
            SendOutcome.InDoubt doubt => doubt.Reason,
            _ => "",
        };
        AuditLog.Add(db, now, actor, "channel.test", channel.Id, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["to"] = recipient, ["outcome"] = DbText.Bounded(word) ?? "" });
    }

    private TimeSpan? Wait()
    {
        lock (_gate)
        {
            while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute) _sent.Dequeue();
            if (_sent.Count >= MostPerMinute) return Minute - time.GetElapsedTime(_sent.Peek());
            _sent.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}
