using System.Security.Cryptography;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>The files against the types that Grafana publishes as the npm package <c>@grafana/schema</c>, and the files around them.</summary>
public sealed class DashboardsSchemaTests
{
    private static readonly string Source = Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Tests", "Dashboards", "schema");
    private static readonly string Folder = Path.Combine(RigDirectory.RepositoryRoot, "dashboards");

    [Fact]
    public async Task Every_dashboard_fits_the_types_of_Grafana()
    {
        var tools = await ToolsAsync();
        await using var validate = ManagedProcess.Start(new ProcessPlan("node", Path.Combine(tools, "validate.js"), Path.Combine(Folder, "json")) { LogFile = Path.Combine(tools, "validate.log") });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await validate.WaitForExitAsync(limit.Token);
        Assert.True(validate.ExitCode == 0, string.Join('\n', validate.Output.TakeLast(40)));
        Assert.EndsWith(" dashboards, 0 defects", validate.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_trial_is_a_config_that_docker_compose_takes()
    {
        string? problem = "no docker compose";
        foreach (var (program, arguments) in new (string, string[])[] { ("docker", ["compose"]), ("docker-compose", []) })
        {
            if (SystemCommand.TryRun(program, [.. arguments, "version"]) is not null) continue;
            problem = SystemCommand.TryRun("env", ["INFLUX_PASSWORD=one", "GRAFANA_PASSWORD=two", program, .. arguments, "-f", Path.Combine(Folder, "compose.yaml"), "config", "--quiet"]);
            Assert.Null(problem);
            break;
        }

        if (problem is not null) Assert.Skip("neither 'docker compose' nor 'docker-compose' is installed: apt-get install docker-compose");
    }

    [Fact]
    public void Whatever_the_trial_mounts_is_there_or_made_by_its_script()
    {
        var mounts = File.ReadLines(Path.Combine(Folder, "compose.yaml")).Select(line => line.Trim()).Where(line => line.StartsWith("- .", StringComparison.Ordinal)).Select(line => line[2..].Split(':')[0]).ToList();
        Assert.NotEmpty(mounts);
        Assert.All(mounts.Where(mount => mount != "./trial/secrets"), mount => Assert.True(Path.Exists(Path.Combine(Folder, mount)), $"{mount} is not there"));
        Assert.Contains("mkdir -p secrets", File.ReadAllText(Path.Combine(Folder, "trial", "prepare")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("influxdb-1.x", "password: $INFLUX_PASSWORD")]
    [InlineData("influxdb-2.x", "httpHeaderValue1: Token $INFLUX_TOKEN")]
    [InlineData("influxdb-3.x", "httpHeaderValue1: Bearer $INFLUX_TOKEN")]
    public void Each_generation_has_its_data_source_under_the_uid_that_dashboards_name_and_no_secret_in_it(string generation, string secret)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "provisioning", "datasources", generation, "edgenoc.yaml"));
        Assert.Contains($"uid: {EdgeNoc.Dashboards.Json.DataSource.Uid}\n", text, StringComparison.Ordinal);
        Assert.Contains(secret, text, StringComparison.Ordinal);
        Assert.Contains("dbName: $INFLUX_DATABASE", text, StringComparison.Ordinal);
    }

    /// <summary>Installed once for each version of the list of packages.</summary>
    private static async Task<string> ToolsAsync()
    {
        if (SystemCommand.TryRun("npm", ["--version"]) is { } missing) Assert.Skip($"npm is not there ({missing}): apt-get install npm");
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"))))[..12];
        var tools = Path.Combine(RigDirectory.RepositoryRoot, "var", "tools", $"grafana-schema-{hash}");
        Directory.CreateDirectory(tools);
        foreach (var file in Directory.GetFiles(Source)) File.Copy(file, Path.Combine(tools, Path.GetFileName(file)), overwrite: true);
        var done = Path.Combine(tools, "installed");
        if (File.Exists(done)) return tools;
        if (SystemCommand.TryRun("npm", ["ci", "--prefix", tools, "--no-audit", "--no-fund"]) is { } failed) Assert.Skip($"npm cannot install @grafana/schema: {failed[..Math.Min(300, failed.Length)]}");
        await File.WriteAllTextAsync(done, "");
        return tools;
    }
}
