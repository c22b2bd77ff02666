using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>Tries devices of a candidate: <see cref="DeviceTrial.RunAsync"/>, or a test's own.</summary>
internal delegate Task<IReadOnlyList<ConfigProblem>> TryDevices(AgentConfig candidate, IReadOnlyList<(int Index, string Id)> changed, IReadOnlySet<string> failing, CancellationToken cancellationToken);

/// <summary>Looks through a candidate as the agent reads any config, then tries the devices that it adds or changes.</summary>
internal sealed class CandidateCheck(EnrolledFolder folder, string site, string stateDir, TryDevices tryDevices)
{
    /// <exception cref="OperationCanceledException">Only when cancelled.</exception>
    public async Task<ConfigInput.Checked> RunAsync(long version, IReadOnlySet<string> failing, CancellationToken cancellationToken)
    {
        try
        {
            var files = ConfigFiles.Of(folder);
            var (running, candidate) = (files.ReadLastGood(), files.ReadCandidate());
            var load = EnrolledConfig.Read(folder, files.Candidate, site, stateDir).Load;
            if (load.Config is not { } config) return new(version, ConfigStages.Schema, [.. load.Errors.Select(Of)], IsSame: false);
            if (ConfigReach.AreSame(running, candidate)) return new(version, ConfigStages.Schema, [], IsSame: true);
            return new(version, ConfigStages.Devices, await tryDevices(config, ConfigChanges.Devices(running, candidate), failing, cancellationToken), IsSame: false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever a driver makes of an entry, the agent goes on with what it has.
            return new(version, ConfigStages.Devices, [new ConfigProblem(null, $"it cannot be tried: {error.Message}", "see the agent's log; nothing was changed")], IsSame: false);
        }
    }

    /// <summary>What is wrong with a file as a config of this machine; empty: nothing.</summary>
    public IReadOnlyList<ConfigProblem> Problems(string file) => [.. EnrolledConfig.Read(folder, file, site, stateDir).Load.Errors.Select(Of)];

    /// <summary>Puts a config of somebody at the POP where the agent takes it from, unless anything is wrong with it. It is checked where it will lie, since relative paths in it count from there.</summary>
    public IReadOnlyList<ConfigProblem> PutLocal(string config)
    {
        var beside = Path.Combine(folder.Path, "checked.json");
        PrivateFile.Write(beside, config);
        var problems = Problems(beside);
        if (problems.Count > 0)
        {
            File.Delete(beside);
            return problems;
        }

        // Before the agent may look: it has to be able to read what root wrote.
        Ownership.GiveToOwnerOf(stateDir);
        File.Move(beside, ConfigFiles.Of(folder).Local, overwrite: true);
        return [];
    }

    private static ConfigProblem Of(ConfigError error) => new(error.Path, error.Value is null ? error.Problem : $"{error.Value} {error.Problem}", error.Remedy);
}
