using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>The agent of a machine that the office gave its config: waits to be enrolled, runs, and begins anew when what it is has changed.</summary>
internal sealed class EnrolledRun(string stateDir, ILoggerFactory logs, TimeProvider time)
{
    private readonly ILogger _logger = logs.CreateLogger("EdgeNoc.Enrolment");

    /// <summary>Makes what a long press of the cabinet's button begins.</summary>
    public Func<CheckedConfig, FullCheck>? Check { get; init; }

    /// <returns>The exit code.</returns>
    /// <exception cref="StateDirectoryException">Another agent runs there.</exception>
    public async Task<int> RunAsync(SystemdNotifier systemd, CancellationToken stop)
    {
        if (!TryMakeStateDir()) return 1;
        var folder = new EnrolledFolder(stateDir);
        while (!stop.IsCancellationRequested)
        {
            if (folder.Identity() is not { } identity)
            {
                if (!await new ClaimWait(stateDir, ClaimFile.Places(stateDir), systemd, time, _logger).RunAsync(stop)) return 0;
                continue;
            }

            var (load, waiting) = EnrolledConfig.Read(folder, identity.Site, stateDir);
            foreach (var warning in load.Warnings) await Console.Error.WriteLineAsync($"warning: {warning}");
            foreach (var error in load.Errors) await Console.Error.WriteLineAsync($"error: {error}");
            if (load.Config is not { } config) return 2;
            foreach (var device in waiting)
                _logger.LogWarning("{Device} is not polled: its password is not known; type it here with: sudo edgenoc-agent secret set {Device}, or in the office", device, device);
            await RunOnceAsync(folder, identity, config, Check?.Invoke(new CheckedConfig(folder.Config, config, load.Warnings, waiting)), systemd, stop);
        }

        return 0;
    }

    private async Task RunOnceAsync(EnrolledFolder folder, SiteIdentity identity, AgentConfig config, FullCheck? check, SystemdNotifier systemd, CancellationToken stop)
    {
        using var anew = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var serial = MachineSerial.Read();
        var isMoved = serial != identity.Serial;
        var inbox = new SecretsInbox(folder, stateDir, _logger);
        var approval = isMoved ? AwaitApprovalAsync(folder, identity, serial, anew) : Task.CompletedTask;
        await using var typed = new TypedSecrets(folder, anew.Cancel, time);
        var process = new AgentProcess(config, logs)
        {
            FullCheck = check,
            Enrolled = new EnrolledAgent { Serial = serial, MayConnect = !isMoved, Time = identity.Time, OnCommand = inbox.OnCommand, Secrets = () => inbox.Version, End = stop },
        };
        try
        {
            await process.RunAsync(systemd, anew.Token);
        }
        finally
        {
            await anew.CancelAsync();
            await approval.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AwaitApprovalAsync(EnrolledFolder folder, SiteIdentity identity, string serial, CancellationTokenSource anew)
    {
        if (await new MoveApproval(folder, identity, stateDir, serial, time, _logger).RunAsync(anew.Token)) await anew.CancelAsync();
    }

    private bool TryMakeStateDir()
    {
        try
        {
            if (!Directory.Exists(stateDir)) PrivateFile.MakeFolder(stateDir);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {stateDir} cannot be made ({error.Message}): make it and give it to user {Environment.UserName}, or name another with --state-dir");
            return false;
        }
    }
}
