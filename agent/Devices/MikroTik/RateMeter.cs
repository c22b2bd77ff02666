namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>Rates out of counters: what was counted between two polls, over the time between them. Nothing for the first look, and nothing when a counter began anew.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private readonly Dictionary<string, Last> _seen = new(StringComparer.Ordinal);
    private int _round;
    private long _now;

    /// <summary>Starts a round: all counters of one answer are of the same moment.</summary>
    public void Begin() => (_round, _now) = (_round + 1, time.GetTimestamp());

    public (long? RxBps, long? TxBps) Next(string name, long? rx, long? tx)
    {
        if (rx is not { } received || tx is not { } sent) return (null, null);
        var knows = _seen.TryGetValue(name, out var last);
        _seen[name] = new Last(received, sent, _now, _round);
        var seconds = knows ? time.GetElapsedTime(last.At, _now).TotalSeconds : 0;
        // Both or neither: a reboot begins both anew, and the one that is larger by chance means nothing.
        if (seconds <= 0 || received < last.Rx || sent < last.Tx) return (null, null);
        return ((long)((received - last.Rx) * 8 / seconds), (long)((sent - last.Tx) * 8 / seconds));
    }

    /// <summary>Ends a round: what was not seen in it is forgotten.</summary>
    public void End()
    {
        foreach (var (name, last) in _seen)
        {
            if (last.Round != _round) _seen.Remove(name);
        }
    }

    private readonly record struct Last(long Rx, long Tx, long At, int Round);
}
