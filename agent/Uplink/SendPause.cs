using EdgeNoc.Agent.Outbox;

namespace EdgeNoc.Agent.Uplink;

/// <summary>Holds back messages that nobody takes: after a while one goes out to see, then the wait doubles.</summary>
internal sealed class SendPause(Random random)
{
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private TimeSpan _wait;
    private TimeSpan _until;
    private MessageKey? _probe;

    /// <summary>Why sending is held back; null when it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether a message may go out now; while paused the one that may is the probe.</summary>
    public bool MaySend(TimeSpan now) => Reason is null || (_probe is null && now >= _until);

    /// <summary>A message went out.</summary>
    public void Sent(MessageKey key)
    {
        if (Reason is not null) _probe = key;
    }

    /// <summary>The broker took a message for somebody.</summary>
    public void Taken(MessageKey key)
    {
        if (_probe == key) Resume();
    }

    /// <summary>Nobody took a message. True when this begins a pause: worth a line in the log.</summary>
    public bool NotTaken(MessageKey key, string reason, TimeSpan now)
    {
        var begins = Reason is null;
        // The others that were under way when the pause began say nothing new.
        if (!begins && _probe != key) return false;
        _wait = begins ? FirstWait : TimeSpan.FromTicks(Math.Min(_wait.Ticks * 2, LongestWait.Ticks));
        _until = now + (_wait * (0.75 + (random.NextDouble() * 0.5)));
        _probe = null;
        Reason = reason;
        return begins;
    }

    /// <summary>Somebody is there.</summary>
    public void Resume() => (Reason, _probe) = (null, null);
}
