using System.CommandLine;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>status</c>: how the agent that runs on this machine does.</summary>
internal static class StatusCommand
{
    private const string DefaultStateDir = "/var/lib/edgenoc-agent";

    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "the site's config file, for its state_dir" };
        var stateDir = new Option<DirectoryInfo?>("--state-dir") { Description = $"the agent's state directory (default: the config's, or {DefaultStateDir})" };
        var json = new Option<bool>("--json") { Description = "machine-readable" };
        var command = new Command("status", "Show how the running agent does") { config, stateDir, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(config)?.FullName, parsed.GetValue(stateDir)?.FullName, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? configPath, string? stateDir, bool json, CancellationToken cancellationToken)
    {
        if (stateDir is null && configPath is not null)
        {
            var load = NamedConfig.Read(configPath).Load;
            foreach (var error in load.Errors) await Console.Error.WriteLineAsync($"error: {error}");
            if (load.Config is null) return 2;
            stateDir = load.Config.StateDir;
        }

        stateDir ??= DefaultStateDir;
        try
        {
            var text = await StatusClient.ReadTextAsync(stateDir, cancellationToken);
            var report = text is null ? null : JsonSerializer.Deserialize(text, StatusJson.Default.StatusReport);
            if (text is null || report is null)
            {
                await Console.Error.WriteLineAsync($"no agent runs on {stateDir}: start it with edgenoc-agent run --config FILE, or name its --state-dir");
                return 1;
            }

            await Console.Out.WriteLineAsync(json ? Encoding.UTF8.GetString(text) : StatusView.Of(report));
            return 0;
        }
        catch (UnauthorizedAccessException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return 1;
        }
        catch (JsonException)
        {
            await Console.Error.WriteLineAsync($"the agent on {stateDir} answers in a form that this version does not know: use the edgenoc-agent of the same version");
            return 1;
        }
    }
}
