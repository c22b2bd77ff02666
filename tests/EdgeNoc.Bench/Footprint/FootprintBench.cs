using System.Diagnostics;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Footprint;

/// <summary>
/// An agent with 4 OLTs of 512 ONUs every 10 s, 2 routers of 1,000 sessions every 30 s and 383 ONTs every 30 s, its broker and its collector: what the agent's
/// own process takes. Everything else runs in processes of its own.
/// </summary>
internal static class FootprintBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(TimeSpan length, CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-footprint");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(folder, "collector"), broker.Port, influx.Port, "edgenoc");
        await using var plant = await Plant.StartAsync(folder, PlantSize.Large);
        var config = Path.Combine(folder, "agent.json");
        await File.WriteAllTextAsync(config, FormattableString.Invariant($$"""
            { "site": "bench-pop", "state_dir": "{{folder}}/agent", "broker": { "urls": ["mqtt://127.0.0.1:{{broker.Port}}"] }, "devices": [ {{plant.Devices(oltIntervalS: 10)}} ] }
            """), ct);
        await using var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, "agent.log") });
        AnsiConsole.MarkupLineInterpolated(System.Globalization.CultureInfo.InvariantCulture, $"[grey]{WarmUp.TotalSeconds} s to warm up, then {length.TotalSeconds} s[/]");
        await Task.Delay(WarmUp, ct);

        var (began, before, most) = (Stopwatch.GetTimestamp(), agent.Usage(), 0.0);
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            await Task.Delay(Sample, ct);
            if (agent.HasExited) throw new InvalidOperationException($"the agent ended: {agent.LogFile}");
            most = Math.Max(most, agent.Usage().RssMb);
        }

        var cpu = 100 * (agent.Usage().CpuS - before.CpuS) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await VerifyAsync(influx);
        BenchFile.Save("drivers", "Footprint of an agent with a full POP", [("agent_cpu_pct", Math.Round(cpu, 2), 10), ("agent_rss_mb", Math.Round(most, 1), 110)]);
        return 0;
    }

    /// <summary>An agent that does nothing takes nothing.</summary>
    private static async Task VerifyAsync(InfluxDb influx)
    {
        foreach (var (measurement, field) in new[] { ("onu", "up"), ("interface", "up"), ("sessions", "active"), ("device", "rtt_ms") })
        {
            if (await influx.CountAsync("edgenoc", measurement, field) == 0) throw new InvalidOperationException($"nothing of {measurement}.{field} is in the database");
        }
    }
}
