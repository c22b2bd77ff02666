using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Uplink;

/// <summary>A message under way.</summary>
/// <param name="SentAt">Monotonic.</param>
internal sealed record Sent(MessageKey Key, Lane Lane, TimeSpan SentAt);

/// <summary>What is sent and not acknowledged: a dozen messages at most.</summary>
internal sealed class SendWindow
{
    /// <summary>Without an ack for so long, a message is sent again.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(30);

    private readonly List<Sent> _sent = [];

    public bool IsEmpty => _sent.Count == 0;

    public InFlight Count => new(Of(Lane.Events), Of(Lane.Tables), Of(Lane.Live), Of(Lane.Backlog));

    public void Add(Sent sent) => _sent.Add(sent);

    /// <summary>Takes out one message; null when it is not under way (acknowledged before its PUBACK was seen).</summary>
    public Sent? Remove(MessageKey key)
    {
        var index = _sent.FindIndex(sent => sent.Key == key);
        if (index < 0) return null;
        var found = _sent[index];
        _sent.RemoveAt(index);
        return found;
    }

    /// <summary>Takes out what an ack names.</summary>
    public IReadOnlyList<Sent> Acknowledge(MessageClass messageClass, Guid boot, SequenceRanges acked) =>
        TakeOut(sent => sent.Key.Class == messageClass && sent.Key.Boot == boot && acked.Contains(sent.Key.Seq));

    /// <summary>Takes out what waited too long for its ack.</summary>
    public IReadOnlyList<Sent> Expire(TimeSpan now) => TakeOut(sent => now - sent.SentAt >= ResendAfter);

    /// <summary>Takes out everything: the connection broke.</summary>
    public IReadOnlyList<Sent> Clear() => TakeOut(_ => true);

    private int Of(Lane lane) => _sent.Count(sent => sent.Lane == lane);

    private List<Sent> TakeOut(Predicate<Sent> match)
    {
        var found = _sent.FindAll(match);
        if (found.Count > 0) _sent.RemoveAll(match);
        return found;
    }
}
