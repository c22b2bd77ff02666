using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Vrp.Screens;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>One poll: the order of commands and how their answers make one reading.</summary>
internal sealed class VrpPoll(VrpSession session, VrpMemory memory, VrpOptions options, bool isBng)
{
    private static readonly VrpCommand[] Slow = [VrpCommand.Device, VrpCommand.Power, VrpCommand.Fan, VrpCommand.OpticalBrief, VrpCommand.Interfaces];
    private static readonly VrpCommand[] SlowOfBng = [VrpCommand.AccessUserSlot, VrpCommand.AccessUserUsage, VrpCommand.PoolUsage];
    private readonly List<Reading> _parts = [];

    /// <exception cref="CliException">The session is over, or the box is none that this driver knows.</exception>
    public async Task<Reading> RunAsync(CancellationToken cancellationToken)
    {
        await AskAsync(VrpCommand.Version, cancellationToken).ConfigureAwait(false);
        if (_parts is []) throw new CliException(new CliError(CliErrorKind.NoCommonAlgorithm, $"{options.Target} does not answer \"{VrpCommand.Version}\" as a VRP box does", "check that url and driver fit the box"));
        foreach (var command in (VrpCommand[])[VrpCommand.CpuUsage, VrpCommand.MemoryUsage, VrpCommand.Health, VrpCommand.InterfaceBrief]) await AskAsync(command, cancellationToken).ConfigureAwait(false);
        if (isBng) await FirstOfAsync([VrpCommand.AccessUser, VrpCommand.AccessUserTotal], cancellationToken).ConfigureAwait(false);
        await FirstOfAsync([VrpCommand.BgpAllSummary, VrpCommand.BgpPeer], cancellationToken).ConfigureAwait(false);
        var isSlow = memory.SlowIsDue(options.SlowEvery);
        if (isSlow)
        {
            foreach (var command in isBng ? [.. Slow, .. SlowOfBng] : Slow) await AskAsync(command, cancellationToken).ConfigureAwait(false);
            await FirstOfAsync([VrpCommand.Temperature, VrpCommand.TemperatureAll], cancellationToken).ConfigureAwait(false);
            // Without "verbose" descriptions are broken at 80 columns, also inside words.
            await FirstOfAsync([VrpCommand.AlarmsVerbose, VrpCommand.Alarms, VrpCommand.AlarmsAll], cancellationToken).ConfigureAwait(false);
        }

        var reading = VrpReading.Of(_parts, memory, session.HostName);
        if (isSlow) memory.SlowWasRead();
        return reading with { Remarks = [.. Remarks(reading)] };
    }

    private IEnumerable<string> Remarks(Reading reading)
    {
        if (session.AsksForNewPassword) yield return "its password is expired or a first one: set another by hand and turn expiry off for this user, before the box lets nobody in";
        if (reading.Device?.CpuPct is null && memory.Missing.Contains(VrpCommand.Health))
            yield return $"it shows this user neither CPU nor memory (\"{VrpCommand.CpuUsage}\", \"{VrpCommand.Health}\"): log in to its admin virtual system, and give the user level 1 or more";
        if (isBng && reading.Sessions.All(sessions => sessions.Active is null)) yield return $"it does not count its subscribers (\"{VrpCommand.AccessUser}\"): give the user level 1 or more; for a box without subscribers use the driver huawei-vrp";
    }

    /// <summary>The first that the box has.</summary>
    private async Task FirstOfAsync(VrpCommand[] commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            await AskAsync(command, cancellationToken).ConfigureAwait(false);
            if (!IsLeftOut(command)) return;
        }
    }

    private async Task AskAsync(VrpCommand command, CancellationToken cancellationToken)
    {
        if (IsLeftOut(command)) return;
        var answer = await session.AskAsync(command, cancellationToken).ConfigureAwait(false);
        var reading = VrpParsers.ByCommand[command](answer);
        // Some releases answer with every subscriber there is: once is enough.
        if (command == VrpCommand.AccessUser && AccessUserScreen.IsList(answer)) memory.TooLong.Add(command);
        if (reading.Device is not null || reading.Parts().Any() || reading.Alarms is not null || reading.Dropped > 0) _parts.Add(reading);
        else if (answer.Refusal is not null) memory.Missing.Add(command);
    }

    private bool IsLeftOut(VrpCommand command) => memory.Missing.Contains(command) || memory.TooLong.Contains(command);
}
