using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using Spectre.Console;

namespace EdgeNoc.Bench;

/// <summary>How long a page of 2,048 ONUs takes to become records, and how much it allocates, beside the way most scrapers go: one regular expression over the page.</summary>
public static class OltPageBench
{
    private const int Onus = 2048;
    private const int Warmup = 200;
    private const int Rounds = 200;

    /// <summary>Prints a table and writes <c>var/bench/olt-page.json</c>.</summary>
    public static int Run()
    {
        var page = OltPageSample.Write(Onus);
        var text = Encoding.UTF8.GetString(page);
        var ours = Measure(() => Count(OnuTablePage.Parse(page)));
        var regex = Measure(() => OltPageRegex.Parse(text).Count);

        AnsiConsole.Write(new Table().Title($"A page of {Onus} ONUs, {page.Length / 1024} KB").AddColumns("", "median ms", "allocated MB")
            .AddRow("records from bytes", Text(ours.Ms), Text(ours.Mb))
            .AddRow("one Regex", Text(regex.Ms), Text(regex.Mb)));
        var figures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["olt_page_2048_ms"] = ours.Ms,
            ["olt_page_2048_alloc_mb"] = ours.Mb,
            ["regex_ms"] = regex.Ms,
            ["regex_alloc_mb"] = regex.Mb,
            ["page_kb"] = page.Length / 1024,
        };
        Directory.CreateDirectory("var/bench");
        File.WriteAllText("var/bench/olt-page.json", JsonSerializer.Serialize(figures));
        return 0;
    }

    private static int Count(PollResult result) => result is PollResult.Read { Reading.Onus: var onus } ? onus.Count : throw new InvalidOperationException($"the page was not read: {result}");

    private static (double Ms, double Mb) Measure(Func<int> parse)
    {
        for (var i = 0; i < Warmup; i++) Check(parse());
        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Check(parse());
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        var allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / 1e6;
        Array.Sort(times);
        return (Math.Round(times[Rounds / 2], 3), Math.Round(allocated, 3));
    }

    private static void Check(int count)
    {
        if (count != Onus) throw new InvalidOperationException($"{count} ONUs read instead of {Onus}");
    }

    private static string Text(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}
