using System.Globalization;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>Asks devices once, through their drivers, as they would be polled.</summary>
internal static class DeviceTrial
{
    /// <summary>Drivers bound every request; a box that drips one byte after another through many of them is given up here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int AtOnce = 8;

    /// <summary>What does not answer.</summary>
    /// <param name="candidate">The config that names them.</param>
    /// <param name="changed">Which, with their places in it.</param>
    /// <param name="failing">Those that do not answer now either: that says nothing against the candidate.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<ConfigProblem>> RunAsync(AgentConfig candidate, IReadOnlyList<(int Index, string Id)> changed, IReadOnlySet<string> failing, CancellationToken cancellationToken)
    {
        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var context = new DriverContext(TimeProvider.System, pinger) { StateDir = candidate.StateDir };
            using var turns = new SemaphoreSlim(AtOnce);
            var asked = changed.Where(entry => !failing.Contains(entry.Id)).Select(async entry =>
            {
                // One that waits for its password is left out of the config until somebody types it.
                if (candidate.Devices.FirstOrDefault(device => device.Id == entry.Id) is not { } device) return null;
                await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    return await AskAsync(device, $"devices[{entry.Index}]", context, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    turns.Release();
                }
            });
            return [.. (await Task.WhenAll(asked).ConfigureAwait(false)).OfType<ConfigProblem>()];
        }
    }

    private static async Task<ConfigProblem?> AskAsync(DeviceConfig device, string path, DriverContext context, CancellationToken cancellationToken)
    {
        var driver = device.Driver.Create(device, context);
        await using (driver.ConfigureAwait(false))
        {
            using var patience = new CancellationTokenSource(Patience, context.Time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            try
            {
                return await driver.PollAsync(limit.Token).ConfigureAwait(false) switch
                {
                    // Often the agent itself, which polls it meanwhile.
                    PollResult.Failed { Error.Kind: PollErrorKind.SessionTaken } => null,
                    PollResult.Failed { Error: var error } => new ConfigProblem(path, $"{device.Id}: {error.Detail}", error.Remedy),
                    PollResult.Read { Reading.Members: { Count: > 0 } members } when members.All(member => member.Record.Up != true) =>
                        new ConfigProblem(path, string.Create(CultureInfo.InvariantCulture, $"{device.Id}: none of its {members.Count} targets answers"), "check that the POP has a route to them and that they may answer ping"),
                    _ => null,
                };
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new ConfigProblem(path, string.Create(CultureInfo.InvariantCulture, $"{device.Id}: no end of its answers within {Patience.TotalSeconds} s"), "check the link to the device, and whether something else keeps it busy");
            }
        }
    }
}
