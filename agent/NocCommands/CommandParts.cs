using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Polls a device now.</summary>
/// <param name="id">As somebody named it: the device, a group, or a member of one.</param>
/// <param name="device">The config's entry of it.</param>
/// <param name="part"><c>onu/0/3:17</c>; null for all.</param>
/// <param name="cancellationToken">Stops waiting.</param>
internal delegate Task<CommandResult> PollPart(string id, DeviceConfig device, string? part, CancellationToken cancellationToken);

/// <summary>What of the running agent commands work with.</summary>
internal sealed record CommandParts
{
    public required AgentConfig Config { get; init; }

    /// <summary>Its file, for the support bundle; null when nobody knows it.</summary>
    public string? ConfigFile { get; init; }

    public required Scheduler Scheduler { get; init; }

    /// <summary>Polls a device of the config now and shows a part of what it answered, or all.</summary>
    public required PollPart Poll { get; init; }

    public required IPinger Pinger { get; init; }

    /// <summary>Null where it cannot be run from inside.</summary>
    public FullCheck? Check { get; init; }

    public required SiteWork Work { get; init; }

    /// <summary>Null where the config has none.</summary>
    public CabinetWork? Cabinet { get; init; }

    public required LogTail Log { get; init; }

    /// <summary>How the agent does, as lines of JSON.</summary>
    public required Func<string> Status { get; init; }

    /// <summary>Of the agent.</summary>
    public required string Version { get; init; }

    /// <summary>What the disk of the state directory has left; null where nobody knows.</summary>
    public required Func<long?> FreeBytes { get; init; }

    /// <summary>Ends the agent in good order, to be started again.</summary>
    public required Action Restart { get; init; }
}
