namespace EdgeNoc.Agent.Uplink;

/// <summary>The last sending before a stop, which goes on only while it moves.</summary>
/// <param name="since">Monotonic.</param>
/// <param name="limit">No longer than that.</param>
internal sealed class Drain(TimeSpan since, TimeSpan limit)
{
    /// <summary>Without an ack for so long it is over: nobody stores anything now, and the rows are safe on disk.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    /// <param name="pending">Something waits or is unacknowledged.</param>
    /// <param name="canSend">Connected and not held back.</param>
    /// <param name="lastAck">When the last ack came.</param>
    /// <param name="now">Monotonic.</param>
    public bool IsOver(bool pending, bool canSend, TimeSpan? lastAck, TimeSpan now)
    {
        var moved = lastAck is { } at && at > since ? at : since;
        return !pending || !canSend || now - since >= limit || now - moved >= Patience;
    }

    public void Finish() => _done.TrySetResult();
}

/// <summary>When the table <c>site/alerts</c> goes out: on connecting, on change (at most twice a second) and every 10 minutes.</summary>
internal sealed class AlertsSchedule
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan ShortestGap = TimeSpan.FromMilliseconds(500);

    private long? _version;
    private TimeSpan _sentAt;

    public void Forget() => _version = null;

    public bool IsDue(long version, TimeSpan now)
    {
        if (_version is not null && now - _sentAt < (version == _version ? Interval : ShortestGap)) return false;
        (_version, _sentAt) = (version, now);
        return true;
    }
}
