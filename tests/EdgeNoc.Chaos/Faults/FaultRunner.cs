using System.Collections.Concurrent;
using System.Diagnostics;
using EdgeNoc.Chaos.Plan;
using EdgeNoc.Chaos.Reckoning;
using EdgeNoc.Chaos.World;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;

namespace EdgeNoc.Chaos.Faults;

/// <summary>A fault as it was.</summary>
internal sealed record FaultRecord(Fault Fault, DateTimeOffset Began, DateTimeOffset Ended, string? Note);

/// <summary>Breaks things by plan, mends them, and keeps what follows from it for the count.</summary>
internal sealed class FaultRunner(ChaosWorld world, string folder, Action<string> say)
{
    private const int Sigstop = 19;
    private const int Sigcont = 18;
    private const int LossPct = 33;

    private readonly ConcurrentQueue<FaultRecord> _done = new();
    private readonly ConcurrentQueue<Excuse> _excuses = new();
    private readonly ConcurrentDictionary<Guid, byte> _committed = new();
    private readonly List<Damage> _damages = [];
    private int _copies;

    public IReadOnlyList<FaultRecord> Done => [.. _done.OrderBy(record => record.Began)];

    public IReadOnlyList<Excuse> Excuses => [.. _excuses];

    /// <summary>Events that were seen in a copy of the agent's store: committed, and so never to be lost.</summary>
    public IReadOnlyCollection<Guid> Committed => [.. _committed.Keys];

    /// <summary>The runs of the agent. Faults of the agent come one after the other, so that none is missed.</summary>
    public AgentRuns Runs { get; } = new(world.AgentState);

    /// <summary>Stores that were damaged, in order.</summary>
    public IReadOnlyList<Damage> Damages => _damages;

    /// <summary>Copies of the stores that SQLite could not recover from.</summary>
    public int UnsoundCopies { get; private set; }

