using System.Globalization;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Footprint;

/// <summary>The simulated devices of the footprint, each a process of its own.</summary>
internal sealed class Plant : IAsyncDisposable
{
    private const int Olts = 4;
    private const int Routers = 2;
    private const int Onts = 383;

    private readonly List<ManagedProcess> _processes = [];
    private readonly List<string> _olts = [];
    private readonly List<string> _routers = [];

    private Plant()
    {
    }

    public static async Task<Plant> StartAsync(string folder)
    {
        var plant = new Plant();
        await File.WriteAllTextAsync(Path.Combine(folder, "pw"), "secret");
        for (var number = 1; number <= Olts; number++)
            plant._olts.Add(await plant.StartAsync(folder, $"olt-{number}", "olt", "--listen", $"127.0.0.{number + 1}:0", "--onus", "512", "--pons", "4", "--seed", Text(number)));
        for (var number = 1; number <= Routers; number++)
            plant._routers.Add(await plant.StartAsync(folder, $"router-{number}", "routeros", "--listen", "127.0.0.1:0", "--sessions", "1000", "--seed", Text(number)));
        return plant;
    }

    public string AgentConfig(string folder, int brokerPort)
    {
        var devices = _olts.Select((url, index) => $$"""{ "id": "olt-{{index + 1}}", "driver": "hioso-epon", "url": "{{url}}", "user": "admin", "password_file": "pw", "interval_s": 10 }""")
            .Concat(_routers.Select((url, index) => $$"""{ "id": "router-{{index + 1}}", "driver": "mikrotik", "url": "{{url}}", "allow_plain": true, "user": "edgenoc", "password_file": "pw", "interval_s": 30 }"""))
            .Append($$"""{ "driver": "ping", "group": "onts", "interval_s": 30, "targets": [ {{string.Join(",", Enumerable.Range(0, Onts).Select(Target))}} ] }""");
        return $$"""{ "site": "bench-pop", "state_dir": "{{folder}}/agent", "broker": { "urls": ["mqtt://127.0.0.1:{{Text(brokerPort)}}"] }, "devices": [ {{string.Join(",\n", devices)}} ] }""";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }

    private static string Target(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{ "id": "ont-{{number:000}}", "name": "Place {{number}}", "address": "127.10.{{number / 250}}.{{(number % 250) + 1}}" }""");

    /// <summary>Starts one and gives the address that its ready line tells.</summary>
    private async Task<string> StartAsync(string folder, string name, params string[] arguments)
    {
        var process = ManagedProcess.Start(new ProcessPlan(Built.Simulators, [.. arguments, "--password-file", Path.Combine(folder, "pw")]) { LogFile = Path.Combine(folder, $"{name}.log") });
        _processes.Add(process);
        var ready = await process.WaitForLineAsync("^ready ", TimeSpan.FromSeconds(30));
        return ready.Split(' ')[2];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
