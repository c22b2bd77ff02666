using System.Globalization;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Rig;
using Spectre.Console;

namespace EdgeNoc.Bench.Uplink;

/// <summary>What a month of a POP's uplink costs, with and without a metered way: three POPs polled every 30 s over TLS, all acknowledged by a real collector.</summary>
/// <remarks>
/// The first minute brings everything once: over a metered way that is the hourly full set. Then a window long enough for one round of optics and tables is
/// extrapolated to 30 days; metered adds 720 full sets.
/// </remarks>
internal static class UplinkBench
{
    private const double MonthS = 30 * 86_400;
    private const int FullSetsPerMonth = 720;
    private const double Giga = 1e9;
    private static readonly TimeSpan FirstRound = TimeSpan.FromSeconds(75);

    private static readonly (string Name, PlantSize Size)[] Pops =
    [
        ("small", new PlantSize(Olts: 1, OnusPerOlt: 64, Routers: 1, SessionsPerRouter: 60, Onts: 0)),
        ("medium", new PlantSize(Olts: 2, OnusPerOlt: 256, Routers: 1, SessionsPerRouter: 500, Onts: 0)),
        ("large", PlantSize.Large),
    ];

    public static async Task<int> RunAsync(TimeSpan window, CancellationToken ct)
    {
        var folder = RigDirectory.New("bench-uplink");
        var certificates = TestCertificates.Create(folder, "broker");
        await using var broker = await Mosquitto.StartAsync(Path.Combine(folder, "broker"), new MosquittoOptions { Tls = certificates });
        await using var influx = await InfluxDb.StartAsync(Path.Combine(folder, "influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        await using var collector = await CollectorUnderTest.StartAsync(Path.Combine(folder, "collector"), broker.Port, influx.Port, "edgenoc");
        var figures = new List<(string, double, double?)>();
        foreach (var (name, size) in Pops)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name}: {FirstRound.TotalSeconds} s for everything once, then {window.TotalSeconds} s[/]");
            figures.AddRange(await MeasureAsync(folder, name, size, broker, certificates.CaFile, window, ct));
        }

        BenchFile.Save("uplink", "A month of a POP's uplink, polled every 30 s", figures);
        return 0;
    }

    private static async Task<(string, double, double?)[]> MeasureAsync(
        string folder, string name, PlantSize size, Mosquitto broker, string caFile, TimeSpan window, CancellationToken ct)
    {
        var plantFolder = Path.Combine(folder, name);
        Directory.CreateDirectory(plantFolder);
        await using var plant = await Plant.StartAsync(plantFolder, size);
        await using var free = await MeasuredPop.StartAsync(Path.Combine(plantFolder, "free"), $"{name}-free", plant, broker, caFile, metered: false);
        await using var metered = await MeasuredPop.StartAsync(Path.Combine(plantFolder, "metered"), $"{name}-metered", plant, broker, caFile, metered: true);
        await Task.Delay(FirstRound, ct);
        var (freeAt, meteredAt) = (await free.BytesAsync(ct), await metered.BytesAsync(ct));
        await Task.Delay(window, ct);
        var freePerS = (await free.BytesAsync(ct) - freeAt) / window.TotalSeconds;
        var meteredPerS = (await metered.BytesAsync(ct) - meteredAt) / window.TotalSeconds;
        var fullSet = Math.Max(0, meteredAt - (meteredPerS * FirstRound.TotalSeconds));
        return
        [
            ($"{name}_gb_per_month", Math.Round(freePerS * MonthS / Giga, 2), null),
            ($"{name}_metered_gb_per_month", Math.Round(((meteredPerS * MonthS) + (fullSet * FullSetsPerMonth)) / Giga, 3), null),
            ($"{name}_metered_full_set_kb", Math.Round(fullSet / 1e3, 1), null),
        ];
    }
}
