using System.Text.Json;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Agent.Updater;

/// <summary>The agent's service as the updater sees it.</summary>
internal interface IAgentService
{
    /// <summary>Asks for a new start; does not wait for it.</summary>
    Task RestartAsync();

    Task<AgentSight> LookAsync();
}

/// <summary>The same under systemd.</summary>
internal sealed class SystemdAgent(UpdaterPaths paths) : IAgentService
{
    private const string Unit = "edgenoc-agent.service";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public Task RestartAsync() => Tool.RunAsync(Limit, "systemctl", "--no-block", "restart", Unit);

    public async Task<AgentSight> LookAsync() => await StatusClient.ReadTextAsync(paths.AgentState, CancellationToken.None) is { } json ? Read(json) : AgentSight.Silent;

    /// <summary>Of a newer or older agent too: only these few words have to stay as they are. Pure.</summary>
    internal static AgentSight Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var version = root.TryGetProperty("update", out var update) && update.TryGetProperty("version", out var running) ? running.GetString() : null;
            if (!root.TryGetProperty("devices", out var list) || !root.TryGetProperty("uplink", out var uplink)) return AgentSight.Silent;
            var devices = list.EnumerateArray().ToList();
            return new AgentSight(
                version,
                Polled: devices.Count == 0 || devices.Exists(device => device.GetProperty("health").GetString() != "waiting"),
                Answered: devices.Exists(device => device.TryGetProperty("last_ok", out _)),
                Acknowledged: uplink.TryGetProperty("last_ack_age_s", out _));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return AgentSight.Silent;
        }
    }
}
