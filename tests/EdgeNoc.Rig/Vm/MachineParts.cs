using System.Security.Cryptography;

namespace EdgeNoc.Rig.Vm;

/// <summary>What an emulated machine is started with, made once by a script of this folder and again when that has changed.</summary>
internal static class MachineParts
{
    /// <summary>The folder of the scripts, in this repository.</summary>
    public static string Sources => Path.Combine(RigDirectory.RepositoryRoot, "tests", "EdgeNoc.Rig", "Vm");

    /// <summary>Makes what is missing: packages, a kernel, and what else the script makes. Minutes the first time, nothing after that.</summary>
    /// <param name="home">Where the parts are kept.</param>
    /// <param name="what">The machine, as a reason names it: "a machine with GPIO lines".</param>
    /// <param name="script">In this folder; exits with 3 where the packages cannot be installed.</param>
    /// <param name="others">What the script reads of this folder.</param>
    /// <returns>Why there can be no such machine here; null when there can.</returns>
    /// <exception cref="InvalidOperationException">The packages are there, and making it failed all the same.</exception>
    public static async Task<string?> PrepareAsync(string home, string what, string script, params IReadOnlyList<string> others)
    {
        var stamp = Path.Combine(home, "stamp");
        var digest = Convert.ToHexString(SHA256.HashData([.. others.Prepend(script).SelectMany(file => File.ReadAllBytes(Path.Combine(Sources, file)))]));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == digest) return null;
        if (Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get")) return $"{what} is made of Debian's packages: that needs root and apt-get";
        Directory.CreateDirectory(home);
        var log = Path.Combine(home, "prepare.log");
        File.Delete(log);
        await using var prepare = ManagedProcess.Start(new ProcessPlan(Path.Combine(Sources, script), home) { LogFile = log });
        await prepare.WaitForExitAsync(CancellationToken.None);
        if (prepare.ExitCode == 3) return $"qemu or the kernel's packages cannot be installed here: {log}";
        if (prepare.ExitCode != 0) throw new InvalidOperationException($"{what} could not be made: {log}:\n{string.Join('\n', prepare.Output.TakeLast(15))}");
        await File.WriteAllTextAsync(stamp, digest);
        return null;
    }
}
