using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Outbox;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Polling;

/// <summary>One poll that somebody waited for.</summary>
internal sealed record PolledOnce(PollResult Result, TimeSpan Took);

/// <summary>The loop of one device: wait, take a slot, poll, hand over.</summary>
internal sealed class DevicePoller(DeviceConfig device, DriverContext context, PollPipeline pipeline, PollOutlets outlets, Random random) : IAsyncDisposable
{
    /// <summary>The first polls come soon, so that a restart leaves no hole, and not all in the same moment.</summary>
    private static readonly TimeSpan FirstSpread = TimeSpan.FromSeconds(2);

    /// <summary>Some OLTs fall over when their levels are read again and again.</summary>
    private static readonly TimeSpan LevelsGap = TimeSpan.FromSeconds(20);

    // Longer than any driver's own limits together.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan SlotPatience = TimeSpan.FromMinutes(1);

    private readonly IDriver _driver = device.Driver.Create(device, context);
    private readonly PollTimer _timer = new(context.Time);

    // A driver does one thing at a time: a poll, or what a person wants to see.
    private readonly SemaphoreSlim _driverIsFree = new(1);
    private TaskCompletionSource<PolledOnce>? _asked;
    private PauseEnd? _pausedUntil;
    private long? _levelsAsked;
    private double _lagMs;
    private long _until = long.MaxValue;

    public DeviceHealthSnapshot Health => _pausedUntil is { } until && _timer.IsPaused ? pipeline.Health with { PausedUntil = until.At } : pipeline.Health;

    /// <summary>Whether this is the entry of the device, or of the group that the device is a member of.</summary>
    public bool IsFor(string id) => device.Id == id || device.Options.MemberIds.Contains(id, StringComparer.Ordinal);

    /// <summary>Polls within so long instead of at the next turn; false when that would not be gentle.</summary>
    public bool PollSoon(TimeSpan within) => _timer.Soon(within);

    /// <summary>The result of the next poll that begins after this call, brought forward also where <see cref="PollSoon"/> would leave the device alone: somebody is standing in front of it.</summary>
    public Task<PolledOnce> PollNowAsync()
    {
        var mine = new TaskCompletionSource<PolledOnce>(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = (Interlocked.CompareExchange(ref _asked, mine, null) ?? mine).Task;
        _timer.Insist();
        return next;
    }

    /// <summary>Leaves the device alone for so long, but for polls that a person asks for; zero ends that.</summary>
    public void Pause(TimeSpan length)
    {
        _pausedUntil = new PauseEnd(context.Time.GetUtcNow() + length);
        MoveOnWithin(length + SlotPatience);
        _timer.Pause(length);
    }

    /// <summary>How long after its time the last poll began.</summary>
    public double LagMs => Volatile.Read(ref _lagMs);

    /// <summary>This loop has not come to a stop: it waits for a time that is still to come, or for an answer that may still come.</summary>
    public bool IsOnTime => context.Time.GetTimestamp() <= Volatile.Read(ref _until) || _timer.IsPaused;

    public async Task RunAsync(SemaphoreSlim slots, Action? polled, CancellationToken noMorePolls, CancellationToken abandonPolls)
    {
        var pace = new PollPace(device.Interval);
        var delay = FirstSpread * random.NextDouble();
        PasswordWatch? password = null;
        try
        {
            while (true)
            {
                MoveOnWithin(delay + SlotPatience);
                var late = await _timer.WaitAsync(delay, noMorePolls).ConfigureAwait(false);
                var due = context.Time.GetTimestamp();
                await slots.WaitAsync(noMorePolls).ConfigureAwait(false);
                var began = context.Time.GetTimestamp();
                MoveOnWithin(LongestPoll);
                Volatile.Write(ref _lagMs, (late + context.Time.GetElapsedTime(due, began)).TotalMilliseconds);
                var asked = Interlocked.Exchange(ref _asked, null);
                if (asked is not null) AskLevels(began);
                try
                {
                    var result = await PollAsync(abandonPolls).ConfigureAwait(false);
                    var took = context.Time.GetElapsedTime(began);
                    asked?.TrySetResult(new PolledOnce(result, took));
                    (pace, var period) = pace.After(result, took, isLoad: device.Options.MemberIds.Count == 0, random.NextDouble());
                    _timer.Ended(took, isOpen: pace is { Timeouts: 0, Refusals: 0, IsTaken: false });
                    if (pace.Refusals > 0)
                    {
                        password ??= PasswordWatch.Of(device.Options.Password, _timer.Insist, context.Time);
                    }
                    else
                    {
                        password?.Dispose();
                        password = null;
                    }
                    if (await HandOverAsync(result, took, abandonPolls).ConfigureAwait(false) is { } again) _timer.Soon(again);
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
        finally
        {
            password?.Dispose();
        }
    }

    /// <summary>Shows a person one part of the box, over the session that polls use and between two of them; null where the driver has no such question.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, as while a poll took its time.</exception>
    public async Task<ShowResult?> ShowAsync(ShownPart part, CancellationToken cancellationToken)
    {
        if (_driver is not IPartShower shower) return null;
        await _driverIsFree.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await shower.ShowAsync(part, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _driverIsFree.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync().ConfigureAwait(false);
        _driverIsFree.Dispose();
    }

    /// <summary>A person wants to see what cleaning a connector did, and not what was five minutes ago.</summary>
    private void AskLevels(long now)
    {
        if (_driver is not ILevelKeeper keeper || (_levelsAsked is { } before && context.Time.GetElapsedTime(before, now) < LevelsGap)) return;
        _levelsAsked = now;
        keeper.ReadLevelsNext();
    }

    private void MoveOnWithin(TimeSpan time) => Volatile.Write(ref _until, context.Time.GetTimestamp() + (long)(time.TotalSeconds * context.Time.TimestampFrequency));

    private async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        await _driverIsFree.WaitAsync(cancellationToken).ConfigureAwait(false);
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
        finally
        {
            _driverIsFree.Release();
        }
    }

    /// <summary>How soon another poll should follow; null for the device's own pace.</summary>
    private async Task<TimeSpan?> HandOverAsync(PollResult result, TimeSpan took, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.TakeAsync(result, took, cancellationToken).ConfigureAwait(false);
        }
        catch (EventsNotStoredException)
        {
            // The store has said so; the next poll finds the same changes again.
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            outlets.Logger.LogError(exception, "{Device}: the result of a poll could not be stored; the next poll tries again", device.Id);
            return null;
        }
    }

    // A reference is read and written whole.
    private sealed record PauseEnd(DateTimeOffset At);
}
