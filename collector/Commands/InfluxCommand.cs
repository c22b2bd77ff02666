using System.CommandLine;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling.Setup;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector influx init</c>: the database as the collector and the dashboards need it. May be run again at any time.</summary>
internal static class InfluxCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create(Option<string> config)
    {
        var init = new Command("init", "Make the database, what it keeps for how long, and the five-minute figures; what is there is put right") { config };
        init.SetAction((arguments, ct) => InitAsync(arguments.GetRequiredValue(config), ct));
        return new Command("influx", "The time series database") { init };
    }

    private static async Task<int> InitAsync(string path, CancellationToken ct)
    {
        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        using var admin = new InfluxAdmin(config.Influx, Patience, TimeProvider.System);
        var steps = config.Influx.Generation switch
        {
            InfluxGeneration.One => SetupOne.RunAsync(admin, config.Influx.Database, ct),
            InfluxGeneration.Two => SetupTwo.RunAsync(admin, config.Influx, ct),
            _ => SetupThree.RunAsync(admin, config.Influx, ct),
        };
        var failed = 0;
        await foreach (var step in steps)
        {
            Console.WriteLine(step.Problem is null ? $"✔ {step.What}" : $"✘ {step.What}: {Terminal.Plain(step.Problem)}");
            if (step.Problem is not null) failed++;
        }

        return failed == 0 ? ExitCode.Fine : ExitCode.NotWell;
    }
}
