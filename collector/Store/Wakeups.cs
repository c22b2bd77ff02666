namespace EdgeNoc.Collector.Store;

/// <summary>Wakes a loop. A wake that comes while the loop works is kept for its next wait; several are one.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource _woken = New();

    public void Set() => _woken.TrySetResult();

    /// <summary>Returns when woken, or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var woken = _woken.Task;
        await Task.WhenAny(woken, Task.Delay(longest, time, timer.Token));
        await timer.CancelAsync();
        if (woken.IsCompleted) _woken = New();
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Tells the loops that something was committed which they may have to act on.</summary>
internal sealed class Wakeups
{
    /// <summary>Events, tables or a status came in.</summary>
    public Signal Alerts { get; } = new();

    /// <summary>A message waits to be sent.</summary>
    public Signal Outbox { get; } = new();
}
