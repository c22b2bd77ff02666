namespace EdgeNoc.Simulators.Olt;

/// <summary>The habit of the small web server to hang: a request while another is under way, or too soon after it, and nothing is answered for some seconds.</summary>
internal sealed class FragileGate(TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private int _active;
    private long? _lastEnd;
    private long _hangsUntil;

    /// <summary>How long it hangs; null for a box that bears everything.</summary>
    public TimeSpan? HangsFor { get; set; }

    /// <summary>How often it fell over.</summary>
    public int Hangs { get; private set; }

    /// <summary>True when the request may be answered; then <see cref="Leave"/> follows.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (HangsFor is { } hangs)
            {
                var now = time.GetTimestamp();
                if (now < _hangsUntil) return false;
                if (_active > 0 || (_lastEnd is { } end && time.GetElapsedTime(end, now) < Gap))
                {
                    Hangs++;
                    _hangsUntil = now + (long)(hangs.TotalSeconds * time.TimestampFrequency);
                    return false;
                }
            }

            _active++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _active--;
            _lastEnd = time.GetTimestamp();
        }
    }
}
