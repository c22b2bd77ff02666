namespace EdgeNoc.Agent.Cabinet;

/// <summary>The way into the page without a PIN, for whoever stands at the cabinet: a held button opens it for a moment, and the first phone that comes takes it. Safe for several threads.</summary>
/// <remarks>One phone only: everybody in the POP's LAN could come, but who holds the button sees on his own whether it was he who got in, and the panel shows that the door is shut again.</remarks>
internal sealed class HeldDoor(TimeProvider time)
{
    /// <summary>Long enough to take a phone out of a pocket.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private long? _openedAt;

    public bool IsOpen
    {
        get
        {
            lock (_gate) return _openedAt is { } at && time.GetElapsedTime(at) < OpenFor;
        }
    }

    public void Open()
    {
        lock (_gate) _openedAt = time.GetTimestamp();
    }

    public void Shut()
    {
        lock (_gate) _openedAt = null;
    }

    /// <summary>Goes through and shuts it; false when it is shut.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (!IsOpen) return false;
            _openedAt = null;
            return true;
        }
    }
}
