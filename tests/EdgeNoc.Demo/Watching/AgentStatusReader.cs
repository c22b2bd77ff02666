using EdgeNoc.Agent.Host;

namespace EdgeNoc.Demo.Watching;

/// <summary>Asks the agent how it does, as its verb <c>status</c> does.</summary>
internal static class AgentStatusReader
{
    /// <summary>Null while it does not answer.</summary>
    public static async Task<AgentView?> ReadAsync(string stateDir) => await StatusClient.ReadAsync(stateDir) is { } status ? View(status) : null;

    private static AgentView View(StatusReport status) => new(
        [.. status.Devices.Select(device => new DeviceView(device.Id, device.Kind, device.Health, Detail(device)))],
        [
            new("OWNER", status.Panel.Owner),
            new("UPLINK", status.Panel.Uplink),
            new("DEVICES", status.Panel.Devices),
            new("ALARM", status.Panel.Alarm),
        ],
        status.Outbox.Sum(outbox => outbox.Rows),
        status.Uplink.Connected);

    private static string? Detail(DeviceReport device) =>
        device.Error ?? (device.PartsTotal is { } total ? $"{device.PartsUp}/{total} up" : null);
}
