using EdgeNoc.Rig;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Updates;

/// <summary>Packages of the real agent under further versions, as it is or with a fault put into it.</summary>
internal static class VersionsOfAgent
{
    public static string Good(string version) => PublishedPackages.AgentAs(version);

    /// <summary>It starts in its slot, but ends as a service.</summary>
    public static string Crashing(string version) => Faulty(version, "exit 7");

    /// <summary>It does nothing as a service.</summary>
    public static string Hanging(string version) => Faulty(version, "exec sleep 10000");

    private static string Faulty(string version, string run)
    {
        var folder = RigDirectory.New("faulty");
        var good = Good(version);
        var script = $"""
            #!/bin/sh
            case "$1" in run) {run} ;; esac
            exec "$(dirname "$(readlink -f "$0")")/edgenoc-agent.real" "$@"

            """;
        var program = $"{folder}/root/usr/lib/edgenoc-agent/payload/edgenoc-agent";
        SystemCommand.Run("dpkg-deb", "-R", good, $"{folder}/root");
        File.Move(program, program + ".real");
        File.WriteAllText(program, script);
        SystemCommand.Run("chmod", "755", program);
        var package = $"{folder}/edgenoc-agent_{version}_amd64.deb";
        SystemCommand.Run("dpkg-deb", "--root-owner-group", "-Znone", "--build", $"{folder}/root", package);
        Directory.Delete($"{folder}/root", recursive: true);
        File.Delete(good);
        return package;
    }
}
