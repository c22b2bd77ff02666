namespace EdgeNoc.Bench.Fleet;

/// <summary>What the office wants of its sites, and how soon it is done; into <c>fleet.json</c>.</summary>
internal static class FleetBench
{
    public static async Task<int> RunAsync(CancellationToken ct) => Math.Max(await CommandBench.RunAsync(ct), await ConfigBench.RunAsync(ct));
}
