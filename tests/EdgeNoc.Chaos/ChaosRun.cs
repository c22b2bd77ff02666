using System.Diagnostics;
using EdgeNoc.Agent.Host;
using EdgeNoc.Chaos.Faults;
using EdgeNoc.Chaos.Plan;
using EdgeNoc.Chaos.Reckoning;
using EdgeNoc.Chaos.World;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;

namespace EdgeNoc.Chaos;

/// <summary>What a run was asked for.</summary>
internal sealed record ChaosOptions(int Seed, TimeSpan For)
{
    public IReadOnlyList<FaultKind>? Kinds { get; init; }

    /// <summary>Where everything goes: configs, stores, logs and the report. Emptied first.</summary>
    public required string Folder { get; init; }
}

/// <summary>One run from nothing to the report.</summary>
internal static class ChaosRun
{
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(30);
    private const int Listed = 20;

    public static async Task<ChaosReport> RunAsync(ChaosOptions options, Action<string> say, CancellationToken stop)
    {
        if (Directory.Exists(options.Folder)) Directory.Delete(options.Folder, recursive: true);
        Directory.CreateDirectory(options.Folder);
        var plan = FaultPlan.Of(options.Seed, options.For, options.Kinds ?? Possible());
        await File.WriteAllLinesAsync(Path.Combine(options.Folder, "plan.txt"), plan.Select(fault => fault.ToString()), CancellationToken.None);
        say($"seed {options.Seed}: {plan.Count} faults in {options.For.TotalSeconds:0} s; plan and logs in {options.Folder}");
        await using var world = await ChaosWorld.StartAsync(options.Folder, say);
        var started = Stopwatch.StartNew();
        var runner = new FaultRunner(world, options.Folder, say);
        var plant = new PlantLife(world);
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            var life = plant.RunAsync(over.Token);
            await runner.RunAsync(plan, stop);
            await over.CancelAsync();
            await life;
        }

