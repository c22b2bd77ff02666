using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Agent.Updates;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Commands;

/// <summary>Joins the parts that fetch new versions.</summary>
internal static class UpdateParts
{
    public static Func<SiteIdentity, ISiteUpdates> Inside(string stateDir, ILoggerFactory logs) => identity =>
    {
        var paths = new UpdaterPaths("") { AgentState = stateDir };
        var source = new UpdateSource(identity.Site, identity.Collector, Path.Combine(stateDir, "enrolled", "ca.pem"), paths, OwnSlot.Version(paths));
        return new SiteUpdates(source, TimeProvider.System, new Random(), logs.CreateLogger("EdgeNoc.Updates"));
    };
}
