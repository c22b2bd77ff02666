using EdgeNoc.Agent.Devices.Cli;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary>The answers that are read, by their commands.</summary>
internal static class ZteParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        CliCaptures.Of("show gpon onu state", ZteOnuState.Parse),
        CliCaptures.Of("show gpon onu baseinfo", ZteBaseInfo.Parse),
        CliCaptures.Of("show gpon onu detail-info", ZteOnuDetail.Parse),
        CliCaptures.Of("show pon power onu-rx", ZtePower.ParseOnuRx),
        CliCaptures.Of("show pon power onu-tx", ZtePower.ParseOnuTx),
        CliCaptures.Of("show pon power olt-rx", ZtePower.ParseOltRx),
        CliCaptures.Of("show pon power attenuation", ZtePower.ParseAttenuation),
    ];
}
