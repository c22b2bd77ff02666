using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>A config that somebody named to a verb: one written by hand, or the one that enrolment brought.</summary>
/// <param name="Load">The config, or what is wrong with it.</param>
/// <param name="Waiting">Devices that are left out of it, for nobody has typed their password yet; only of an enrolled machine.</param>
internal sealed record NamedConfig(ConfigLoad<AgentConfig> Load, IReadOnlyList<string> Waiting)
{
    /// <summary>Never throws for what is in the file or that it is not there.</summary>
    public static NamedConfig Read(string path)
    {
        if (EnrolledFolder.Of(path) is not { } folder || folder.Identity() is not { } identity) return new(AgentConfigFile.Load(path), []);
        var (load, waiting) = EnrolledConfig.Read(folder, folder.Config, identity.Site, folder.StateDir);
        return new(load, waiting);
    }

    /// <summary>How the password of a device that waits gets here.</summary>
    public static string Remedy(string site, string device) =>
        $"type it here: sudo edgenoc-agent secret set {device}, or in the office: edgenoc-collector secret set --site {site} --device {device}; it is polled within seconds";
}
