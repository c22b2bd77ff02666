using System.Diagnostics;

namespace EdgeNoc.Rig;

/// <summary>Short commands of the system: ip, nft, mount.</summary>
public static class SystemCommand
{
    /// <exception cref="InvalidOperationException">It failed; the text says with what words.</exception>
    public static void Run(string program, params IReadOnlyList<string> arguments)
    {
        if (TryRun(program, arguments) is { } problem) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {problem}");
    }

    /// <summary>Null when it went well; otherwise what it said.</summary>
    public static string? TryRun(string program, params IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(info)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"ended with {process.ExitCode}: {error.Trim()} {output.Result.Trim()}".Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }

    /// <summary>What it said on its outputs, the standard one first.</summary>
    public static (int Code, string Output) Read(string program, params IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }

    /// <summary>Name parts for what outlives a process that is killed: who finds one of a process that is no more may take it away.</summary>
    public static bool IsAlive(int pid) => Directory.Exists($"/proc/{pid}");
}
