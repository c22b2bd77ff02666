using System.Globalization;
using EdgeNoc.Agent.Host;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Cabinet;

/// <summary>
/// The panel of an agent that polls 20 devices: how late its lamps are, by the agent's own book, which is written right after the system call that switches them; how long the office's word
/// takes to the lamp, by what arrives at the other end of that call; and what the panel costs, as the difference of two agents of which one has none.
/// </summary>
internal static class CabinetBench
{
    private static readonly PlantSize Twenty = new(Olts: 16, OnusPerOlt: 64, Routers: 4, SessionsPerRouter: 60, Onts: 0);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private const int Rounds = 60;

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-cabinet");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"));
        await using var office = await Office.StartAsync(broker.Port);
        using var lamp = LampPipe.Make(Path.Combine(folder, "led"));
        await using var plant = await Plant.StartAsync(folder, Twenty);
        await using var busy = await StartAsync(folder, "busy", broker.Port, $$"""{ "chip": "simulated", "lamps": { "alarm": { "led": "{{lamp.Folder}}" } } }""", plant.Devices(oltIntervalS: 5));
        await using var with = await StartAsync(folder, "with", broker.Port, """{ "chip": "simulated" }""", "");
        await using var without = await StartAsync(folder, "without", broker.Port, cabinet: null, "");

        // The dearest panel there is: one lamp fast, one double.
        await office.TellAsync("with", critical: true, ct);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{WarmUp.TotalSeconds} s to warm up, then {Rounds} changes[/]");
        await Task.Delay(WarmUp, ct);
        var (began, cpuWith, cpuWithout) = (TimeProvider.System.GetTimestamp(), with.Usage().CpuS, without.Usage().CpuS);
        var delays = new List<double>();
        for (var round = 0; round < Rounds; round++) delays.Add(await lamp.MeasureAsync(critical => office.TellAsync("busy", critical, ct), ct));
        var passed = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var cpu = 100 * ((with.Usage().CpuS - cpuWith) - (without.Usage().CpuS - cpuWithout)) / passed;

        var status = await StatusClient.ReadAsync(Path.Combine(folder, "busy"), ct) ?? throw new InvalidOperationException($"the agent does not answer: {busy.LogFile}");
        if (status.Devices.Count(device => device.Health == "ok") != 20) throw new InvalidOperationException($"only {status.Devices.Count(device => device.Health == "ok")} of 20 devices answer: {busy.LogFile}");
        var edges = status.Cabinet!.Edges;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{edges.Edges} edges, the latest of the last thousand by {edges.MostMs} ms[/]");
        delays.Sort();
        BenchFile.Save("cabinet", "The panel",
        [
            ("edge_late_p99_ms", edges.P99Ms ?? double.NaN, 20),
            ("panel_cpu_pct", Math.Round(Math.Max(0, cpu), 2), 0.5),
            ("state_to_led_p99_ms", Math.Round(delays[(int)Math.Ceiling(Rounds * 0.99) - 1], 1), 1_000),
            ("state_to_led_median_ms", Math.Round(delays[Rounds / 2], 1), null),
        ]);
        return 0;
    }

    private static async Task<ManagedProcess> StartAsync(string folder, string site, int brokerPort, string? cabinet, string devices)
    {
        var config = Path.Combine(folder, $"{site}.json");
        await File.WriteAllTextAsync(config, FormattableString.Invariant($$"""
            { "site": "{{site}}", "state_dir": "{{folder}}/{{site}}", "broker": { "urls": ["mqtt://127.0.0.1:{{brokerPort}}"] }{{(cabinet is null ? "" : $", \"cabinet\": {cabinet}")}}, "devices": [ {{devices}} ] }
            """));
        var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, $"{site}.log") });
        await agent.WaitForLineAsync("connected to", TimeSpan.FromSeconds(30));
        return agent;
    }
}