        var runS = started.Elapsed.TotalSeconds;
        say("everything is mended: waiting until the agent has sent what it holds");
        runner.Runs.Look();
        var status = await DrainAsync(world, runner);
        var agent = new UsageSampler(world.Agent);
        agent.Look();
        if (!await world.Agent.StopAsync(TimeSpan.FromSeconds(30))) say($"the agent did not end within 30 s and was killed; see {world.Agent.LogFile}");
        var report = await CountAsync(world, runner, plant, options, runS, status, agent.PeakRssMb ?? 0);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "report.json"), report.ToJson(), CancellationToken.None);
        return report;
    }

    /// <summary>Every kind that this machine can do.</summary>
    private static IReadOnlyList<FaultKind> Possible() =>
        [.. Enum.GetValues<FaultKind>().Where(kind => LibFakeTime.Missing is null || kind is not (FaultKind.StepAgentClock or FaultKind.StepCollectorClock))];

    private static async Task<StatusReport?> DrainAsync(ChaosWorld world, FaultRunner runner)
    {
        StatusReport? status = null;
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < DrainPatience)
        {
            status = await StatusClient.ReadAsync(world.AgentState) ?? status;
            if (status is { Uplink.Connected: true } && status.Outbox.Sum(outbox => outbox.Rows) == 0 && runner.Runs.Killed.All(Books(world).UncleanEnds.Contains)) break;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        return status;
    }

    private static CollectorBooks Books(ChaosWorld world) => CollectorBooks.Read(world.CollectorState, ChaosWorld.Site);

    private static async Task<ChaosReport> CountAsync(
        ChaosWorld world, FaultRunner runner, PlantLife plant, ChaosOptions options, double runS, StatusReport? status, double rssMb)
    {
        var served = world.Served().ToList();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var (books, stored, said) = (Books(world), await world.StoredAsync(), Books(world).UncleanEnds);
            var (rows, times) = (stored.Select(row => row.Value).ToList(), new AgentTimes(served, stored));
            bool Dropped(DateTimeOffset at) => times.Of(at).Any(told => books.Drops.Any(drop => drop.Covers(told)));
            // What the agent told that it dropped was not lost with a damage either.
            var arrived = rows.Concat(books.DeadLetters).ToHashSet();
            var missing = served.Where(one => !arrived.Contains(one.Value)).ToList();
            var dropped = missing.GroupBy(one => one.At).Where(page => Dropped(page.Key)).SelectMany(page => page).ToList();
            var accounted = arrived.Concat(dropped.Select(one => one.Value)).ToHashSet();
            var damages = DamageCount.Of(runner.Damages, runner.Runs.All, accounted.Contains, books.Events);
            // A kill that the agent did not tell of excuses nothing.
            var excuses = runner.Excuses.Where(excuse => excuse.Boot is not { } boot || said.Contains(boot)).ToList();
            var telemetry = TelemetryCount.Of(served, rows, excuses, damages.Explained, books.DeadLetters, dropped.Select(one => one.At).ToHashSet().Contains);
            var events = EventCount.Of(plant.Changes, books.Events, runner.Committed);
            IReadOnlyList<string> untold = [.. runner.Runs.Killed.Where(boot => !said.Contains(boot)).Select(boot => $"run {boot} was killed and the agent did not tell")];
            var unexplained = telemetry.Unexplained.Count + telemetry.Doubled + telemetry.Unknown + events.Problems.Count + untold.Count + runner.UnsoundCopies;
            var alertsDiffer = status is not null && books.AlertRows is { } alertRows && alertRows != status.Raised.Count;
            if (unexplained > 0 && waited.Elapsed < StorePatience)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                continue;
            }

            return new ChaosReport
            {
                Seed = options.Seed,
                RunS = Math.Round(runS, 1),
                ChaosFaults = runner.Done.Count,
                FaultsByKind = runner.Done.GroupBy(record => record.Fault.Kind).OrderBy(group => group.Key).ToDictionary(group => group.Key.ToString(), group => group.Count()),
                TelemetryPolled = telemetry.Polled,
                TelemetryStored = telemetry.Stored,
                TelemetryLostInPowerCuts = telemetry.LostInPowerCuts,
                TelemetryLostInFreezes = telemetry.LostInFreezes,
                TelemetryLostInDamagedStores = telemetry.LostInDamagedStores,
                TelemetryDeadLettered = telemetry.DeadLettered,
                TelemetryStatedAsDropped = telemetry.StatedAsDropped,
                TelemetryDoubled = telemetry.Doubled,
                TelemetryUnknown = telemetry.Unknown,
                EventsExpected = events.Expected,
                EventsTold = events.Told,
                EventsCommitted = events.Committed,
                EventsLost = events.Expected - events.Told + events.CommittedLost,
                EventsBeyond = events.Beyond,
                AlertsAtAgent = status?.Raised.Count,
                AlertsAtCollector = books.AlertRows,
                AgentKills = runner.Runs.Killed.Count,
                KillsStated = runner.Runs.Killed.Count(said.Contains),
                UncleanRestartsStated = books.Events.Count(one => one is { Kind: "agent.unclean_restart", State: "raised" }),
                StoresDamaged = runner.Damages.Count,
                DamagesWithLoss = damages.Harmful,
                MessagesLostInDamages = damages.Messages,
                CorruptStoresStated = books.Events.Count(one => one is { Kind: "agent.store_corrupt", State: "raised" }),
                UnsoundCopies = runner.UnsoundCopies,
                AgentPeakRssMb = rssMb,
                UnexplainedRecords = unexplained + (alertsDiffer ? 1 : 0),
                Unexplained =
                [
                    .. Pages(telemetry.Unexplained, "are missing", runner),
                    .. Pages(telemetry.Repeated, "are stored more than once", runner),
                    .. damages.Problems,
                    .. untold,
                    .. events.Problems.Take(Listed),
                ],
            };
        }
    }

    private static IEnumerable<string> Pages(IReadOnlyList<UnexplainedValue> values, string what, FaultRunner runner) =>
        values.GroupBy(one => one.At).OrderBy(group => group.Key).Take(Listed)
            .Select(page => $"{page.Count()} values of the page of {page.Key:HH:mm:ss.fff} {what}, first {page.First().Value}; around: {Around(runner, page.Key)}");

    private static string Around(FaultRunner runner, DateTimeOffset at)
    {
        var near = runner.Done.Where(record => record.Began - TimeSpan.FromSeconds(10) <= at && at <= record.Ended + TimeSpan.FromSeconds(10))
            .Select(record => $"{record.Fault.Kind} {record.Began:HH:mm:ss}–{record.Ended:HH:mm:ss}").ToList();
        return near.Count == 0 ? "nothing" : string.Join(", ", near);
    }
}
