namespace EdgeNoc.Agent.Updater;

/// <summary>Where everything is.</summary>
/// <param name="Root">Empty; in a test a folder that stands for <c>/</c>.</param>
internal sealed record UpdaterPaths(string Root)
{
    public string Slots => $"{Root}/opt/edgenoc";

    public string AgentState { get; init; } = $"{Root}/var/lib/edgenoc-agent";

    /// <summary>Where the agent puts what it downloaded; the agent's.</summary>
    public string Inbox => $"{AgentState}/update";

    /// <summary>The updater's own, which only root writes and everybody may read.</summary>
    public string Home => $"{Root}/var/lib/edgenoc-updater";

    public string Tools => $"{Root}/usr/lib/edgenoc-agent";

    /// <summary>The signed order of the package that lies beside it.</summary>
    public string Order => $"{Inbox}/order";

    public string Package => $"{Inbox}/package.deb";

    /// <summary>Its being there says that the two above are whole; it starts the updater.</summary>
    public string Ready => $"{Inbox}/ready";

    public string Job => $"{Home}/job.json";

    public string Ends => $"{Home}/ends.json";

    public string Trial => $"{Home}/trial";

    public string SafeOrder => $"{Home}/order";

    public string SafePackage => $"{Home}/package.deb";

    /// <summary>The office's key as root first saw it: whoever takes the agent's account over cannot name another.</summary>
    public string PinnedKey => $"{Home}/noc.pem";

    public string OfficeKey => $"{AgentState}/enrolled/noc.pem";

    public string Slot(string version) => $"{Slots}/{version}";

    /// <summary>The version that a link names; null when there is none.</summary>
    public string? Named(string link) => new FileInfo($"{Slots}/{link}").LinkTarget;
}
