using Spectre.Console;

namespace EdgeNoc.Bench.Drivers;

/// <summary>All figures of the drivers but the footprint, which takes minutes.</summary>
internal static class DriversBench
{
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        AnsiConsole.MarkupLine("[grey]parsers[/]");
        List<(string Key, double Value, double? Limit)> figures = [.. OltPageBench.Measure(), .. MikroTikBench.Measure().Select(figure => (figure.Key, figure.Value, Limit(figure.Key)))];
        figures.AddRange(HtmlTableBench.Measure());
        figures.AddRange(await VrpBench.MeasureAsync(ct));
        AnsiConsole.MarkupLine("[grey]pings[/]");
        figures.AddRange(await PingBench.MeasureAsync(ct));
        AnsiConsole.MarkupLine("[grey]20 devices, one a byte a second, half a minute[/]");
        figures.AddRange(await PollDelayBench.MeasureAsync(ct));
        BenchFile.Save("drivers", "Drivers", figures);
        return 0;
    }

    private static double? Limit(string key) => key switch
    {
        "ppp_5000_ms" => 50,
        "ppp_5000_alloc_ratio" => 4,
        _ => null,
    };
}
