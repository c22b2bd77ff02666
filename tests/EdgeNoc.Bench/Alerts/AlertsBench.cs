namespace EdgeNoc.Bench.Alerts;

/// <summary>From events to people, into <c>alerts.json</c>.</summary>
internal static class AlertsBench
{
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        BenchFile.Save("alerts", "From a cut to the gateway, and 10,000 events of 1,000 sites in a burst", [.. await LatencyBench.MeasureAsync(ct), .. await BurstBench.MeasureAsync(ct)]);
        return 0;
    }
}
