using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Which times were given to telemetry that was written before the time was known.</summary>
/// <remarks>
/// Not beside the message: the end of that file's log may be lost, or a crash come between sending and writing, and then the message would go out a second time
/// with times a millisecond apart, which no database takes for the same point.
/// </remarks>
internal sealed partial class EventStore : IGivenTimes
{
    // One commit gives so many numbers their time at once; what they get is no worse for having been decided a minute early.
    private const int GivenAhead = 64;

    // Far more than a month of restarts without a clock; a range is fifty bytes.
    private const int GivenKept = 10_000;

    public GivenTime TimeFor(MessageKey message, GivenTime offered) => Guarded(() =>
    {
        var boot = BootTable.Text(message.Boot);
        var known = Database.Query(
            "SELECT offset_ms, clock FROM given_times WHERE boot = ?1 AND first_seq <= ?2 AND last_seq >= ?2",
            static row => new GivenTime(row.IsDBNull(0) ? null : row.GetInt64(0), (ClockState)row.GetInt32(1)), boot, message.Seq);
        if (known.Count > 0) return known[0];
        Database.InTransaction(() => Give(boot, message.Seq, offered));
        return offered;
    });

    private void Give(string boot, long seq, GivenTime given)
    {
        var next = Database.Number("SELECT MIN(first_seq) FROM given_times WHERE boot = ?1 AND first_seq > ?2", boot, seq);
        var last = next == 0 ? seq + GivenAhead - 1 : Math.Min(seq + GivenAhead, next) - 1;
        var longer = Database.Run(
            "UPDATE given_times SET last_seq = ?1 WHERE boot = ?2 AND last_seq = ?3 AND offset_ms IS ?4 AND clock = ?5", last, boot, seq - 1, given.OffsetMs, (int)given.State);
        if (longer > 0) return;
        Database.Run("INSERT INTO given_times(boot, first_seq, last_seq, offset_ms, clock) VALUES(?1, ?2, ?3, ?4, ?5)", boot, seq, last, given.OffsetMs, (int)given.State);
        Database.Run("DELETE FROM given_times WHERE id <= last_insert_rowid() - ?1", GivenKept);
    }
}
