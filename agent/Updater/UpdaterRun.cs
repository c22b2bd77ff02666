using EdgeNoc.Common.Updates;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Updater;

/// <summary>Carries one update out, from wherever it stands to its end. It may be ended at any moment and started anew: each step can be repeated.</summary>
/// <remarks>Commit is one removal (see <see cref="Trial"/>); before it a cut of power leads back, after it it leads on.</remarks>
internal sealed class UpdaterRun(UpdaterPaths paths, IAgentService agent, PackageDesk packages, UpdaterClock clock, ILogger logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly UpdaterFiles _files = new(paths);
    private readonly OrderDesk _orders = new(paths);
    private readonly SlotTool _slots = new(paths);
    private long? _restartAskedMs;

    /// <summary>How long a version has to prove itself.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Called between any two changes of the disk: a test cuts the power there.</summary>
    internal Action<string> Point { get; init; } = static _ => { };

    /// <exception cref="IOException">The disk is full or read-only; it goes on from there when it can be written.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(paths.Home);
        // The power was cut before the file of one that had ended was removed.
        if (_files.Job is null) File.Delete(paths.Job);
        while (!stop.IsCancellationRequested && (_files.Job ?? TakeOrder()) is { } job)
        {
            var sight = new UpdateSight(clock.BootId, clock.NowMs, paths.Named("current"), Trial.Read(paths.Trial), await agent.LookAsync()) { RestartAskedMs = _restartAskedMs };
            await DoAsync(job, sight, UpdateMachine.Next(job, sight, Within), stop);
        }
    }

    private UpdateJob? TakeOrder()
    {
        if (!File.Exists(paths.Ready)) return null;
        var ends = _files.Ends;
        UpdateJob? job = null;
        if (UpdaterFiles.ReadPlain(paths.Order) is { } envelope && paths.Named("current") is { } current)
        {
            switch (_orders.Read(envelope, ends.Newest))
            {
                case OrderRead.Genuine(var order, var package) when Unfit(package, current) is { } reason:
                    End(order.Version, package.Version, UpdateStage.Verify, reason);
                    break;
                case OrderRead.Genuine(var order, var package):
                    Durable.Write(paths.SafeOrder, System.Text.Encoding.UTF8.GetString(envelope));
                    Point("order kept");
                    job = new UpdateJob(order.Version, package.Version, current);
                    _files.Save(job);
                    logger.LogInformation("update to {Version} (order {Order}): the package is here, {From} runs", job.Version, job.Order, job.From);
                    break;
                case OrderRead.Refused refused:
                    // Its number is only what it says of itself: others are still welcome.
                    _files.Save(ends with { Failed = new UpdateEnd(refused.Order, refused.Version, UpdateStage.Verify, refused.Reason, clock.Now) });
                    logger.LogError("an update is refused: {Reason}", refused.Reason);
                    break;
            }
        }

        Point("order taken");
        File.Delete(paths.Ready);
        return job;
    }

    private static string? Unfit(UpdatePackage package, string current) =>
        package.Version == current ? $"{current} runs already"
        : !package.Downgrade && !DebianVersion.IsNewer(package.Version, current) ? $"{package.Version} is older than {current}, which runs, and the order does not say that this is meant"
        : package.MinVersion is { } min && DebianVersion.Compare(current, min) < 0 ? $"it needs at least {min} to take over from, and {current} runs"
        : null;

    private async Task DoAsync(UpdateJob job, UpdateSight sight, UpdateStep step, CancellationToken stop)
    {
        switch (step)
        {
            case UpdateStep.CheckPackage:
                Advance(job, UpdateStage.Install, Package() is { } ordered ? await packages.CheckAsync(ordered) : "the order is gone");
                break;
            case UpdateStep.FillSlot:
                Advance(job, UpdateStage.Restart, Package() is { } checkedPackage ? await packages.FillAsync(checkedPackage, _slots) : "the order is gone");
                break;
            case UpdateStep.Switch:
                await SwitchAsync(job, sight);
                break;
            case UpdateStep.RestartAgent:
                await RestartAsync();
                break;
            case UpdateStep.Commit:
                File.Delete(paths.Trial);
                Point("committed");
                Durable.Sync(paths.Home);
                break;
            case UpdateStep.GoBack back:
                await GoBackAsync(job, sight, back.Reason);
                break;
            case UpdateStep.TryAgain:
                logger.LogWarning("update to {Version}: {Reason}; it is tried once more", job.Version, job.Reason);
                _files.Save(new UpdateJob(job.Order, job.Version, job.From) { Attempt = job.Attempt + 1 });
                break;
            case UpdateStep.End end:
                await EndAsync(job, end.Reason);
                break;
            default:
                await Task.Delay(LookEvery, clock.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }

        if (step is not UpdateStep.Wait) Point($"{step.GetType().Name} done");
    }

    private void Advance(UpdateJob job, UpdateStage next, string? problem)
    {
        Point($"{job.Stage} worked");
        if (problem is null) _files.Save(job with { Stage = next });
        else End(job.Order, job.Version, job.Stage, problem);
    }

    private async Task SwitchAsync(UpdateJob job, UpdateSight sight)
    {
        var switched = job with { Stage = UpdateStage.Restart, BootId = sight.BootId, SwitchedMs = sight.NowMs, NeedsAnswer = job.NeedsAnswer || (sight.Agent.Version == job.From && sight.Agent.Answered) };
        _files.Save(switched);
        Point("about to switch");
        // What is left of another trial guards nothing.
        if (sight.Trial is not { } trial || trial.Version != job.Version || trial.From != job.From) new Trial(job.Version, job.From, sight.BootId).Write(paths.Trial);
        Point("guard is up");
        if (await _slots.UseAsync(job.Version) is { } problem)
        {
            await GoBackAsync(switched, sight, problem);
            return;
        }

        Point("switched");
        _files.Save(switched with { Stage = UpdateStage.Prove });
        Point("to be proved");
        await RestartAsync();
    }

    private async Task RestartAsync()
    {
        _restartAskedMs = clock.NowMs;
        await agent.RestartAsync();
    }

    private async Task GoBackAsync(UpdateJob job, UpdateSight sight, string reason)
    {
        logger.LogError("update to {Version}: {Reason}; {From} takes over again", job.Version, reason, job.From);
        try
        {
            _files.Save(job with { Stage = UpdateStage.GoBack, Reason = reason });
        }
        catch (IOException)
        {
            // On a full disk the stage cannot be written down; to go back needs no room, and is what would be decided again.
        }

        Point("about to go back");
        if (paths.Named("current") == job.Version && await _slots.UseAsync(job.From) is { } problem) throw new IOException(problem);
        Point("link is back");
        File.Delete(paths.Trial);
        Point("guard is down");
        if (sight.Agent.Version != job.From) await RestartAsync();
    }

    private async Task EndAsync(UpdateJob job, string? reason)
    {
        if (reason is null) logger.LogInformation("update to {Version} (order {Order}) is committed", job.Version, job.Order);
        else await _slots.DropAsync(job.Version);
        End(job.Order, job.Version, reason is null ? null : job.Reason is null ? job.Stage : UpdateStage.Prove, reason);
        if (reason is null) await _slots.PruneAsync();
    }

    private void End(long order, string version, UpdateStage? stage, string? reason)
    {
        if (reason is not null) logger.LogError("update to {Version} (order {Order}) failed: {Reason}", version, order, reason);
        // First, for it makes room.
        packages.Forget();
        _files.Sweep();
        Point("package is gone");
        _files.Save(_files.Ends.With(new UpdateEnd(order, version, stage, reason, clock.Now)));
        Point("end is kept");
        File.Delete(paths.Job);
    }

    private UpdatePackage? Package() => UpdaterFiles.ReadPlain(paths.SafeOrder) is { } envelope && _orders.Read(envelope, _files.Ends.Newest) is OrderRead.Genuine genuine ? genuine.Package : null;
}

/// <summary>Time, and which boot of the kernel it is counted in.</summary>
/// <param name="Time">For waits, and for the dates that people read.</param>
internal sealed record UpdaterClock(TimeProvider Time)
{
    public string BootId { get; init; } = "";

    /// <summary>Since the kernel's boot.</summary>
    public long NowMs => (long)Time.GetElapsedTime(0, Time.GetTimestamp()).TotalMilliseconds;

    public DateTimeOffset Now => Time.GetUtcNow();

    public static UpdaterClock OfSystem() => new(TimeProvider.System) { BootId = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() };
}
