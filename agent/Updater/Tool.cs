using System.ComponentModel;
using System.Diagnostics;

namespace EdgeNoc.Agent.Updater;

/// <summary>Programs of the system that the updater calls.</summary>
internal static class Tool
{
    private const int MaxWords = 300;

    /// <summary>Runs one to its end, or ends it.</summary>
    /// <returns>Null when it went well; else what it said, or that it took too long.</returns>
    public static async Task<string?> RunAsync(TimeSpan limit, IReadOnlyDictionary<string, string> environment, string program, params IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        try
        {
            using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} does not start");
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var patience = new CancellationTokenSource(limit);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return $"{Path.GetFileName(program)} did not end within {limit.TotalSeconds:0} s";
            }

            if (process.ExitCode == 0) return null;
            var said = string.Join(' ', $"{await errors} {await output}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return $"{Path.GetFileName(program)} ended with {process.ExitCode}{(said.Length == 0 ? "" : $": {(said.Length > MaxWords ? said[..MaxWords] : said)}")}";
        }
        catch (Win32Exception error)
        {
            return $"{program} cannot be started: {error.Message}";
        }
    }

    public static Task<string?> RunAsync(TimeSpan limit, string program, params IReadOnlyList<string> arguments) =>
        RunAsync(limit, new Dictionary<string, string>(StringComparer.Ordinal), program, arguments);
}
