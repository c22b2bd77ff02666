using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Host;

/// <summary>One line of JSON on the agent's socket; a connection that sends nothing asks for the status.</summary>
/// <param name="Poll">The device, or a member of a group, to poll now.</param>
/// <param name="Part">Which part of it to show; null for all.</param>
public sealed record SocketRequest(string Poll, string? Part = null)
{
    /// <summary>The part, which is the member where somebody named one instead of its group.</summary>
    internal string? PartOf(DeviceConfig device) => Part ?? (device.Id == Poll ? null : Poll);
}