    /// <summary>Returns when the last fault was recovered from.</summary>
    public async Task RunAsync(IReadOnlyList<Fault> plan, CancellationToken stop)
    {
        var began = Stopwatch.StartNew();
        // What overlaps in the plan overlaps here; the faults of one part wait for each other even when a recovery took longer than planned.
        await Task.WhenAll(plan.GroupBy(fault => FaultPlan.PartOf(fault.Kind)).Select(async part =>
        {
            foreach (var fault in part)
            {
                var wait = TimeSpan.FromSeconds(fault.AtS) - began.Elapsed;
                if (wait > TimeSpan.Zero) await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested) return;
                await DoAsync(fault);
            }
        }));
    }

    private async Task DoAsync(Fault fault)
    {
        var began = DateTimeOffset.UtcNow;
        var note = await BreakAndMendAsync(fault, began);
        _done.Enqueue(new FaultRecord(fault, began, DateTimeOffset.UtcNow, note));
        say($"{began:HH:mm:ss} {fault}{(note is null ? "" : $": {note}")}");
    }

    private async Task<string?> BreakAndMendAsync(Fault fault, DateTimeOffset began)
    {
        var length = TimeSpan.FromSeconds(fault.LengthS);
        switch (fault.Kind)
        {
            case FaultKind.KillAgent:
                KillAgent();
                await Task.Delay(length);
                world.StartAgent();
                return null;
            case FaultKind.RestartAgent:
                return await RestartAgentAsync(began, length);
            case FaultKind.FreezeAgent:
                await FreezeAsync(world.Agent, length);
                // A page that came while it stood still was perhaps given up.
                _excuses.Enqueue(new Excuse(began - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1), Excuse.Frozen));
                return null;
            case FaultKind.CopyStore:
                return CopyStore();
            case FaultKind.FillDisk:
                world.Disk?.Fill();
                await Task.Delay(length);
                world.Disk?.Free();
                return null;
            case FaultKind.ZeroStore or FaultKind.TearStore or FaultKind.TruncateStore:
                return await DamageAsync(fault, length);
            case FaultKind.StepAgentClock:
                return await StepAsync(world.AgentClock, AgentStep(fault.Choice), length);
            case FaultKind.StepCollectorClock:
                return await StepAsync(world.CollectorClock, TimeSpan.FromSeconds((fault.Choice % 2 == 0 ? -1 : 1) * (60 + (fault.Choice % 500))), length);
            case FaultKind.KillBroker or FaultKind.WipeBroker:
                world.Broker.Kill();
                if (fault.Kind == FaultKind.WipeBroker) world.Broker.Wipe();
                await Task.Delay(length);
                await world.Broker.StartAsync();
                return null;
            case FaultKind.FreezeBroker:
                await FreezeAsync(world.Broker.Process, length);
                return null;
            case FaultKind.KillCollector:
                world.Collector.Kill();
                await Task.Delay(length);
                world.StartCollector();
                return null;
            case FaultKind.RestartCollector:
                var stopped = await world.Collector.StopAsync(TimeSpan.FromSeconds(30));
                await Task.Delay(length);
                world.StartCollector();
                return stopped ? null : "the collector did not end within 30 s and was killed";
            case FaultKind.FreezeCollector:
                await FreezeAsync(world.Collector, length);
                return null;
            case FaultKind.KillInflux:
                world.Influx.Kill();
                await Task.Delay(length);
                await world.Influx.StartAsync();
                return null;
            case FaultKind.FreezeInflux:
                await FreezeAsync(world.Influx.Process, length);
                return null;
            default:
                return await BreakWayAsync(fault.Kind, length);
        }
    }

    /// <summary>The ways: to InfluxDB and to the broker.</summary>
    private async Task<string?> BreakWayAsync(FaultKind kind, TimeSpan length)
    {
        if (FaultPlan.PartOf(kind) == FaultyPart.InfluxHttp)
        {
            world.Gate.Use(AnswerOf(kind));
            await Task.Delay(length);
            world.Gate.Use(null);
        }
        else if (kind == FaultKind.DelayLink)
        {
            world.Uplink.Delay = TimeSpan.FromMilliseconds(500);
            await Task.Delay(length);
            world.Uplink.Delay = TimeSpan.Zero;
        }
        else if (kind == FaultKind.LosePackets && world.Network is { } lossy)
        {
            lossy.Lose(LossPct);
            await Task.Delay(length);
            lossy.Lose(0);
        }
        else if (kind == FaultKind.CutLink && world.Network is { } cut)
        {
            cut.SetLink(up: false);
            await Task.Delay(length);
            cut.SetLink(up: true);
        }
        else if (kind == FaultKind.ResetLink)
        {
            world.Uplink.Cut();
        }
        else
        {
            world.Uplink.Silent = true;
            await Task.Delay(length);
            world.Uplink.Silent = false;
            // What it swallowed is not sent again on the same connection.
            world.Uplink.Cut();
        }

        return null;
    }

    private void KillAgent()
    {
        world.Agent.Kill();
        var now = DateTimeOffset.UtcNow;
        if (Runs.Look(RunEnd.Killed) is { } boot) _excuses.Enqueue(new Excuse(now - Excuse.PowerCut, now, Excuse.Cut, boot));
    }

    private async Task<string?> RestartAgentAsync(DateTimeOffset began, TimeSpan length)
    {
        var stopped = await world.Agent.StopAsync(TimeSpan.FromSeconds(30));
        var boot = Runs.Look(stopped ? RunEnd.Stopped : RunEnd.Killed);
        if (!stopped && boot is not null) _excuses.Enqueue(new Excuse(began, DateTimeOffset.UtcNow, Excuse.Cut, boot));
        await Task.Delay(length);
        world.StartAgent();
        return stopped ? null : "the agent did not end within 30 s and was killed";
    }

    private string CopyStore()
    {
        world.Agent.Signal(Sigstop);
        StoreCopy copy;
        var into = Path.Combine(folder, $"copy-{Interlocked.Increment(ref _copies)}");
        try
        {
            copy = StoreCopy.Take(world.AgentState, into);
        }
        finally
        {
            world.Agent.Signal(Sigcont);
        }

        foreach (var id in copy.Events) _committed.TryAdd(id, 0);
        // A run that has not come to open its stores leaves them as the damage before it did.
        var isOpen = world.Agent.Output.Any(line => line.Contains(" runs: ", StringComparison.Ordinal));
        if (copy.Sound || !isOpen) Directory.Delete(into, recursive: true);
        else UnsoundCopies++;
        return $"{(copy.Sound ? "sound" : isOpen ? "DAMAGED" : "not open yet")}, {copy.Events.Count} events and {copy.Values} values in it";
    }

    private async Task<string> DamageAsync(Fault fault, TimeSpan length)
    {
        KillAgent();
        var into = Path.Combine(folder, $"before-damage-{Interlocked.Increment(ref _copies)}");
        var copy = StoreCopy.Take(world.AgentState, into);
        // A store whose pages are still in its WAL has nothing in its file to damage: half of the time they are brought home first.
        if (fault.Choice % 2 == 0) SqliteStore.Open(Path.Combine(world.AgentState, "telemetry.db"), "FULL").Dispose();
        // Only telemetry: what a dying card does to an event nobody else has yet is beyond any promise.
        var file = Path.Combine(world.AgentState, fault.Choice % 3 == 0 && File.Exists(Path.Combine(world.AgentState, "telemetry.db-wal")) ? "telemetry.db-wal" : "telemetry.db");
        Directory.Delete(into, recursive: true);
        StoreDamage.Do(fault.Kind, file, fault.Choice);
        _damages.Add(new Damage(DateTimeOffset.UtcNow, copy.Messages, Runs.All.Count));
        await Task.Delay(length);
        world.StartAgent();
        return $"{Path.GetFileName(file)}, with {copy.Values} values in it";
    }

    private static async Task<string?> StepAsync(LibFakeTime clock, TimeSpan step, TimeSpan length)
    {
        clock.Shift(step);
        await Task.Delay(length);
        clock.Shift(TimeSpan.Zero);
        return FormattableString.Invariant($"by {step.TotalMinutes:0} min");
    }

    /// <summary>Back by days, or forward by less than the hour that makes a point poison; never to a time at which other points of this run may be.</summary>
    private static TimeSpan AgentStep(int choice) =>
        choice % 2 == 0 ? -TimeSpan.FromDays(1 + (choice % 14)) - TimeSpan.FromSeconds(choice % 3600) : TimeSpan.FromSeconds(2200 + (choice % 1100));

    private static async Task FreezeAsync(ManagedProcess process, TimeSpan length)
    {
        process.Signal(Sigstop);
        await Task.Delay(length);
        process.Signal(Sigcont);
    }

    private static HttpFault AnswerOf(FaultKind kind) => kind switch
    {
        FaultKind.InfluxFails => HttpFault.ServerError,
        FaultKind.InfluxUnavailable => HttpFault.Unavailable,
        FaultKind.InfluxBusy => HttpFault.TooManyRequests,
        FaultKind.InfluxPartial => HttpFault.PoisonedLines,
        FaultKind.InfluxHangs => HttpFault.Hang,
        _ => HttpFault.CutAnswer,
    };
}
