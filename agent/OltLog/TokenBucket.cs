namespace EdgeNoc.Agent.OltLog;

/// <summary>Lets a burst through and then so many a second.</summary>
internal sealed class TokenBucket(int burst, int perSecond, TimeProvider time)
{
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>False when this one is too many.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
