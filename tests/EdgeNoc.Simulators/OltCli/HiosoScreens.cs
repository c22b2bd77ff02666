using System.Text.RegularExpressions;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>What a Hioso EPON OLT with two PONs and numbered ONUs says; one in eight is down, the second PON has none.</summary>
internal static partial class HiosoScreens
{
    /// <summary>Null for a command that the box does not have.</summary>
    public static string? Of(string command, int onus, OltCliFault fault)
    {
        var board = fault == OltCliFault.OtherForm ? 0 : 1;
        if (ListPattern().Match(command) is { Success: true } list) return list.Groups["board"].Value == $"{board}" && list.Groups["pon"].ValueSpan is "1" or "2" ? Onus(board, list.Groups["pon"].ValueSpan is "1" ? onus : 0, fault) : "! Invalid interface";
        if (fault == OltCliFault.StatesAlone) return null;
        if (LevelPattern().Match(command) is { Success: true } level) return Level(int.Parse(level.Groups["onu"].ValueSpan));
        return command switch
        {
            "show version" => "Version : V1.1.21\nDate    : 20251105",
            "show system" => "  System Description : EPON\n  System Information\n   System Up Time      : 1h 54m 38s\n   System Name         : OLT\n   MAC Address         : 78-5C-72-AB-85-44",
            "show process cpu" => "  CPU Utilization in the past 5 seconds : 6%",
            _ => null,
        };
    }

    private static string Onus(int board, int onus, OltCliFault fault)
    {
        var hasTime = fault != OltCliFault.OtherForm;
        return $"OnuId    Mac               Status Firmware ChipId GE FE POTS CTCStatus CTCVer Active{(hasTime ? " Uptime" : "")} Name\n==============================================================================================\n"
            + string.Join('\n', Enumerable.Range(1, fault == OltCliFault.NoOnus ? 0 : onus).Select(onu =>
                $"{$"{board}/1:{onu}",-8} 70:b6:4f:a4:{onu / 256:x2}:{onu % 256:x2} {(IsDown(onu) ? "Down" : "Up  ")}   V5.0.8   0x741B 1  0  2    {(IsDown(onu) ? "NA        " : "CtcNegDone")} V2.1   Yes{(!hasTime ? "" : IsDown(onu) ? " --" : $" 17H 22M {onu % 60:00}S")}{Name(onu, fault)}"));
    }

    private static string Name(int onu, OltCliFault fault) => onu % 5 == 0 ? "" : fault == OltCliFault.PromptLikeNames ? (onu % 2 == 0 ? " Epon#" : " --- Enter Key To Continue ----") : $" CLIENT-{onu:000}";

    private static string Level(int onu) => IsDown(onu)
        ? $"\n! Onu {onu} is offline!"
        : $" Temperature  : {40 + (onu % 20)}.00 C\n Voltage      : 3.00  V\n TxBias       : 17.00 mA\n TxPower      : 2.32 dBm\n RxPower      : -14.{onu % 100:00} dBm";

    private static bool IsDown(int onu) => onu % 8 == 3;

    [GeneratedRegex(@"^show onu info epon (?<board>\d)/(?<pon>\d{1,2}) all$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"^show onu optical-ddm epon \d/1 (?<onu>\d{1,3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LevelPattern();
}
