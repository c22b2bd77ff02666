using System.Globalization;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Rig;
using EdgeNoc.Rig.Vm;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>A virtual machine with ten lines, in whose root lies the published agent; booted once for all tests of a class.</summary>
public sealed class GpioSite : IAsyncLifetime
{
    public const int Owner = 0;
    public const int Uplink = 1;
    public const int Devices = 2;

    /// <summary>Lit when low.</summary>
    public const int Alarm = 3;

    public const int Buzzer = 4;
    public const int Button = 5;
    public const int Mains = 6;
    public const int Door = 7;

    /// <summary>Compiled as quickly as can be, and never a second time: under emulation that takes longer than all that is tested.</summary>
    public const string Agent = "DOTNET_TieredCompilation=1 DOTNET_TieredPGO=0 DOTNET_TC_CallCounting=0 /edgenoc-agent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private GpioMachine? _machine;

    /// <summary>Why there is none here; null when there is.</summary>
    public string? Missing { get; private set; }

    public GpioMachine Machine => _machine!;

    public async ValueTask InitializeAsync()
    {
        Missing = PublishedPackages.Missing ?? await GpioMachine.PrepareAsync();
        if (Missing is not null) return;
        var folder = RigDirectory.New("cabinet");
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["/edgenoc-agent"] = PublishedPackages.AgentProgram };
        foreach (var (name, chip) in new[] { ("a", "/dev/gpiochip0"), ("b", "/dev/gpiochip0"), ("c", "/dev/gpiochip9") })
        {
            var file = Path.Combine(folder, $"{name}.json");
            await File.WriteAllTextAsync(file, Config(name, chip));
            files[$"/{name}.json"] = file;
        }

        _machine = await GpioMachine.StartAsync(folder, files);
        await Machine.SpawnAsync("levels /sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio?/value", "/levels");
    }

    public async ValueTask DisposeAsync()
    {
        if (_machine is not null) await _machine.DisposeAsync();
    }

    /// <summary>Ends what an earlier test left, also one that failed, and forgets what it stored.</summary>
    public async Task CleanAsync()
    {
        await Machine.RunAsync("killall -9 edgenoc-agent mosquitto mosquitto_sub 2>/dev/null; rm -rf /data/*");
        for (var line = Button; line <= Door; line++) await Machine.PullAsync(line, high: true);
    }

    /// <summary>Starts the agent with one of the configs and waits until it works; its log is <c>/NAME.log</c>.</summary>
    public async Task<int> RunAgentAsync(string name)
    {
        var pid = await SpawnAgentAsync(name);
        await WorksAsync(name);
        return pid;
    }

    public async Task<int> SpawnAgentAsync(string name)
    {
        await Machine.RunAsync($"rm -f /{name}.log");
        return await Machine.SpawnAsync($"{Agent} run --config /{name}.json", $"/{name}.log");
    }

    public Task WorksAsync(string name) => Machine.WaitForLineAsync($"/{name}.log", "of site vm-01 runs", Patience);

    public async Task EndAsync(int pid, string signal)
    {
        await Machine.RunAsync($"kill -{signal} {pid}");
        // Its files are closed when its last thread has ended; the first one may be dead before that.
        await WaitFor.TrueAsync(
            async () => (await Machine.RunAsync($"grep -q ^State:.*[RSD] /proc/{pid}/status 2>/dev/null || [ $(ls /proc/{pid}/task 2>/dev/null | wc -l) -gt 1 ] && echo alive || true")).Count == 0, Patience, "the agent to end");
    }

    /// <summary>Waits until a lamp shows a pattern for six seconds.</summary>
    public async Task ShowsAsync(int line, LampPattern pattern)
    {
        IReadOnlyList<Rhythm.Stretch> seen = [];
        try
        {
            await WaitFor.TrueAsync(async () =>
            {
                seen = await LastAsync(line, 6);
                return Rhythm.Recognise(seen) == pattern;
            }, Patience, $"line {line} to show {pattern}");
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}; it showed {string.Join(' ', seen.Select(stretch => FormattableString.Invariant($"{(stretch.Lit ? '#' : '.')}{stretch.Ms:0}")))}", error);
        }
    }

    /// <summary>What a line did in the last seconds.</summary>
    internal async Task<IReadOnlyList<Rhythm.Stretch>> LastAsync(int line, double seconds)
    {
        // Nobody looks more often than this: each look costs the machine as much as what it looks at.
        await Machine.RunAsync("usleep 300000");
        var now = await NowMsAsync();
        return Rhythm.Of(await SamplesAsync(), line, now - (seconds * 1_000), now, activeLow: line == Alarm);
    }

    /// <summary>Milliseconds since the machine started.</summary>
    public async Task<double> NowMsAsync() => 1_000 * double.Parse((await Machine.RunAsync("cut -d' ' -f1 /proc/uptime"))[0], CultureInfo.InvariantCulture);

    public Task<IReadOnlyList<string>> SamplesAsync(int count = 200) => Machine.RunAsync($"tail -n {count} /levels");

    private static string Config(string name, string chip) => $$"""
        {
          "site": "vm-01", "state_dir": "/data/{{name}}", "broker": { "urls": ["mqtt://127.0.0.1:1883"] },
          "cabinet": {
            "chip": "{{chip}}",
            "lamps": { "owner": { "line": {{Owner}} }, "uplink": { "line": {{Uplink}} }, "devices": { "line": {{Devices}} }, "alarm": { "line": {{Alarm}}, "active_low": true } },
            "buzzer": { "line": {{Buzzer}}, "quiet_from": "00:00", "quiet_until": "00:00" },
            "button": { "line": {{Button}} },
            "contacts": { "mains": { "line": {{Mains}} }, "door": { "line": {{Door}}, "alarm_when": "closed" } }
          },
          "devices": [
            { "id": "olt-1", "driver": "hioso-epon", "url": "http://127.0.0.1:9", "interval_s": 5 },
            { "driver": "ping", "group": "onts", "interval_s": 5, "targets": [ { "id": "ont-1", "name": "Here", "address": "127.0.0.1" } ] }
          ]
        }
        """;
}
