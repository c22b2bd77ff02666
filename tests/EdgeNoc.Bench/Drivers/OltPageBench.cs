using System.Diagnostics;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;

namespace EdgeNoc.Bench.Drivers;

/// <summary>How long a page of 2,048 ONUs takes to become records, and how much it allocates, beside the way most scrapers go: one regular expression over the page.</summary>
internal static class OltPageBench
{
    private const int Onus = 2048;
    private const int Warmup = 200;
    private const int Rounds = 200;

    /// <summary>Prints a table and writes <c>var/bench/olt-page.json</c>.</summary>
    public static int Run()
    {
        var page = OltPageSample.Write(Onus);
        var text = Encoding.UTF8.GetString(page);
        var ours = Ours(page);
        var regex = Measure(() => OltPageRegex.Parse(text).Count);
        BenchFile.Save("olt-page", $"A page of {Onus} ONUs, {page.Length / 1024} KB, against one Regex", [.. Figures(ours), ("regex_ms", regex.Ms, null), ("regex_alloc_mb", regex.Mb, null), ("page_kb", page.Length / 1024, null)]);
        return 0;
    }

    /// <summary>The figures of the parser alone.</summary>
    public static IReadOnlyList<(string Key, double Value, double? Limit)> Measure() => Figures(Ours(OltPageSample.Write(Onus)));

    private static (double Ms, double Mb) Ours(byte[] page) => Measure(() => Count(OnuTablePage.Parse(page)));

    private static IReadOnlyList<(string Key, double Value, double? Limit)> Figures((double Ms, double Mb) ours) => [("olt_page_2048_ms", ours.Ms, 2), ("olt_page_2048_alloc_mb", ours.Mb, 1.5)];

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
}
