using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Agent.Updater;

/// <summary>What a new version says of itself in its slot, while the old one runs: whether it starts at all, finds its libraries, and can use this site's config.</summary>
internal static class Preflight
{
    private const string User = "edgenoc-agent";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>In the new version's own process.</summary>
    /// <returns>What is wrong; null: nothing.</returns>
    public static string? Run(string stateDir)
    {
        try
        {
            using var store = SqliteStore.Open(":memory:", "OFF");
            MqttSession.EnsureLibrary();
        }
        catch (Exception error) when (error is InvalidOperationException or SqliteException or DllNotFoundException or TypeInitializationException)
        {
            return error.Message;
        }

        var folder = new EnrolledFolder(stateDir);
        if (folder.Identity() is not { } identity) return $"{stateDir} is not enrolled";
        var (load, _) = EnrolledConfig.Read(folder, folder.Config, identity.Site, stateDir);
        return load.Config is null ? $"this site's config cannot be used: {string.Join("; ", load.Errors)}" : null;
    }

    /// <summary>Starts that, as the service's user, out of a slot.</summary>
    public static Func<string, Task<string?>> In(UpdaterPaths paths) => async slot => await Tool.RunAsync(
        Limit, new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = paths.AgentState },
        "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", $"{slot}/edgenoc-agent", "updater", "preflight", "--state-dir", paths.AgentState) is { } problem
        ? $"the new version does not start here: {problem}"
        : null;
}
