using System.Diagnostics;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Vrp;
using Spectre.Console;

namespace EdgeNoc.Bench.Footprint;

/// <summary>
/// An agent with 4 OLTs of 512 ONUs every 10 s, 2 routers of 1,000 sessions, an NE8000 and 383 ONTs every 30 s, its broker and its collector: what the agent and
/// the SSH client that it keeps take, and each of them apart. Everything else runs in processes of its own.
/// </summary>
internal static class FootprintBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(TimeSpan length, CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-footprint");
        var hasNe8000 = VrpBox.Missing is null;
        if (!hasNe8000) await Console.Error.WriteLineAsync($"measured without the NE8000: {VrpBox.Missing}");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(folder, "collector"), broker.Port, influx.Port, "edgenoc");
        await using var plant = await Plant.StartAsync(folder, PlantSize.Large with { HasNe8000 = hasNe8000 });
        var config = Path.Combine(folder, "agent.json");
        await File.WriteAllTextAsync(config, FormattableString.Invariant($$"""
            { "site": "bench-pop", "state_dir": "{{folder}}/agent", "broker": { "urls": ["mqtt://127.0.0.1:{{broker.Port}}"] }, "devices": [ {{plant.Devices(oltIntervalS: 10)}} ] }
            """), ct);
        await using var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, "agent.log") });
        AnsiConsole.MarkupLineInterpolated(System.Globalization.CultureInfo.InvariantCulture, $"[grey]{WarmUp.TotalSeconds} s to warm up, then {length.TotalSeconds} s[/]");
        await Task.Delay(WarmUp, ct);

        var (began, before, most) = (Stopwatch.GetTimestamp(), Family.Of(agent), new Family(0, 0, 0));
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            await Task.Delay(Sample, ct);
            if (agent.HasExited) throw new InvalidOperationException($"the agent ended: {agent.LogFile}");
            most = most.Or(Family.Of(agent));
        }

        var cpu = 100 * (Family.Of(agent).CpuS - before.CpuS) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await VerifyAsync(influx, hasNe8000);
        await agent.StopAsync();
        BenchFile.Save("drivers", "Footprint of an agent with a full POP", [
            ("agent_cpu_pct", Math.Round(cpu, 2), 10), ("footprint_rss_mb", Math.Round(most.RssMb, 1), 115),
            ("agent_rss_mb", Math.Round(most.RssMb - most.ChildrenRssMb, 1), 110), ("ssh_client_rss_mb", Math.Round(most.ChildrenRssMb, 1), null)]);
        return 0;
    }

    /// <summary>The agent and its children, whose end between two looks is nothing that matters.</summary>
    /// <param name="RssMb">Of all.</param>
    /// <param name="ChildrenRssMb">Of the children alone.</param>
    /// <param name="CpuS">Of all, since they began.</param>
    private readonly record struct Family(double RssMb, double ChildrenRssMb, double CpuS)
    {
        public static Family Of(ManagedProcess agent)
        {
            var (own, children) = (agent.Usage(), ProcessUsage.OfChildren(agent.Id));
            return new(own.RssMb + children.RssMb, children.RssMb, own.CpuS + children.CpuS);
        }

        /// <summary>Whichever of both took more memory in all.</summary>
        public Family Or(Family other) => other.RssMb > RssMb ? other : this;
    }

    /// <summary>An agent that does nothing takes nothing.</summary>
    private static async Task VerifyAsync(InfluxDb influx, bool hasNe8000)
    {
        foreach (var (measurement, field) in new[] { ("onu", "up"), ("interface", "up"), ("sessions", "active"), ("device", "rtt_ms"), ("board", "cpu_pct") })
        {
            if (measurement == "board" && !hasNe8000) continue;
            if (await influx.CountAsync("edgenoc", measurement, field) == 0) throw new InvalidOperationException($"nothing of {measurement}.{field} is in the database");
        }
    }
}
