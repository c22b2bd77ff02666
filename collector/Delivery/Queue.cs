using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What waits for one recipient on one channel, and what he got lately.</summary>
internal sealed class Queue
{
    private readonly IReadOnlyList<OutboxMessage> _rows;
    private readonly HashSet<string> _blocked;
    private readonly HashSet<long> _digested;
    private readonly Dictionary<long, DateTimeOffset> _asleep;

    private Queue(IReadOnlyList<OutboxMessage> rows, HashSet<string> blocked, HashSet<long> digested, IReadOnlyList<SentRow> sent, Dictionary<long, DateTimeOffset> asleep)
    {
        (_rows, _blocked, _digested, _asleep) = (rows, blocked, digested, asleep);
        Sent = [.. sent.Select(row => DbTime.Time(row.SentMs))];
        Digests = [.. sent.Where(row => row is { Purpose: Purpose.Digest, PartOf: null }).Select(row => DbTime.Time(row.SentMs))];
    }

    /// <summary>One at a time to each recipient, so that the gap between two is what it says.</summary>
    public bool IsSending => _rows.Any(row => row.State == MessageState.Sending);

    public IReadOnlyList<DateTimeOffset> Sent { get; }

    public IReadOnlyList<DateTimeOffset> Digests { get; }

    /// <summary>What a digest would name: what was never on its way and has its news in its first line.</summary>
    public IEnumerable<OutboxMessage> Nameable => _rows.Where(IsNameable);

    /// <param name="db">The transaction.</param>
    /// <param name="lane">The channel; programs never sleep.</param>
    /// <param name="recipient">Whose.</param>
    /// <param name="now">When.</param>
    public static Queue Read(Db db, Lane lane, string recipient, DateTimeOffset now)
    {
        var args = new { channel = lane.Id, recipient, nowMs = DbTime.Ms(now), sinceMs = DbTime.Ms(now - Budget.Hour) };
        var rows = db.Query<OutboxMessage>(
            "SELECT * FROM outbox WHERE channel = @channel AND recipient = @recipient AND state IN ('queued', 'sending') ORDER BY COALESCE(part_of, id), id", args);
        var sent = db.Query<SentRow>(
            "SELECT sent_ms, purpose, part_of FROM outbox WHERE channel = @channel AND recipient = @recipient AND sent_ms > @sinceMs AND sent_ms <= @nowMs ORDER BY sent_ms DESC", args);
        var digested = db.Query<long>(
            """
            SELECT DISTINCT d.incident FROM outbox q JOIN outbox d ON d.incident = q.incident AND d.channel = q.channel AND d.recipient = q.recipient AND d.state = 'digested'
            WHERE q.channel = @channel AND q.recipient = @recipient AND q.state = 'queued'
            """,
            args);
        var blocked = rows.Exists(row => row.Purpose == Purpose.Digest)
            ? db.Query<string>(
                """
                SELECT DISTINCT i.thread FROM outbox d JOIN outbox i ON i.digest = d.id
                WHERE d.channel = @channel AND d.recipient = @recipient AND d.state IN ('queued', 'sending') AND d.purpose = 'digest'
                """,
                args)
            : [];
        return new Queue(rows, blocked.ToHashSet(StringComparer.Ordinal), [.. digested], sent, lane.Can.Paced ? Asleep(db, rows, now) : []);
    }

    /// <summary>The first of each thread that is due, and when the first of the others will be.</summary>
    public (List<OutboxMessage> Heads, DateTimeOffset? Next) Heads(DateTimeOffset now)
    {
        var heads = new List<OutboxMessage>();
        DateTimeOffset? next = null;
        foreach (var head in _rows.DistinctBy(row => row.Thread, StringComparer.Ordinal).Where(row => !_blocked.Contains(row.Thread)))
        {
            var due = _asleep.TryGetValue(head.Id, out var morning) ? morning : DbTime.Time(head.NextAttemptMs);
            if (due <= now || (due > now + Outbox.Furthest && !_asleep.ContainsKey(head.Id))) heads.Add(head);
            else if (due < (next ?? DateTimeOffset.MaxValue)) next = due;
        }

        return (heads, next);
    }

    public Candidate CandidateOf(OutboxMessage head) => new(
        head.Id,
        head.IsCritical || head.Purpose is Purpose.Reply or Purpose.Canary,
        IsNameable(head),
        head is { Purpose: not Purpose.Problem, Incident: { } incident } && _digested.Contains(incident));

    private bool IsNameable(OutboxMessage row) =>
        row is { InDoubt: false, PartOf: null, State: MessageState.Queued, Purpose: Purpose.Problem or Purpose.Update or Purpose.Reminder or Purpose.Recovery or Purpose.Summary }
        && !_blocked.Contains(row.Thread) && !_asleep.ContainsKey(row.Id);

    /// <summary>Ends that wait for their reader's morning.</summary>
    private static Dictionary<long, DateTimeOffset> Asleep(Db db, List<OutboxMessage> rows, DateTimeOffset now) => Sleepers.Of(
        db,
        [.. rows.Where(row => row.Purpose == Purpose.Recovery).Select(row => new Sleepers.End(row.Id, row.Contact, row.Incident, row.Severity ?? Common.Events.Severity.Critical))],
        now);

    private sealed record SentRow
    {
        public long SentMs { get; init; }
        public Purpose Purpose { get; init; }
        public long? PartOf { get; init; }
    }
}
