using System.Globalization;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Bench.Footprint;

/// <summary>What stands at a POP.</summary>
/// <param name="OnusPerOlt">On up to four PONs of each OLT.</param>
/// <param name="SessionsPerRouter">PPPoE.</param>
/// <param name="Onts">Terminals that are pinged.</param>
internal sealed record PlantSize(int Olts, int OnusPerOlt, int Routers, int SessionsPerRouter, int Onts)
{
    /// <summary>An NE8000 too, by SSH.</summary>
    public bool HasNe8000 { get; init; }

    /// <summary>A full POP.</summary>
    public static readonly PlantSize Large = new(4, 512, 2, 1000, 383);
}

/// <summary>The simulated devices of a POP, each a process of its own.</summary>
internal sealed class Plant : IAsyncDisposable
{
    private readonly PlantSize _size;
    private readonly List<ManagedProcess> _processes = [];
    private readonly List<string> _olts = [];
    private readonly List<string> _routers = [];
    private VrpBox? _ne8000;

    private Plant(PlantSize size) => _size = size;

    public static async Task<Plant> StartAsync(string folder, PlantSize size)
    {
        var plant = new Plant(size);
        await File.WriteAllTextAsync(Path.Combine(folder, "pw"), "secret");
        for (var number = 1; number <= size.Olts; number++)
            plant._olts.Add(await plant.StartAsync(folder, $"olt-{number}", "olt", "--listen", $"127.0.0.{number + 1}:0", "--onus", Text(size.OnusPerOlt), "--pons", "4", "--seed", Text(number)));
        for (var number = 1; number <= size.Routers; number++)
            plant._routers.Add(await plant.StartAsync(folder, $"router-{number}", "routeros", "--listen", "127.0.0.1:0", "--sessions", Text(size.SessionsPerRouter), "--seed", Text(number)));
        if (size.HasNe8000) plant._ne8000 = await VrpBox.StartAsync(Path.Combine(folder, "ne8000"), "secret");
        return plant;
    }

    /// <summary>The list <c>devices</c> of an agent's config beside a file <c>pw</c>, without its brackets.</summary>
    public string Devices(int oltIntervalS)
    {
        var devices = _olts.Select((url, index) => $$"""{ "id": "olt-{{index + 1}}", "driver": "hioso-epon", "url": "{{url}}", "user": "admin", "password_file": "pw", "interval_s": {{oltIntervalS}} }""")
            .Concat(_routers.Select((url, index) => $$"""{ "id": "router-{{index + 1}}", "driver": "mikrotik", "url": "{{url}}", "allow_plain": true, "user": "edgenoc", "password_file": "pw", "interval_s": 30 }"""));
        if (_ne8000 is { Url: var ssh }) devices = devices.Append($$"""{ "id": "ne-1", "driver": "ne8000", "url": "{{ssh}}", "user": "{{SshServer.User}}", "password_file": "pw", "interval_s": 30 }""");
        if (_size.Onts > 0) devices = devices.Append($$"""{ "driver": "ping", "group": "onts", "interval_s": 30, "targets": [ {{string.Join(",", Enumerable.Range(0, _size.Onts).Select(Target))}} ] }""");
        return string.Join(",\n", devices);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        if (_ne8000 is not null) await _ne8000.DisposeAsync();
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
