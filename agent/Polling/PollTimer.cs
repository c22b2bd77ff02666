namespace EdgeNoc.Agent.Polling;

/// <summary>When one device is polled next: at its own pace, or sooner because something happened that a poll should confirm.</summary>
/// <remarks>
/// Gentle all the same. After a poll there is a rest as long as that poll took, from 1.5 to 2.5 s; and polls out of turn come from a purse of six, which
/// fills by one in 10 s or ten times the last poll. So a burst is confirmed at once, and a box whose log never stops is not polled without end.
/// </remarks>
internal sealed class PollTimer(TimeProvider time)
{
    private const int Purse = 6;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1.5);

    /// <summary>What is to be confirmed is confirmed within 3 s.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private TimeSpan _took;
    private long? _ended;
    private long? _soon;
    private long _filledAt = time.GetTimestamp();
    private double _purse = Purse;
    private bool _isClosed;
    private bool _isInsisted;
    private long _pausedUntil = long.MinValue;

    /// <summary>No polls for so long but those that a person asks for; zero ends that.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_gate)
        {
            _pausedUntil = time.GetTimestamp() + Ticks(length);
            _changed.TrySetResult();
            _changed = New();
        }
    }

    public bool IsPaused
    {
        get { lock (_gate) return _pausedUntil > time.GetTimestamp(); }
    }

    /// <summary>Asks for a poll within so long. False when gentleness forbids it: then the next one comes at the device's own pace.</summary>
    public bool Soon(TimeSpan within)
    {
        lock (_gate)
        {
            var due = time.GetTimestamp() + Ticks(within);
            if (_soon is { } already)
            {
                if (due < already) Set(due);
                return true;
            }

            Fill();
            if (_isClosed || _purse < 1 || _pausedUntil > time.GetTimestamp()) return false;
            _purse--;
            Set(due);
            return true;
        }
    }

    /// <summary>Asks for a poll at once, for a person: neither the purse nor an error nor a pause keeps it off, only the rest after the last poll.</summary>
    public void Insist()
    {
        lock (_gate)
        {
            _isInsisted = true;
            Set(time.GetTimestamp());
        }
    }

    /// <summary>Waits until the next poll; the answer is how late that is.</summary>
    /// <param name="delay">The device's own pace, from now on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TimeSpan> WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var planned = time.GetTimestamp() + Ticks(delay);
        while (true)
        {
            long due;
            Task changed;
            lock (_gate) (due, changed) = (Due(planned), _changed.Task);
            var left = Until(due);
            if (left <= TimeSpan.Zero)
            {
                // What asked for this poll before it began is answered by it.
                lock (_gate) (_soon, _isInsisted) = (null, false);
                return -left;
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(left, time, wait.Token), changed).ConfigureAwait(false);
            await wait.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A poll has ended.</summary>
    /// <param name="took">How long it took.</param>
    /// <param name="isOpen">False while the device is to be left alone: it refused the login, timed out, or a person is at work in it.</param>
    public void Ended(TimeSpan took, bool isOpen)
    {
        lock (_gate)
        {
            (_took, _ended, _isClosed) = (took, time.GetTimestamp(), !isOpen);
            if (_isClosed && !_isInsisted) _soon = null;
        }
    }

    private long Due(long planned)
    {
        planned = Math.Max(planned, _pausedUntil);
        if (_soon is not { } soon) return planned;
        if (!_isInsisted) soon = Math.Max(soon, _pausedUntil);
        if (_ended is { } ended) soon = Math.Max(soon, ended + Math.Clamp(Ticks(_took), Ticks(ShortestRest), Ticks(LongestRest)));
        return Math.Min(planned, soon);
    }

    private void Set(long due)
    {
        _soon = due;
        _changed.TrySetResult();
        _changed = New();
    }

    private void Fill()
    {
        var step = _took * 10 > Refill ? _took * 10 : Refill;
        var now = time.GetTimestamp();
        _purse = Math.Min(Purse, _purse + (time.GetElapsedTime(_filledAt, now) / step));
        _filledAt = now;
    }

    private TimeSpan Until(long timestamp)
    {
        var now = time.GetTimestamp();
        return timestamp > now ? time.GetElapsedTime(now, timestamp) : -time.GetElapsedTime(timestamp, now);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
