using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Commands;

/// <summary>The agent of a machine that the office gave its config: waits to be enrolled, runs, and begins anew when what it is has changed.</summary>
internal sealed class EnrolledRun(string stateDir, ILoggerFactory logs, TimeProvider time)
{
    private static readonly TimeSpan LookForLocalEvery = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logs.CreateLogger("EdgeNoc.Enrolment");

    /// <summary>Makes what a long press of the cabinet's button begins.</summary>
    public Func<CheckedConfig, FullCheck>? Check { get; init; }

    /// <summary>Keeps the last lines of the log.</summary>
    public required LogTail Log { get; init; }

    /// <summary>Makes what fetches new versions for a site.</summary>
    public Func<SiteIdentity, ISiteUpdates>? Updates { get; init; }

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

            var check = new CandidateCheck(folder, identity.Site, stateDir, DeviceTrial.RunAsync);
            using var configs = new ConfigDesk(folder, identity, check, time, logs.CreateLogger("EdgeNoc.Config"));
            if (await RunEnrolledAsync(folder, identity, configs, systemd, stop) is { } code) return code;
        }

        return 0;
    }

    /// <summary>Runs one enrolment of this machine, a run after the other; null when it is another one now.</summary>
    private async Task<int?> RunEnrolledAsync(EnrolledFolder folder, SiteIdentity enrolled, ConfigDesk configs, SystemdNotifier systemd, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            configs.LookForLocal();
            if (folder.Identity() is not { } identity || identity.Time != enrolled.Time) return null;
            var file = configs.FileToRun;
            var (load, waiting) = EnrolledConfig.Read(folder, file, identity.Site, stateDir);
            foreach (var warning in load.Warnings) await Console.Error.WriteLineAsync($"warning: {warning}");
            foreach (var error in load.Errors) await Console.Error.WriteLineAsync($"error: {error}");
            if (load.Config is not { } config)
            {
                if (!configs.IsOnTrial) return 2;
                configs.RunFailed(string.Join("; ", load.Errors));
                continue;
            }

            foreach (var device in waiting)
                _logger.LogWarning("{Device} is not polled: its password is not known; type it here with: sudo edgenoc-agent secret set {Device}, or in the office", device, device);
            try
            {
                if (await RunOnceAsync(folder, identity, config, configs, Check?.Invoke(new CheckedConfig(file, config, load.Warnings, waiting)), systemd, stop) == AgentEnd.BeginAnew) return AgentExitCode.BeginAnew;
            }
            catch (Exception error) when (configs.IsOnTrial && !stop.IsCancellationRequested && error is not StateDirectoryException)
            {
                configs.RunFailed(error.Message);
            }
        }

        return 0;
    }

    private async Task<AgentEnd> RunOnceAsync(EnrolledFolder folder, SiteIdentity identity, AgentConfig config, ConfigDesk configs, FullCheck? check, SystemdNotifier systemd, CancellationToken stop)
    {
        using var anew = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var serial = MachineSerial.Read();
        var isMoved = serial != identity.Serial;
        var inbox = new SecretsInbox(folder, stateDir, _logger);
        var approval = isMoved ? AwaitApprovalAsync(folder, identity, serial, anew) : Task.CompletedTask;
        var errand = folder.NocKey() is null ? new NocKeyErrand(folder, identity, time, _logger).RunAsync(configs.KeyCame, anew.Token) : Task.CompletedTask;
        await using var typed = new TypedSecrets(folder, anew.Cancel, time);
        await using var madeHere = time.CreateTimer(_ => configs.LookForLocal(), null, LookForLocalEvery, LookForLocalEvery);
        await using var updates = Updates?.Invoke(identity);
        var process = new AgentProcess(config, logs)
        {
            Log = Log,
            ConfigFile = configs.FileToRun,
            FullCheck = check,
            Enrolled = new EnrolledAgent { Serial = serial, MayConnect = !isMoved, Time = identity.Time, OnCommand = OnCommand, Secrets = () => inbox.Version, Updates = updates, End = stop, Configs = configs, BeginAnew = () => _ = anew.CancelAsync() },
        };
        try
        {
            return await process.RunAsync(systemd, anew.Token);
        }
        finally
        {
            await anew.CancelAsync();
            await errand.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await approval.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void OnCommand(MqttMessage message)
        {
            inbox.OnCommand(message);
            updates?.OnCommand(message);
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
