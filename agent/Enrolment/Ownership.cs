using System.Diagnostics;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>What root writes into the agent's folder has to be the agent's.</summary>
internal static class Ownership
{
    /// <summary>Gives all in a folder to the folder's own owner; does nothing for anybody but root.</summary>
    public static void GiveToOwnerOf(string folder)
    {
        if (!Environment.IsPrivilegedProcess) return;
        foreach (var name in new[] { "agent.key", "enrolled" })
        {
            var path = Path.Combine(folder, name);
            if (!Path.Exists(path)) continue;
            using var chown = Process.Start(new ProcessStartInfo("chown", ["--recursive", "--no-dereference", $"--reference={folder}", "--", path]));
            chown?.WaitForExit();
        }
    }
}
