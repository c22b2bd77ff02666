using System.Globalization;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The quota, and what had to go because of it.</summary>
internal sealed partial class EventStore
{
    // Room is made in big steps, a sixteenth of the quota.
    private const int StepPart = 16;

    private long _dropped;

    /// <summary>Events dropped since the last call; the event that says so is stored already.</summary>
    public long TakeDropped()
    {
        lock (_gate)
        {
            var dropped = _dropped;
            _dropped = 0;
            return dropped;
        }
    }

    /// <summary>Part of a commit: when the quota would be passed, a step of old events goes, the unimportant first, and an event says so in the same transaction.</summary>
    private void MakeRoom(long bytes, ClockStamp stamp)
    {
        if (_bytes + bytes <= MaxBytes) return;
        var gone = default(Gone);
        foreach (var upTo in new[] { Severity.Low, Severity.Critical })
        {
            var wanted = (MaxBytes / StepPart) + bytes - gone.Bytes;
            if (wanted <= 0) break;
            gone = gone.And(Drop(upTo, wanted));
        }

        if (gone.Count == 0) return;
        (_rows, _bytes) = (_rows - gone.Count, _bytes - gone.Bytes);
        _dropped += gone.Count;
        var all = gone.And(Unsaid());
        var drop = SelfEvents.EventsDropped(all.Count, all.Bytes, all.FirstMs, all.LastMs, stamp);
        Insert(drop, JsonSerializer.Serialize(drop, WireJson.Default.EdgeEvent), stamp);
    }

    /// <summary>The message in flight stays as it is, and what says that something was dropped goes last: never.</summary>
    private Gone Drop(Severity upTo, long wanted) => Database.Query(
        """
        DELETE FROM events WHERE id IN (
          SELECT id FROM (
            SELECT id, SUM(bytes) OVER (ORDER BY id) - bytes AS before FROM events
            WHERE severity <= ?1 AND (message_boot_id IS NOT ?2 OR message_seq IS NOT ?3) AND (severity <> ?5 OR instr(body, ?6) = 0))
          WHERE before < ?4)
        RETURNING bytes, wall_ms
        """,
        static row => new Gone(1, row.GetInt64(0), row.GetInt64(1), row.GetInt64(1)),
        (int)upTo, _offered?.BootId ?? -1, _offered?.Seq ?? -1, wanted, (int)EventKinds.DefaultSeverity(SelfEvents.DataDropped), SelfEvents.DataDropped).Aggregate(default(Gone), static (sum, one) => sum.And(one));

    /// <summary>What earlier statements say that nobody has seen yet: the new one says it too and takes their place, so that a year of drops is one event.</summary>
    private Gone Unsaid()
    {
        var unsaid = Database.Query(
            "DELETE FROM events WHERE severity = ?1 AND message_seq IS NULL AND instr(body, ?2) > 0 AND instr(body, '\"class\":\"events\"') > 0 RETURNING body, bytes",
            static row => (Event: Read(row.GetString(0)), Bytes: row.GetInt64(1)), (int)EventKinds.DefaultSeverity(SelfEvents.DataDropped), SelfEvents.DataDropped);
        (_rows, _bytes) = (_rows - unsaid.Count, _bytes - unsaid.Sum(row => row.Bytes));
        return unsaid.Select(row => row.Event).OfType<EdgeEvent>().Aggregate(default(Gone), static (sum, said) => sum.And(new Gone(
            (long)said.Values["events"], (long)said.Values["bytes"], Ms(said.Labels["from"]), Ms(said.Labels["to"]))));
    }

    private static long Ms(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>Events that went: how many, and from when to when they were written.</summary>
    private readonly record struct Gone(long Count, long Bytes, long FirstMs, long LastMs)
    {
        public Gone And(Gone other) => other.Count == 0 ? this : Count == 0 ? other
            : new(Count + other.Count, Bytes + other.Bytes, Math.Min(FirstMs, other.FirstMs), Math.Max(LastMs, other.LastMs));
    }
}
