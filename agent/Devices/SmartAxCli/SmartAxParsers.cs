using EdgeNoc.Agent.Devices.Cli;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>The answers that are read, by their commands.</summary>
internal static class SmartAxParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        CliCaptures.Of("display ont info summary", OntSummary.Parse),
        CliCaptures.Of("display ont optical-info", OntOptics.Parse),
        CliCaptures.Of("display ont info", OntInfo.Parse),
        CliCaptures.Of("display version", SmartAxBox.ParseVersion),
        CliCaptures.Of("display sysuptime", SmartAxBox.ParseUptime),
        CliCaptures.Of("display board", SmartAxBox.ParseBoards),
        CliCaptures.Of("display temperature", SmartAxBox.ParseTemperatures),
        CliCaptures.Of("display cpu", SmartAxBox.ParseCpu),
        CliCaptures.Of("display mem", SmartAxBox.ParseMemory),
    ];
}
