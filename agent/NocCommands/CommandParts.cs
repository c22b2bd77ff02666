using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>What of the running agent commands work with.</summary>
internal sealed record CommandParts
{
    public required AgentConfig Config { get; init; }

    /// <summary>Its file, for the support bundle; null when nobody knows it.</summary>
    public string? ConfigFile { get; init; }

    public required Scheduler Scheduler { get; init; }

    public required PollRequests Polls { get; init; }

    public required IPinger Pinger { get; init; }

    /// <summary>Null where it cannot be run from inside.</summary>
    public FullCheck? Check { get; init; }

    public required SiteWork Work { get; init; }

    /// <summary>Null where the config has none.</summary>
    public CabinetWork? Cabinet { get; init; }

    public required LogTail Log { get; init; }

    public required Func<StatusReport> Status { get; init; }

    /// <summary>Ends the agent in good order, to be started again.</summary>
    public required Action Restart { get; init; }
}
