using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Store;

/// <summary>What an agent costs its card, by the kernel's count of what the process made the disk write.</summary>
/// <param name="MbPerDay">A real agent with 2,048 ONUs every 30 s, everything acknowledged in time, and a day's heartbeat of its own files.</param>
/// <param name="KbPerEvent">One event committed, sent and acknowledged, on top of that.</param>
internal sealed record CardFigures(double MbPerDay, double KbPerEvent);

/// <summary>SD megabytes a day: four OLTs of 512 ONUs, a real broker, collector and InfluxDB, the stores on the disk below <c>var/</c>.</summary>
internal static class CardBench
{
    public const double MaxMbPerDay = 100;

    private const int Events = 500;
    private const double DayS = 86_400;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(75);

    public static async Task<int> RunAsync(TimeSpan window, CancellationToken ct)
    {
        var figures = await MeasureAsync(window, ct);
        BenchFile.Save("card", "What an agent costs its card", [("sd_mb_per_day", figures.MbPerDay, MaxMbPerDay), ("sd_kb_per_event", figures.KbPerEvent, null)]);
        return figures.MbPerDay <= MaxMbPerDay ? 0 : 1;
    }

    public static async Task<CardFigures> MeasureAsync(TimeSpan window, CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-card");
        return new CardFigures(await AgentAsync(folder, window, ct), PerEvent(folder));
    }

    private static async Task<double> AgentAsync(string folder, TimeSpan window, CancellationToken ct)
    {
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(folder, "collector"), broker.Port, influx.Port, "edgenoc");
        await using var plant = await Plant.StartAsync(folder, new PlantSize(Olts: 4, OnusPerOlt: 512, Routers: 1, SessionsPerRouter: 500, Onts: 0));
        var config = Path.Combine(folder, "agent.json");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            { "site": "bench-pop", "state_dir": "{{folder}}/agent", "broker": { "urls": ["mqtt://127.0.0.1:{{broker.Port}}"] }, "devices": [ {{plant.Devices(oltIntervalS: 30)}} ] }
            """), ct);
        await using var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, "agent.log") });
        await Task.Delay(WarmUp, ct);
        var (began, before, points) = (Stopwatch.GetTimestamp(), Written(agent.Id), await influx.CountAsync("edgenoc", "onu", "up"));
        await Task.Delay(window, ct);
        var (took, written) = (Stopwatch.GetElapsedTime(began), Written(agent.Id) - before);
        // An agent that does nothing writes nothing.
        if (await influx.CountAsync("edgenoc", "onu", "up") - points < 2_000 * (took.TotalSeconds / 30) * 0.9) throw new InvalidOperationException($"too few ONUs were stored: {agent.LogFile}");
        return Math.Round(written / took.TotalSeconds * DayS / 1e6, 1);
    }

    /// <summary>In this process: a stream of events, each raised or cleared, sent and acknowledged.</summary>
    private static double PerEvent(string folder)
    {
        var clock = EdgeClock.OfSystem();
        using var store = EventStore.Open(Path.Combine(folder, "events.db"), BootIdentity.New(clock), clock, NullLogger.Instance);
        var before = Written(Environment.ProcessId);
        for (var number = 1; number <= Events; number++)
        {
            var change = new EdgeEvent(
                Guid.CreateVersion7(), EventKinds.OnuDown, number % 2 == 1 ? EventState.Raised : EventState.Cleared, "olt-1", $"onu/0/3:{number / 2 % 64}", Severity.Low, clock.Now, "dying_gasp",
                new Dictionary<string, double>(StringComparer.Ordinal) { ["number"] = number }, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = $"CLIENT-{number}" }, clock.Quality);
            store.Commit([change], [new EntityState("olt-1", change.Entity, number % 2 == 1 ? "power_off" : "up", clock.Now, null)]);
            var message = store.Next()!;
            store.Acknowledge(message.Key.Boot, SequenceRanges.Of([message.Key.Seq]));
        }

        return Math.Round((Written(Environment.ProcessId) - before) / (double)Events / 1e3, 1);
    }

    private static long Written(int pid) =>
        ProcessIo.BytesWritten(File.ReadAllText($"/proc/{pid}/io")) ?? throw new InvalidOperationException("this kernel does not count what a process writes (CONFIG_TASK_IO_ACCOUNTING)");
}
