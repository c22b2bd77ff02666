using System.Diagnostics;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Demo.Story;
using EdgeNoc.Demo.Watching;
using EdgeNoc.Demo.World;

namespace EdgeNoc.Demo;

/// <summary>Ends a run so that it can be counted: everything told, everything stored, and only then stopped.</summary>
internal sealed class Ending(DemoWorld world, DemoScript script, DemoNotes notes, Watcher watcher, Action<string> say)
{
    private static readonly TimeSpan TellingPatience = TimeSpan.FromSeconds(30);
    // Two polls, the group wait and some air: a loss that was repaired at once may still become a message.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(DemoConfigs.GroupWaitS + 5);
    private static readonly TimeSpan SendingPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AgentPatience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan StoringPatience = TimeSpan.FromSeconds(10);

    /// <summary>Stops polling, waits for what is under way, and counts.</summary>
    /// <param name="tellAll">Mends the plant first and waits until that was told; not when a person is waiting for the prompt.</param>
    /// <param name="ct">Cuts the waiting short; what is there by then is counted.</param>
    public async Task<DemoSummary> CountAsync(bool tellAll, CancellationToken ct)
    {
        var runS = notes.ElapsedS;
        if (tellAll)
        {
            script.RepairAll();
            say("waiting until every recovery was told");
            await UntilAsync(() => Task.FromResult(world.Tap.Incidents.Count == 0 && IsAllTold()), TellingPatience, ct);
        }

        // Without a connection it would end at once and leave what it kept on disk: right for an agent, but then there is nothing to count.
        await UntilAsync(async () => await AgentStatusReader.ReadAsync(world.Folder.AgentState) is { Connected: true, BufferRows: 0 }, SendingPatience, ct);
        watcher.Agent.Look();
        watcher.Collector.Look();
        say("stopping the agent: it finishes its polls, sends what it holds and ends");
        if (!await world.Agent.StopAsync(AgentPatience)) say($"the agent did not end within {AgentPatience.TotalSeconds:0} s and was killed; see {world.Agent.LogFile}");
        var count = await CountValuesAsync();
        await UntilAsync(async () => (count = await CountValuesAsync()).Lost == 0, StoringPatience, ct);
        return Summarise(count, runS) with { EndedEarly = !tellAll };
    }

    /// <summary>Every loss that was told has its recovery told as well.</summary>
    private bool IsAllTold()
    {
        var changes = world.Olts.SelectMany(olt => olt.Server.Model.Changes).Where(change => change.Onus.Count > 0).ToList();
        if (changes.Count > 0 && DateTimeOffset.UtcNow - changes.Max(change => change.At) < Settling) return false;
        var told = ChangeLatency.Match(changes, world.Gateway.Messages).Select(match => match.Change).ToHashSet();
        return changes.GroupBy(change => change.Action.Target, StringComparer.Ordinal)
            .All(target => !told.Contains(target.First()) || told.Contains(target.Last()));
    }

    private async Task<ValueCount> CountValuesAsync() => ValueCount.Of(
        world.Olts.SelectMany(olt => olt.Server.Ledger.Values().Select(value => new DeviceValue(olt.Id, value))),
        await StoredValues.ReadAsync(world.Influx, DemoConfigs.Database, world.Olts.Select(olt => olt.Id)));

    private DemoSummary Summarise(ValueCount count, double runS) => new()
    {
        PointsPolled = count.Polled,
        PointsInInflux = count.Stored,
        PointsLost = count.Lost,
        PointsDoubled = count.Doubled,
        PointsUnknown = count.Unknown,
        FirstMissing = [.. count.Missing.Select(value => value.ToString())],
        Events = watcher.Events,
        MessagesSent = world.Gateway.Messages.Count,
        ChangeToMessageP99Ms = ChangeLatency.PercentileMs(
            [.. world.Olts.SelectMany(olt => ChangeLatency.Match(olt.Server.Model.Changes, world.Gateway.Messages))], 99),
        AgentRssMb = watcher.Agent.PeakRssMb,
        AgentCpuPct = watcher.Agent.CpuPct,
        CollectorRssMb = watcher.Collector.PeakRssMb,
        CollectorCpuPct = watcher.Collector.CpuPct,
        RunS = Math.Round(runS, 1),
        BrokerAwayS = Math.Round(script.BrokerAwayS, 1),
    };

    private static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan patience, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition() && waited.Elapsed < patience && !ct.IsCancellationRequested)
            await Task.Delay(200, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
