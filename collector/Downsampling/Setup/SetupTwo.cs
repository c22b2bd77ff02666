using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>InfluxDB 2.x: two buckets, a mapping that lets InfluxQL find each as database and retention policy, and a task. All of it may be run again.</summary>
internal static class SetupTwo
{
    public static async IAsyncEnumerable<SetupStep> RunAsync(InfluxAdmin admin, InfluxConfig config, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = config.Organisation is { } name ? $"?org={Uri.EscapeDataString(name)}" : "";
        var organisations = await admin.SendAsync(HttpMethod.Get, $"api/v2/orgs{filter}", null, ct);
        if (First(organisations, "orgs")?["id"]?.ToString() is not { } organisation)
        {
            yield return organisations.IsFine
                ? new SetupStep("organisation", $"there is no organisation {config.Organisation}; write its name into influx.org as InfluxDB has it")
                : SetupStep.Of("organisation", organisations);
            yield break;
        }

        foreach (var (store, kept, policy) in Stores)
        {
            var bucket = InfluxAddresses.Bucket(config, store);
            var (step, id) = await BucketAsync(admin, organisation, bucket, kept, ct);
            yield return step;
            if (id is null) yield break;
            yield return await MappingAsync(admin, organisation, id, config.Database, policy, isDefault: store == InfluxStore.Raw, ct);
        }

        yield return await TaskAsync(admin, organisation, FluxTask.Text(config), ct);
    }

    private static (InfluxStore Store, TimeSpan Kept, string Policy)[] Stores { get; } =
        [(InfluxStore.Raw, Downsampled.RawKept, Downsampled.RawStore), (InfluxStore.Figures, Downsampled.Kept, Downsampled.Store)];

    private static async Task<(SetupStep Step, string? Id)> BucketAsync(InfluxAdmin admin, string organisation, string bucket, TimeSpan kept, CancellationToken ct)
    {
        var what = FormattableString.Invariant($"bucket {bucket}: {kept.TotalDays:0} days");
        var rules = new JsonArray(new JsonObject { ["type"] = "expire", ["everySeconds"] = (long)kept.TotalSeconds });
        var found = await admin.SendAsync(HttpMethod.Get, $"api/v2/buckets?orgID={organisation}&name={Uri.EscapeDataString(bucket)}", null, ct);
        var answer = First(found, "buckets")?["id"]?.ToString() is { } known
            ? await admin.SendAsync(HttpMethod.Patch, $"api/v2/buckets/{known}", new JsonObject { ["retentionRules"] = rules }, ct)
            : await admin.SendAsync(HttpMethod.Post, "api/v2/buckets", new JsonObject { ["orgID"] = organisation, ["name"] = bucket, ["retentionRules"] = rules }, ct);
        var step = SetupStep.Of(what, answer);
        if (step.Problem is not null) return (step, null);
        return answer.Json?["id"]?.ToString() is { } id ? (step, id) : (new SetupStep(what, "the answer names no id; check that influx.version is that of the server"), null);
    }

    private static async Task<SetupStep> MappingAsync(InfluxAdmin admin, string organisation, string bucket, string database, string policy, bool isDefault, CancellationToken ct)
    {
        var what = $"mapping {database}.{policy}";
        var found = await admin.SendAsync(HttpMethod.Get, $"api/v2/dbrps?orgID={organisation}&db={Uri.EscapeDataString(database)}&rp={policy}", null, ct);
        var known = (found.Json?["content"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(mapping => mapping["virtual"]?.GetValue<bool>() != true);
        if (known?["id"]?.ToString() is { } id)
        {
            if (known["bucketID"]?.ToString() == bucket) return new SetupStep(what);
            // A mapping keeps its bucket for ever.
            var removed = await admin.SendAsync(HttpMethod.Delete, $"api/v2/dbrps/{id}?orgID={organisation}", null, ct);
            if (!removed.IsFine) return SetupStep.Of(what, removed);
        }

        return SetupStep.Of(what, await admin.SendAsync(HttpMethod.Post, "api/v2/dbrps",
            new JsonObject { ["orgID"] = organisation, ["bucketID"] = bucket, ["database"] = database, ["retention_policy"] = policy, ["default"] = isDefault }, ct));
    }

    private static async Task<SetupStep> TaskAsync(InfluxAdmin admin, string organisation, string flux, CancellationToken ct)
    {
        var found = await admin.SendAsync(HttpMethod.Get, $"api/v2/tasks?orgID={organisation}&name={Uri.EscapeDataString(FluxTask.Name)}", null, ct);
        var answer = First(found, "tasks")?["id"]?.ToString() is { } known
            ? await admin.SendAsync(HttpMethod.Patch, $"api/v2/tasks/{known}", new JsonObject { ["flux"] = flux, ["status"] = "active" }, ct)
            : await admin.SendAsync(HttpMethod.Post, "api/v2/tasks", new JsonObject { ["orgID"] = organisation, ["flux"] = flux, ["status"] = "active" }, ct);
        return SetupStep.Of($"task \"{FluxTask.Name}\"", answer);
    }

    private static JsonObject? First(AdminAnswer answer, string list) => answer.IsFine && answer.Json?[list] is JsonArray { Count: > 0 } all ? all[0] as JsonObject : null;
}
