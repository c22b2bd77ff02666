using System.Text.Json.Nodes;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>
/// InfluxDB 3.x: two databases. Its HTTP interface knows no downsampling, so the collector computes the figures itself; what a database keeps is set once, when it is made.
/// </summary>
internal static class SetupThree
{
    private const int AlreadyThere = 409;

    public static async IAsyncEnumerable<SetupStep> RunAsync(InfluxAdmin admin, InfluxConfig config, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (store, kept) in new[] { (InfluxStore.Raw, Downsampled.RawKept), (InfluxStore.Figures, Downsampled.Kept) })
        {
            var database = InfluxAddresses.Bucket(config, store);
            var days = FormattableString.Invariant($"{kept.TotalDays:0}d");
            var answer = await admin.SendAsync(HttpMethod.Post, "api/v3/configure/database", new JsonObject { ["db"] = database, ["retention_period"] = days }, ct);
            yield return answer.Status == AlreadyThere
                ? new SetupStep($"database {database}: there already, and keeps what it was made to keep")
                : SetupStep.Of($"database {database}: {days}", answer);
        }
    }
}
