using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Common.Memory;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Common.Systemd;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>run</c>: the agent itself, until SIGTERM or SIGINT.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "a config that was written by hand; without it the agent is what the office made of this machine (enroll)" };
        var command = new Command("run", "Poll, keep and send until stopped") { config, StateDirOption.Create() };
        command.SetAction((parsed, _) => parsed.GetValue(config) is { } file ? RunAsync(file.FullName) : RunEnrolledAsync(StateDirOption.Of(parsed)));
        return command;
    }

    private static async Task<int> RunEnrolledAsync(string stateDir)
    {
        await using var heap = NativeHeap.TryKeepSmall(TimeProvider.System);
        return await RunAsync(stateDir, (logs, systemd, stop) => new EnrolledRun(stateDir, logs, TimeProvider.System) { Check = CheckParts.Inside, Log = LogTail.Of(logs), Updates = UpdateParts.Inside(stateDir, logs) }.RunAsync(systemd, stop));
    }

    private static async Task<int> RunAsync(string path)
    {
        await using var heap = NativeHeap.TryKeepSmall(TimeProvider.System);
        // The config comes before the stores: a file that cannot be read must not touch what waits in them.
        var load = AgentConfigFile.Load(path);
        foreach (var warning in load.Warnings) await Console.Error.WriteLineAsync($"warning: {warning}");
        foreach (var error in load.Errors) await Console.Error.WriteLineAsync($"error: {error}");
        if (load.Config is not { } config) return 2;

        return await RunAsync(config.StateDir, async (logs, systemd, stop) =>
        {
            var process = new AgentProcess(config, logs) { Log = LogTail.Of(logs), ConfigFile = path, FullCheck = CheckParts.Inside(new CheckedConfig(path, config, load.Warnings, [])) };
            return AgentExitCode.Of(await process.RunAsync(systemd, stop));
        });
    }

    private static async Task<int> RunAsync(string stateDir, Func<ILoggerFactory, SystemdNotifier, CancellationToken, Task<int>> run)
    {
        using var logs = AgentLog.ToStandardError();
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            return await run(logs, SystemdNotifier.FromEnvironment(), stop.Token);
        }
        catch (Exception error) when (error is StateDirectoryException or StoreIsNewerException)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return 1;
        }
        catch (SqliteException error)
        {
            await Console.Error.WriteLineAsync($"error: a store in {stateDir} cannot be opened: {error.Message}; check disk space and the disk's health");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
