using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace EdgeNoc.Rig;

/// <summary>How to start a process: its program, arguments, extra environment and where its output is kept.</summary>
public sealed record ProcessPlan(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Added to this process's environment; a null value takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? WorkingDirectory { get; init; }

    /// <summary>Standard output and error go here, line by line; an existing file is continued.</summary>
    public required string LogFile { get; init; }
}

/// <summary>A real child process, which dies with its owner, however that ends.</summary>
public sealed partial class ManagedProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ProcessLog _log;

    private ManagedProcess(Process process, ProcessLog log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>After it ended; 128 + N when signal N ended it.</summary>
    public int ExitCode => _process.ExitCode;

    public string LogFile => _log.File;

    /// <summary>All it printed so far.</summary>
    public IReadOnlyList<string> Output => _log.Lines();

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ManagedProcess Start(ProcessPlan plan)
    {
        // setpriv asks the kernel to kill the child when the thread that started it ends: so the children are all started by one thread that never does.
        // A session of its own, for Ctrl-C goes to the terminal's whole group: in what order children end is their owner's to say.
        var info = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", "setsid", plan.Program, .. plan.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = plan.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in plan.Environment) info.Environment[name] = value;
        var log = new ProcessLog(plan.LogFile);
        var process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        ParentThread.Run(() => process.Start());
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ManagedProcess(process, log);

        void Keep(string? line)
        {
            if (line is not null) log.Add(line);
        }
    }

    /// <summary>The first line it prints, or has printed, that matches.</summary>
    /// <exception cref="TimeoutException">There was none in time; the text has the last lines there were.</exception>
    /// <exception cref="InvalidOperationException">It ended without printing one.</exception>
    public async Task<string> WaitForLineAsync([StringSyntax("Regex")] string pattern, TimeSpan timeout)
    {
        var line = _log.LineAsync(new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        timeout *= WaitFor.Slack;
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await Task.WhenAny(line, _process.WaitForExitAsync(limit.Token)).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        if (line.IsCompletedSuccessfully) return await line;
        var state = _process.HasExited ? $"ended with {ExitCode.ToString(CultureInfo.InvariantCulture)}" : "is still running";
        var text = $"{Path.GetFileName(LogFile)}: no line like \"{pattern}\" within {timeout.TotalSeconds:0.#} s, the process {state}; it printed:\n{_log.Tail(15)}";
        throw _process.HasExited ? new InvalidOperationException(text) : new TimeoutException(text);
    }

    /// <summary>SIGKILL: no time for anything, as in a power cut. Returns when it is gone.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM and, after <paramref name="patience"/> (15 s), SIGKILL.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan? patience = null)
    {
        Signal(Sigterm);
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            Kill();
            return false;
        }
    }

    public Task WaitForExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    public void Signal(int number)
    {
        if (!_process.HasExited) _ = kill(_process.Id, number);
    }

    /// <summary>Memory and processor time so far.</summary>
    public ProcessUsage Usage() => ProcessUsage.Of(Id);

    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
