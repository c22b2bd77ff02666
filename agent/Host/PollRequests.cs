using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Agent.Host;

/// <summary>Polls on demand, gently: a device is asked at most every 5 s this way, and people who ask at the same time share one poll.</summary>
internal sealed class PollRequests(Func<string, CancellationToken, Task<PolledOnce?>> poll, TimeProvider time)
{
    /// <summary>From the end of one asked-for poll of a device to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task<PolledOnce?> Poll, long? Ended)> _last = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn, polls, and gives the result; null when there is no such device.</summary>
    public async Task<PolledOnce?> PollAsync(string device, CancellationToken cancellationToken)
    {
        Task<PolledOnce?> running;
        lock (_gate)
        {
            var wait = _last.TryGetValue(device, out var last) && last.Ended is { } ended ? Pause - time.GetElapsedTime(ended) : TimeSpan.Zero;
            if (last.Poll is null || last.Ended is not null) _last[device] = (OneAsync(device, wait), null);
            running = _last[device].Poll;
        }

        return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<PolledOnce?> OneAsync(string device, TimeSpan wait)
    {
        // Out of the lock before anything can end.
        await Task.Yield();
        var known = true;
        try
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time).ConfigureAwait(false);
            var result = await poll(device, CancellationToken.None).ConfigureAwait(false);
            known = result is not null;
            return result;
        }
        finally
        {
            lock (_gate)
            {
                // Ids that nobody has must not pile up.
                if (known) _last[device] = (_last[device].Poll, time.GetTimestamp());
                else _last.Remove(device);
            }
        }
    }
}
