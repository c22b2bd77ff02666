using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Fleet;

/// <summary>Judges a config with the agent's own code, so that what is wrong is said here and not at the POP.</summary>
internal static class SiteSchema
{
    // What is the machine's own, in a form that is never wrong.
    private const string Machine = """{"broker":{"urls":["mqtts://localhost"]}}""";

    /// <summary>All that is wrong with what would be sent to a site; empty: nothing.</summary>
    /// <param name="site">The site with its new config.</param>
    /// <param name="file">What messages call it.</param>
    public static IReadOnlyList<ConfigError> Problems(SiteRow site, string file)
    {
        var wanted = SiteConfig.Wanted(site);
        var folder = Directory.CreateTempSubdirectory("edgenoc-config-");
        try
        {
            var own = (JsonObject)JsonNode.Parse(Machine)!;
            own["site"] = site.Id;
            var (config, problems) = ConfigReach.Merge(Encoding.UTF8.GetBytes(own.ToJsonString()), wanted);
            if (config is null) return [.. problems.Select(problem => new ConfigError(file, problem.Path, null, problem.Problem, problem.Remedy))];

            // At the POP each login's password lies in a file: here stand-ins do.
            Directory.CreateDirectory(Path.Combine(folder.FullName, "secrets"));
            foreach (var (device, _) in SiteConfig.Logins(site.ConfigJson)) File.WriteAllText(Path.Combine(folder.FullName, "secrets", $"{Path.GetFileName(device)}.pw"), "stand-in\n");
            return AgentConfigFile.Parse(Encoding.UTF8.GetBytes(config), Path.Combine(folder.FullName, file)).Errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
