using EdgeNoc.Rig;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Updates;

/// <summary>The system of a POP: a bare Debian with the agent's package and a claim on its boot partition.</summary>
internal static class PopSystem
{
    /// <param name="claim">Of its site.</param>
    /// <param name="withinS">How long a version has to prove itself: less than in the field.</param>
    /// <param name="isEmulated">Everything takes longer there, and what is compiled quickly is done sooner.</param>
    public static DebianRoot Make(string claim, int withinS, bool isEmulated)
    {
        var root = DebianRoot.Create();
        root.Put(PublishedPackages.Agent, "/tmp/edgenoc-agent.deb");
        root.Run("apt-get install -y -q --no-install-recommends systemd dbus /tmp/edgenoc-agent.deb; rm /tmp/edgenoc-agent.deb");
        root.Write("/boot/firmware/edgenoc-claim.txt", claim + "\n");
        var quick = isEmulated ? "Environment=DOTNET_TieredCompilation=1 DOTNET_TieredPGO=0\n" : "";
        root.Write("/etc/systemd/system/edgenoc-updater.service.d/test.conf", $"[Service]\n{quick}ExecStart=\nExecStart=/usr/lib/edgenoc-agent/updater run --within {withinS}\nRestartSec=1\n");
        root.Write("/etc/systemd/system/edgenoc-agent.service.d/test.conf", $"[Service]\n{quick}RestartSec=1\n{(isEmulated ? "TimeoutStartSec=600\nTimeoutStopSec=300\nWatchdogSec=600\n" : "")}");
        return root;
    }
}
