using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Sessions;

/// <summary>What a list of sessions changes.</summary>
internal sealed record SessionChanges(
    IReadOnlyList<(SeenSession Session, long BeganMs)> Begun,
    IReadOnlyList<(OpenSession Session, long EndedMs)> Ended,
    IReadOnlyList<(OpenSession Session, SeenSession Seen)> Continued);

/// <summary>From lists of who is there to sessions that begin and end: a pure function of what was open and what a list shows.</summary>
/// <remarks>Lists come at most every five minutes: a session that begins and ends between two of them is not seen, and an end is dated by the list that misses it.</remarks>
internal static class SessionHistory
{
    // A router counts whole seconds, and its answer is some seconds older than the list's own time.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <param name="open">The sessions that have not ended.</param>
    /// <param name="seen">Those of the list, each key once.</param>
    /// <param name="at">When the list was made.</param>
    /// <param name="received">When it came.</param>
    public static SessionChanges Compare(IReadOnlyList<OpenSession> open, IReadOnlyList<SeenSession> seen, DateTimeOffset at, DateTimeOffset received)
    {
        var (begun, ended, continued) = (new List<(SeenSession, long)>(), new List<(OpenSession, long)>(), new List<(OpenSession, SeenSession)>());
        var atMs = DbTime.Ms(at);
        var left = new Dictionary<SessionKey, OpenSession>(open.Count);
        foreach (var session in open) left[session.Key] = session;
        foreach (var session in seen)
        {
            var beganMs = Began(session, atMs);
            if (!left.Remove(session.Key, out var known))
            {
                begun.Add((session, beganMs));
            }
            else if (IsAnother(known, session, atMs, DbTime.Ms(received)))
            {
                ended.Add((known, Math.Max(known.SeenMs, beganMs)));
                begun.Add((session, Math.Max(known.SeenMs, beganMs)));
            }
            else
            {
                continued.Add((known, session));
            }
        }

        ended.AddRange(left.Values.Select(session => (session, Math.Max(session.BeganMs, atMs))));
        return new SessionChanges(begun, ended, continued);
    }

    /// <summary>The same customer on a session of less age than it would have by now: it ended and began anew between two lists.</summary>
    private static bool IsAnother(OpenSession known, SeenSession seen, long atMs, long receivedMs)
    {
        if (seen.UptimeS is not { } uptimeS) return false;
        if (uptimeS < known.UptimeS) return true;

        // Two clocks saw the time that has passed; where they differ one of them was set, and the shorter time accuses nobody.
        var elapsedMs = Math.Min(atMs - known.SeenMs, receivedMs - known.ReceivedMs);
        return (Slack.TotalSeconds + uptimeS) * 1000 < elapsedMs;
    }

    private static long Began(SeenSession seen, long atMs) => seen.UptimeS is { } uptimeS && uptimeS <= atMs / 1000 ? atMs - (uptimeS * 1000) : atMs;
}
