using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Schema;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Fleet;

/// <summary>Judges a config by the agents' own schema and readers, so that what is wrong is said here and not at the POP. What only the POP knows (its files, its devices) is tried there.</summary>
internal static class SiteSchema
{
    private static readonly Lazy<JsonSchemaFile> Agent = new(Load);

    /// <summary>All that is wrong with what would be sent to a site; empty: nothing.</summary>
    /// <param name="site">The site with its new config.</param>
    /// <param name="file">What messages call it.</param>
    public static IReadOnlyList<ConfigError> Problems(SiteRow site, string file)
    {
        // What is the machine's own, in a form that is never wrong.
        var own = Encoding.UTF8.GetBytes($$$"""{"site":"{{{site.Id}}}","broker":{"urls":["mqtts://localhost"]}}""");
        var (config, problems) = ConfigReach.Merge(own, SiteConfig.Wanted(site));
        if (config is null) return [.. problems.Select(problem => new ConfigError(file, problem.Path, null, problem.Problem, problem.Remedy))];
        using var document = JsonDocument.Parse(config);
        IReadOnlyList<ConfigError> found = [.. Agent.Value.Check(document.RootElement, file), .. Twice(document.RootElement, file)];
        return found.Count > 0 ? found : AgentConfigChecks.Problems(document.RootElement, file);
    }

    /// <summary>No schema says that an id is to be used once.</summary>
    private static IEnumerable<ConfigError> Twice(JsonElement config, string file)
    {
        if (!config.TryGetProperty("devices", out var devices) || devices.ValueKind != JsonValueKind.Array) yield break;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, device) in devices.EnumerateArray().Index())
        {
            foreach (var (path, id) in Ids(device, $"devices[{index}]"))
            {
                if (!taken.Add(id)) yield return new ConfigError(file, path, ConfigSection.Quoted(id), "is used twice", "give each device its own id");
            }
        }
    }

    private static IEnumerable<(string Path, string Id)> Ids(JsonElement device, string path)
    {
        if (device.ValueKind != JsonValueKind.Object) yield break;
        foreach (var key in (string[])["id", "group"])
        {
            if (device.TryGetProperty(key, out var id) && id.ValueKind == JsonValueKind.String) yield return ($"{path}.{key}", id.GetString()!);
        }

        if (!device.TryGetProperty("targets", out var targets) || targets.ValueKind != JsonValueKind.Array) yield break;
        foreach (var (index, target) in targets.EnumerateArray().Index())
        {
            foreach (var found in Ids(target, $"{path}.targets[{index}]")) yield return found;
        }
    }

    private static JsonSchemaFile Load()
    {
        using var stream = typeof(SiteSchema).Assembly.GetManifestResourceStream("agent.schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchemaFile.Parse(reader.ReadToEnd());
    }
}
