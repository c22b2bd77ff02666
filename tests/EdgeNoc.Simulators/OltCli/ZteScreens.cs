using System.Text.RegularExpressions;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>What a C320 with numbered ONUs says, 64 of them on a PON; of sixteen one is without power, one without light, one gone.</summary>
internal static partial class ZteScreens
{
    private const int OnusAPon = 64;

    /// <summary>Null for a command that the box does not have.</summary>
    public static string? Of(string command, int onus, OltCliFault fault)
    {
        var isShort = fault == OltCliFault.OtherForm;
        if (command == "show gpon onu state")
        {
            return fault == OltCliFault.NoOnus ? "No related information to show."
                : isShort ? "OnuIndex   Admin State  OMCC State  Phase State  Channel\n--------------------------------------------------------------\n" + Rows(1, onus, (id, onu) => $"{id,-11} enable       {Omcc(onu)}      {Phase(onu),-12} 1(GPON)")
                : "OnuIndex               Admin State  OMCC State   O7 State     Phase State\n----------------------------------------------------------------------------\n"
                    + Rows(1, onus, (id, onu) => $"gpon-onu_{id,-13} enable       {Omcc(onu)}       {(Phase(onu) == "working" ? "operation" : "unknown"),-12} {Phase(onu)}");
        }

        if (OnuPattern().Match(command) is { Success: true } one)
        {
            return $"ONU interface:         gpon-onu_{one.Groups["onu"].Value}\n  Name:                CLIENT-{one.Groups["number"].Value}\n  Serial number:       ZTEG000000{one.Groups["number"].Value}\n  Password:            onu-secret-7\n  Phase state:         working\n  ONU Distance:        1234m";
        }

        if (fault == OltCliFault.StatesAlone || PortPattern().Match(command) is not { Success: true } port) return null;
        var first = ((int.Parse(port.Groups["pon"].ValueSpan) - 1) * OnusAPon) + 1;
        var last = Math.Min(onus, first + OnusAPon - 1);
        return port.Groups["what"].Value switch
        {
            "onu baseinfo" => "OnuIndex                Type         Mode    AuthInfo                     State\n-----------------------------------------------------------------------------\n" + Rows(first, last, (id, onu) => $"gpon-onu_{id,-14} F660         sn      SN:ZTEG{onu:X8}              ready"),
            "power onu-rx" => "Onu                 Rx power\n------------------------------------\n" + Rows(first, last, (id, onu) => $"gpon-onu_{id,-10} {Level(onu, $"-20.{onu % 1000:000}")}"),
            "power onu-tx" => "Onu                 Tx power\n------------------------------------\n" + Rows(first, last, (id, onu) => $"gpon-onu_{id,-10} {Level(onu, $"2.{onu % 1000:000}")}"),
            "power olt-rx" => "Onu                 Rx power\n------------------------------------\n" + Rows(first, last, (id, onu) => $"gpon-onu_{id,-10} {(Phase(onu) == "working" ? $"-25.{onu % 1000:000}(dbm)" : "no signal")}"),
            _ => null,
        };
    }

    private static string Phase(int onu) => (onu % 16) switch { 3 => "DyingGasp", 7 => "LOS", 11 => "OffLine", _ => "working" };

    private static string Omcc(int onu) => Phase(onu) == "working" ? "enable " : "disable";

    private static string Level(int onu, string level) => Phase(onu) == "working" ? $"{level}(dbm)" : "N/A";

    private static string Rows(int first, int last, Func<string, int, string> row) =>
        string.Join('\n', Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(onu => row($"1/1/{((onu - 1) / OnusAPon) + 1}:{((onu - 1) % OnusAPon) + 1}", onu)));

    [GeneratedRegex(@"^show (?:gpon (?<what>onu baseinfo)|pon (?<what>power (?:onu-rx|onu-tx|olt-rx))) gpon-olt_1/1/(?<pon>\d{1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PortPattern();

    [GeneratedRegex(@"^show gpon onu detail-info gpon-onu_(?<onu>\d{1,3}/\d{1,3}/\d{1,3}:(?<number>\d{1,3}))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OnuPattern();
}
