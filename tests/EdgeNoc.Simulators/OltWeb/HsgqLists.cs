namespace EdgeNoc.Simulators.OltWeb;

/// <summary>The lists of an HSGQ with numbered ONUs on two ports; of eight ONUs one is without power, one without light. Fields are those that clients and the maker's web pages name.</summary>
internal static class HsgqLists
{
    /// <summary>The value of <c>data</c> by path and query.</summary>
    public static Dictionary<string, string> Of(int onus, HsgqFault fault) => fault switch
    {
        HsgqFault.Gpon => new(StringComparer.Ordinal) { ["/ontinfo_table"] = List(onus, Ont), ["/gponmgmt?form=optical_onu"] = List(onus, onu => Levels(onu, "work_temprature")) },
        HsgqFault.ByPort => new(StringComparer.Ordinal)
        {
            ["/board?info=pon"] = $"[{string.Join(',', new[] { 1, 2 }.Select(port => $$"""{"port_id":{{port}},"online":{{Numbers(onus).Count(onu => PortOf(onu) == port && IsUp(onu))}},"offline":{{Numbers(onus).Count(onu => PortOf(onu) == port && !IsUp(onu))}}}"""))}]",
            ["/onu_allow_list?port_id=1"] = List(onus, Onu, 1),
            ["/onu_allow_list?port_id=2"] = List(onus, Onu, 2),
        },
        _ => new(StringComparer.Ordinal) { ["/onutable"] = List(onus, onu => fault == HsgqFault.OtherSpelling ? Onu(onu).Replace("work_temprature", "work_temperature", StringComparison.Ordinal) : Onu(onu)) },
    };

    private static string Onu(int onu) =>
        $$"""{"port_id":{{PortOf(onu)}},"onu_id":{{((onu - 1) / 2) + 1}},"onu_name":"CLIENT-{{onu:000}}","macaddr":"38:3a:21:00:{{onu / 256:x2}}:{{onu % 256:x2}}","status":"{{(IsUp(onu) ? "Online" : "Offline")}}","auth_state":1,"register_time":"2026/03/04 12:29:54","last_down_time":"2026/03/04 12:00:00","last_down_reason":"{{(onu % 8 == 5 ? "LOS" : "Power Down")}}","distance":{{1000 + onu}},"receive_power":"-22.{{onu % 10_000:0000}} dBm","work_temprature":"{{20 + (onu % 30)}} C"}""";

    private static string Ont(int onu) =>
        $$"""{"port_id":{{PortOf(onu)}},"ont_id":{{((onu - 1) / 2) + 1}},"ont_sn":"HSGQ{{onu:X8}}","ont_name":"CLIENT-{{onu:000}}","rstate":{{(IsUp(onu) ? 1 : 2)}},"last_u_time":"2026/03/04 12:29:54","last_d_time":"2026/03/04 12:00:00","last_d_cause":"{{(onu % 8 == 5 ? "LOS" : "dying-gasp")}}"}""";

    private static string Levels(int onu, string temperature) =>
        $$"""{"port_id":{{PortOf(onu)}},"ont_id":{{((onu - 1) / 2) + 1}},"ont_name":"CLIENT-{{onu:000}}","{{temperature}}":"{{20 + (onu % 30)}} C","work_voltage":"3.30 V","transmit_bias":"9 mA","transmit_power":"2.{{onu % 10_000:0000}} dBm","receive_power":"-22.{{onu % 10_000:0000}} dBm"}""";

    private static bool IsUp(int onu) => onu % 8 is not (3 or 5);

    private static int PortOf(int onu) => (onu % 2) + 1;

    private static string List(int onus, Func<int, string> row, int? port = null) => $"[{string.Join(',', Numbers(onus).Where(onu => port is null || PortOf(onu) == port).Select(row))}]";

    private static IEnumerable<int> Numbers(int onus) => Enumerable.Range(1, onus);
}
