using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>One poll: the order of commands and how their answers make one reading.</summary>
internal sealed class VrpPoll(VrpSession session, VrpMemory memory, VrpOptions options, bool isBng)
{
    private static readonly VrpCommand[] Slow = [VrpCommand.Device, VrpCommand.Power, VrpCommand.Fan, VrpCommand.OpticalBrief, VrpCommand.Interfaces];
    private static readonly VrpCommand[] SlowOfBng = [VrpCommand.AccessUserSlot, VrpCommand.AccessUserUsage, VrpCommand.PoolUsage, VrpCommand.AlarmsVerbose];
    private readonly List<Reading> _parts = [];

    /// <exception cref="CliException">The session is over, or the box is none that this driver knows.</exception>
    public async Task<Reading> RunAsync(CancellationToken cancellationToken)
    {
        await AskAsync(VrpCommand.Version, cancellationToken).ConfigureAwait(false);
        if (_parts is []) throw new CliException(new CliError(CliErrorKind.NoCommonAlgorithm, $"{options.Target} does not answer \"{VrpCommand.Version}\" as a VRP box does", "check that url and driver fit the box"));
        foreach (var command in (VrpCommand[])[VrpCommand.CpuUsage, VrpCommand.MemoryUsage, VrpCommand.Health, VrpCommand.InterfaceBrief]) await AskAsync(command, cancellationToken).ConfigureAwait(false);
        if (isBng) await AskAsync(VrpCommand.AccessUser, cancellationToken).ConfigureAwait(false);
        await EitherAsync(VrpCommand.BgpAllSummary, VrpCommand.BgpPeer, cancellationToken).ConfigureAwait(false);
        if (memory.SlowIsDue(options.SlowEvery))
        {
            foreach (var command in isBng ? [.. Slow, .. SlowOfBng] : Slow) await AskAsync(command, cancellationToken).ConfigureAwait(false);
            await EitherAsync(VrpCommand.Temperature, VrpCommand.TemperatureAll, cancellationToken).ConfigureAwait(false);
            if (!isBng) await EitherAsync(VrpCommand.AlarmsVerbose, VrpCommand.AlarmsAll, cancellationToken).ConfigureAwait(false);
            memory.SlowWasRead();
        }

        return VrpReading.Of(_parts, memory, session.HostName);
    }

    private async Task EitherAsync(VrpCommand first, VrpCommand second, CancellationToken cancellationToken)
    {
        await AskAsync(first, cancellationToken).ConfigureAwait(false);
        if (memory.Missing.Contains(first)) await AskAsync(second, cancellationToken).ConfigureAwait(false);
    }

    private async Task AskAsync(VrpCommand command, CancellationToken cancellationToken)
    {
        if (memory.Missing.Contains(command)) return;
        var answer = await session.AskAsync(command, cancellationToken).ConfigureAwait(false);
        var reading = VrpParsers.ByCommand[command](answer);
        if (reading.Device is not null || reading.Parts().Any() || reading.Tables.Count > 0 || reading.Dropped > 0) _parts.Add(reading);
        else if (answer.Refusal is not null) memory.Missing.Add(command);
    }
}
