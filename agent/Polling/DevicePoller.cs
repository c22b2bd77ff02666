using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Polling;

/// <summary>One poll that somebody waited for.</summary>
internal sealed record PolledOnce(DeviceConfig Device, PollResult Result, TimeSpan Took);

/// <summary>The loop of one device: wait, take a slot, poll, hand over.</summary>
internal sealed class DevicePoller(DeviceConfig device, DriverContext context, PollPipeline pipeline, PollOutlets outlets, Random random) : IAsyncDisposable
{
    /// <summary>The first polls come soon, so that a restart leaves no hole, and not all in the same moment.</summary>
    private static readonly TimeSpan FirstSpread = TimeSpan.FromSeconds(2);

    private readonly IDriver _driver = device.Driver.Create(device, context);
    private readonly Wake _wake = new(context.Time);
    private TaskCompletionSource<PolledOnce>? _asked;
    private double _lagMs;

    public string Id => device.Id;

    /// <summary>Brings the next poll forward.</summary>
    public void PollSoon(TimeSpan within) => _wake.Within(within);

    /// <summary>The result of the next poll that begins after this call.</summary>
    public Task<PolledOnce> NextAsync()
    {
        var mine = new TaskCompletionSource<PolledOnce>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _asked, mine, null) ?? mine).Task;
    }

    public DeviceHealthSnapshot Health => pipeline.Health;

    /// <summary>How long after its time the last poll began.</summary>
    public double LagMs => Volatile.Read(ref _lagMs);

    public async Task RunAsync(SemaphoreSlim slots, Action? polled, CancellationToken noMorePolls, CancellationToken abandonPolls)
    {
        var pace = new PollPace(device.Interval);
        var delay = FirstSpread * random.NextDouble();
        try
        {
            while (true)
            {
                var planned = context.Time.GetTimestamp();
                await _wake.WaitAsync(delay, noMorePolls).ConfigureAwait(false);
                await slots.WaitAsync(noMorePolls).ConfigureAwait(false);
                var began = context.Time.GetTimestamp();
                Volatile.Write(ref _lagMs, Math.Max(0, (context.Time.GetElapsedTime(planned, began) - delay).TotalMilliseconds));
                var asked = Interlocked.Exchange(ref _asked, null);
                try
                {
                    var result = await PollAsync(abandonPolls).ConfigureAwait(false);
                    var took = context.Time.GetElapsedTime(began);
                    asked?.TrySetResult(new PolledOnce(device, result, took));
                    (pace, var period) = pace.After(result, took, isLoad: device.Options.MemberIds.Count == 0, random.NextDouble());
                    await HandOverAsync(result, took, abandonPolls).ConfigureAwait(false);
                    delay = period - context.Time.GetElapsedTime(began);
                    if (delay < TimeSpan.Zero) delay = TimeSpan.Zero;
                }
                finally
                {
                    slots.Release();
                    asked?.TrySetCanceled(CancellationToken.None);
                }

                polled?.Invoke();
            }
        }
        catch (OperationCanceledException)
        {
            // The way this loop ends.
        }
    }

    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    private async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _driver.PollAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A fault of the driver must not end the polling of its device for good.
            outlets.Logger.LogError(exception, "{Device}: the driver {Driver} failed", device.Id, device.Driver.Name);
            return new PollResult.Failed(new PollError(PollErrorKind.ParseFailed, $"the driver failed ({exception.GetType().Name})", "this is a fault of the driver: send the agent's log and a capture of the device"));
        }
    }

    private async Task HandOverAsync(PollResult result, TimeSpan took, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.TakeAsync(result, took, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            outlets.Logger.LogError(exception, "{Device}: the result of a poll could not be stored; the next poll tries again", device.Id);
        }
    }
}
