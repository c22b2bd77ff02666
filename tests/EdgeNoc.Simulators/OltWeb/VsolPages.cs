using System.Globalization;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>The tables of a VSOL with numbered ONUs on two PONs, headings first; of eight ONUs one is without power, one without light.</summary>
internal static class VsolPages
{
    public static Dictionary<string, string[][]> Of(int onus, VsolFault fault) => fault == VsolFault.Gpon
        ? new(StringComparer.Ordinal) { ["onuauthinfo"] = [["ONU ID", "Status", "Description", "Model", "Profile", "Mode", "Info", "Action"], .. Numbers(onus).Select(Gpon)], ["systeminfo"] = Box }
        : new(StringComparer.Ordinal)
        {
            ["onustatusinfo"] = [["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "Last Register Time", "Last Deregister Time", "Last Deregister Reason", "Alive Time"], .. Numbers(onus).Select(onu => State(onu, fault))],
            ["onuauthinfo"] = [["ONU ID", "Status", "MAC Address", "Description", "RTT(TQ)", "Type", "Auth Flag", "Exchange"], .. Numbers(onus).Select(onu => Auth(onu, fault))],
            ["onuopmdiag"] = [["ONU ID", "MAC Address", "Description", "Distance(m)", "Temperature(&deg;C)", "Supply Voltage", "TX Bias Current", "TX Power", "RX Power"], .. Numbers(onus).Where(IsUp).Select(onu => Levels(onu, fault))],
            ["systeminfo"] = Box,
        };

    private static string[][] Box => [["System Name", "OLT-VSOL"], ["Device Model", "V1600D4"], ["Software Version", "V1.01.51"], ["CPU Usage", "12%"], ["Memory Usage", "38%"]];

    private static string[] State(int onu, VsolFault fault) =>
        [Id("EPON", onu), IsUp(onu) ? "Online" : "Offline", Mac(onu), Name(onu, fault), Text(1000 + onu), "2026/01/01 00:00:00", "2026/01/01 00:00:00", IsUp(onu) || onu % 8 == 5 ? "Wire Down" : "Power Off", IsUp(onu) ? $"1d 02:03:{onu % 60:00}" : ""];

    private static string[] Auth(int onu, VsolFault fault) => [Id("EPON", onu), IsUp(onu) ? "Online" : "Offline", Mac(onu), Name(onu, fault), Text(672 + onu), "1GE", "True", IsUp(onu) ? "Finish" : "MPCP DEREG"];

    private static string[] Levels(int onu, VsolFault fault) => fault == VsolFault.DeadRails && onu is 1 or 2
        ? [Id("EPON", onu), Mac(onu), Name(onu, fault), Text(1000 + onu), "46.01", onu == 1 ? "6.55" : "0.00", onu == 1 ? "131.07" : "0.00", onu == 1 ? "8.16" : "-40.00", "-40.00"]
        : [Id("EPON", onu), Mac(onu), Name(onu, fault), Text(1000 + onu), $"46.{onu % 100:00}", "3.21", "13.55", $"2.{onu % 100:00}", $"-20.{onu % 100:00}"];

    private static string[] Gpon(int onu) => [Id("GPON", onu), IsUp(onu) ? "Online" : "Offline", $"CLIENT-{onu:000}", "HG323", "default", "sn", $"VSOL{onu:X8}", ""];

    public static bool IsUp(int onu) => onu % 8 is not (3 or 5);

    private static string Id(string kind, int onu) => $"{kind}0/{(onu % 2) + 1}:{((onu - 1) / 2) + 1}";

    private static string Mac(int onu) => $"00:D3:9E:00:{onu / 256:X2}:{onu % 256:X2}";

    private static string Name(int onu, VsolFault fault) => onu % 7 == 0 ? "" : fault == VsolFault.Gb2312 ? $"用户{onu:000}" : $"CLIENT-{onu:000}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<int> Numbers(int onus) => Enumerable.Range(1, onus);
}
