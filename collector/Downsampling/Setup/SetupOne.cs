using System.Text.Json;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>InfluxDB 1.x: a database, two retention policies, and a continuous query for each rule. All of it may be run again.</summary>
internal static class SetupOne
{
    public static async IAsyncEnumerable<SetupStep> RunAsync(InfluxAdmin admin, string database, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        // A policy that is there is altered, so that another duration of an older version, or of somebody's hands, is put right.
        yield return await StepAsync($"database {database}", $"CREATE DATABASE \"{database}\"");
        var (answer, rows) = await admin.QueryAsync($"SHOW RETENTION POLICIES ON \"{database}\"", database, ct);
        if (!answer.IsFine)
        {
            yield return SetupStep.Of("retention policies", answer);
            yield break;
        }

        var policies = rows.Series.SelectMany(series => series.Rows).Select(row => (Name: row[0].GetString() ?? "", IsDefault: row[row.GetArrayLength() - 1].ValueKind == JsonValueKind.True)).ToList();
        if (policies.Find(policy => policy.IsDefault) is { Name: not (null or "" or Downsampled.RawStore) } other)
        {
            yield return new SetupStep(
                "retention of raw points",
                $"the default retention policy of \"{database}\" is \"{other.Name}\"; dashboards read \"{Downsampled.RawStore}\": rename it or make {Downsampled.RawStore} the default one");
            yield break;
        }

        foreach (var (name, kept, shard, isDefault) in Policies())
        {
            var verb = policies.Exists(policy => policy.Name == name) ? "ALTER" : "CREATE";
            yield return await StepAsync(
                FormattableString.Invariant($"retention policy {name}: {kept.TotalDays:0} days"),
                FormattableString.Invariant($"{verb} RETENTION POLICY \"{name}\" ON \"{database}\" DURATION {kept.TotalDays:0}d REPLICATION 1 SHARD DURATION {shard}{(isDefault ? " DEFAULT" : "")}"));
        }

        foreach (var rule in FigureRules.All)
        {
            // A continuous query cannot be changed, only made anew.
            var name = FigureStatement.QueryName(rule);
            await admin.QueryAsync($"DROP CONTINUOUS QUERY \"{name}\" ON \"{database}\"", database, ct);
            yield return await StepAsync($"continuous query {name}", FigureStatement.Continuous(rule, database));
        }

        async Task<SetupStep> StepAsync(string what, string statement) => SetupStep.Of(what, (await admin.QueryAsync(statement, null, ct)).Answer);
    }

    private static IEnumerable<(string Name, TimeSpan Kept, string Shard, bool IsDefault)> Policies() =>
        [(Downsampled.RawStore, Downsampled.RawKept, "1d", true), (Downsampled.Store, Downsampled.Kept, "7d", false)];
}
