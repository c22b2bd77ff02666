using System.Diagnostics;
using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Drivers;

/// <summary>1,000 rows of <c>display interface brief</c> from bytes to records, and a full poll of a simulated NE8000 on a session that is kept.</summary>
internal static class VrpBench
{
    private const int Interfaces = 1000;
    private const int Warmup = 50;
    private const int Rounds = 100;
    private const int Polls = 10;

    /// <summary>Medians: <c>vrp_interface_1000_ms</c>, and where an sshd can be started <c>ssh_poll_ms</c>.</summary>
    public static async Task<IReadOnlyList<(string Key, double Value, double? Limit)>> MeasureAsync(CancellationToken ct)
    {
        List<(string Key, double Value, double? Limit)> figures = [("vrp_interface_1000_ms", Parse(), 10)];
        if (SshServer.Missing is { } missing) await Console.Error.WriteLineAsync($"ssh_poll_ms is not measured: {missing}");
        else figures.Add(("ssh_poll_ms", await PollAsync(ct), 300));
        return figures;
    }

    private static double Parse()
    {
        var text = new StringBuilder("Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\r\n");
        for (var i = 1; i <= Interfaces; i++) text.Append(CultureInfo.InvariantCulture, $"{$"GigabitEthernet{i / 100}/0/{i % 100}(10G)",-27} up    up        0.{i % 100:00}%  1.00%          {i}          0\r\n");
        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        var parser = VrpParsers.All.Single(known => known.Name == VrpCommand.InterfaceBrief.Text);
        var times = new double[Rounds];
        for (var i = -Warmup; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            if (parser.Parse(bytes) is not PollResult.Read { Reading.Interfaces.Count: Interfaces }) throw new InvalidOperationException("not every row was read");
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return Math.Round(times[Rounds / 2], 3);
    }

    private static async Task<double> PollAsync(CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-vrp");
        var passwordFile = Path.Combine(folder, "pw");
        await File.WriteAllTextAsync(passwordFile, "bench\n", ct);
        await using var server = await SshServer.StartAsync(Path.Combine(folder, "sshd"), "bench", $"{Built.Simulators} vrp --folder {folder}");
        await using var pinger = new Pinger(new Random(1));
        var definition = VrpDriver.Definition;
        // Every poll reads all screens.
        var options = new VrpOptions { Target = new SshTarget { Host = "127.0.0.1", Port = server.Port, User = SshServer.User, Password = SecretSource.FromFile(passwordFile) }, SlowEvery = TimeSpan.Zero };
        await using var driver = definition.Create(new DeviceConfig("ne-1", definition, TimeSpan.FromSeconds(60), options), new DriverContext(TimeProvider.System, pinger) { StateDir = folder });
        var times = new double[Polls];
        for (var i = -2; i < Polls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            if (await driver.PollAsync(ct) is not PollResult.Read { Reading.Interfaces.Count: > 0 }) throw new InvalidOperationException("the simulated box did not answer");
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return Math.Round(times[Polls / 2], 1);
    }
}
