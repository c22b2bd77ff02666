using EdgeNoc.Agent.Devices.Cli;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary>The answers that are read, by their commands.</summary>
internal static class HiosoCliParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        CliCaptures.Of("show onu info", HiosoCliOnus.Parse),
        CliCaptures.Of("show onu upgrade-state", HiosoCliOnus.Parse),
        CliCaptures.Of("show onu optical-ddm", HiosoCliOptics.Parse),
        CliCaptures.Of("show epon", HiosoCliOptics.ParsePon),
        CliCaptures.Of("show system", HiosoCliBox.Parse),
        CliCaptures.Of("show version", HiosoCliBox.Parse),
        CliCaptures.Of("show process cpu", HiosoCliBox.Parse),
    ];
}
