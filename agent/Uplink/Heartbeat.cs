using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Uplink;

/// <summary>When the retained status goes out: on connecting, on change and every 60 s.</summary>
internal sealed class Heartbeat
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private StatusMessage? _last;
    private TimeSpan _next;

    /// <summary>A new connection: whatever the broker holds may be the will.</summary>
    public void Forget() => _last = null;

    public bool IsDue(StatusMessage status, TimeSpan now)
    {
        if (_last == status && now < _next) return false;
        (_last, _next) = (status, now + Interval);
        return true;
    }
}
