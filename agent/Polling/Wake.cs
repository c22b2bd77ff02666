namespace EdgeNoc.Agent.Polling;

/// <summary>A wait that somebody else may cut short.</summary>
internal sealed class Wake(TimeProvider time)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _waiting;
    private long? _wanted;

    /// <summary>Waits for <paramref name="delay"/>, or less when it was or is woken.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var deadline = After(delay);
        while (true)
        {
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            TimeSpan rest;
            lock (_gate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rest = time.GetElapsedTime(time.GetTimestamp(), _wanted is { } wanted ? Math.Min(wanted, deadline) : deadline);
                _waiting = rest > TimeSpan.Zero ? woken : null;
                if (_waiting is null)
                {
                    _wanted = null;
                    return;
                }
            }

            await Task.Delay(rest, time, woken.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_gate) _waiting = null;
        }
    }

    /// <summary>Ends the wait under way, or the next one, within this time; an earlier wish stands.</summary>
    public void Within(TimeSpan time)
    {
        lock (_gate)
        {
            var wanted = After(time);
            if (_wanted is { } earlier && earlier <= wanted) return;
            _wanted = wanted;
            _waiting?.Cancel();
        }
    }

    private long After(TimeSpan delay) => time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
}
