using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Cabinet.Page.View;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Agent.Cabinet.Page;

/// <summary>What the page shows and does, given by the agent.</summary>
internal sealed record PageSite
{
    public required AgentConfig Config { get; init; }

    /// <summary>How the agent does; asked at most once a second, whoever looks.</summary>
    public required Func<SiteFacts> Facts { get; init; }

    public required OnuBook Onus { get; init; }

    /// <summary>Polls a device, gently; null when there is none.</summary>
    public required Func<string, CancellationToken, Task<PolledOnce?>> Poll { get; init; }

    public required SiteWork Work { get; init; }

    /// <summary>Null where the config was written by hand, in a file that is not the agent's.</summary>
    public LocalConfig? LocalConfig { get; init; }

    /// <summary>Null where the agent has none to offer.</summary>
    public FullCheck? Check { get; init; }

    /// <summary>What a button that is held on opens; null without a button.</summary>
    public HeldDoor? Door { get; init; }

    /// <summary>The wired (or simulated) panel; null without one, then the page draws what it would show.</summary>
    public Func<CabinetSnapshot>? Cabinet { get; init; }
}
