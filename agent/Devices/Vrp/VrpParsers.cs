using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Vrp.Screens;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>What each command's answer becomes: for the poll, the verb <c>parse</c> and the walk over the captures.</summary>
internal static class VrpParsers
{
    public static IReadOnlyDictionary<VrpCommand, Func<VrpAnswer, Reading>> ByCommand { get; } = new Dictionary<VrpCommand, Func<VrpAnswer, Reading>>
    {
        [VrpCommand.Version] = VersionScreen.Parse,
        [VrpCommand.CpuUsage] = LoadScreens.Cpu,
        [VrpCommand.MemoryUsage] = LoadScreens.Memory,
        [VrpCommand.Health] = BoardScreens.Health,
        [VrpCommand.Device] = BoardScreens.Device,
        [VrpCommand.Temperature] = TemperatureScreen.Parse,
        [VrpCommand.TemperatureAll] = TemperatureScreen.Parse,
        [VrpCommand.Power] = PowerScreens.Power,
        [VrpCommand.Fan] = PowerScreens.Fan,
        [VrpCommand.InterfaceBrief] = InterfaceBriefScreen.Parse,
        [VrpCommand.EthernetBrief] = InterfaceBriefScreen.Parse,
        [VrpCommand.Interfaces] = InterfaceScreen.Parse,
        [VrpCommand.OpticalBrief] = OpticsScreen.Parse,
        [VrpCommand.AccessUser] = AccessUserScreen.Parse,
        [VrpCommand.AccessUserTotal] = AccessUserScreen.Parse,
        [VrpCommand.AccessUserSlot] = AccessUserScreen.Slots,
        [VrpCommand.AccessUserUsage] = AccessUserScreen.Usage,
        [VrpCommand.Domain] = AccessUserScreen.Domains,
        [VrpCommand.PoolUsage] = PoolScreens.Usage,
        [VrpCommand.Pool] = PoolScreens.Pools,
        [VrpCommand.BgpPeer] = BgpScreen.Parse,
        [VrpCommand.BgpAllSummary] = BgpScreen.Parse,
        [VrpCommand.Alarms] = AlarmScreen.Parse,
        [VrpCommand.AlarmsVerbose] = AlarmScreen.Parse,
        [VrpCommand.AlarmsAll] = AlarmScreen.Parse,
        [VrpCommand.OnlineFails] = OnlineFailScreen.Parse,
        [VrpCommand.OnlineFailsBrief] = OnlineFailScreen.Parse,
    };

    public static IReadOnlyList<CaptureParser> All { get; } = [.. ByCommand.Select(entry => new CaptureParser(entry.Key.Text, capture => Parse(entry.Key, entry.Value, capture)))];

    private static PollResult Parse(VrpCommand command, Func<VrpAnswer, Reading> parse, ReadOnlyMemory<byte> capture)
    {
        var answer = VrpText.Read(capture, command.Text);
        var reading = parse(answer);
        if (reading.Device is not null || reading.Parts().Any() || reading.Alarms is { Count: > 0 } || reading.Tables.Any(table => table.Rows.Count > 0)) return new PollResult.Read(reading);
        return answer.Refusal is { } refusal
            ? Failed(PollErrorKind.Unsupported, $"the box refused \"{command}\": {refusal}", "see that the user's level allows it (1, monitoring) and that this release has the command")
            : Failed(PollErrorKind.ParseFailed, $"nothing in it is an answer to \"{command}\"", "check that --command is the command that was answered");
    }

    private static PollResult.Failed Failed(PollErrorKind kind, string detail, string remedy) => new(new PollError(kind, detail, remedy));
}
