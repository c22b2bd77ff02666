using System.Globalization;
using System.Text;

namespace EdgeNoc.Simulators.Vrp;

/// <summary>What an NE8000 M8 with numbered ports and users says; lines without their ends.</summary>
internal static class VrpScreens
{
    private const string Rule = "--------------------------------------------------------------------";

    /// <summary>Null for a command that the box does not have.</summary>
    public static string? Of(string command, int interfaces, VrpTrap traps) => command switch
    {
        "display version" => Version,
        "display cpu-usage" or "display memory-usage" or "display health" when traps.HasFlag(VrpTrap.NotAdmin) => null,
        "display cpu-usage" => "Cpu utilization statistics at 2026-11-20 10:46:53 787 ms\nSystem cpu use rate is : 23%\nCpu utilization for five seconds: 23% ;  one minute: 21% ;  five minutes: 20%.",
        "display memory-usage" => "System Total Memory Is: 15766020 Kbytes\nTotal Memory Used Is: 5507512 Kbytes\nMemory Using Percentage Is: 34%",
        "display health" => $"{Rule}\nSlot                           CPU Usage  Memory Usage(Used/Total)\n{Rule}\n9           IPU(Master)            23%          34%   5378MB/15396MB\n10          IPU(Slave)              8%          30%   4618MB/15396MB",
        "display device" => $"NE8000 M8's Device status:\n{Rule}\nSlot #   Type Online     Register     Status     Role   LsId   Primary\n{Rule}\n  1      PIC  Present    Registered   Normal     OTHER  0      NA\n  9      IPU  Present    Registered   Normal     MMB    0      Master\n  10     IPU  Present    Registered   Normal     MMB    0      Slave\n  11     PWR  Present    Registered   Normal     OTHER  0      NA\n  12     PWR  Present    Unregistered Abnormal   OTHER  0      NA\n{Rule}",
        "display power" => "No      Present     mode       State      InputPower                  Num\n-----------------------------------------------------------------------------------\n11      Yes         DC         Normal     166.67W                     1\n12      Yes         DC         Abnormal   0.00W                       1",
        "display fan" => "Slotid    : 13\nPresent   : YES\nRegistered: YES\nStatus    : AUTO\nFanSpeed  : [No.]Speed\n  [1]30%  [2]31%",
        "display temperature" => "  Base-Board, Unit:C, Slot 9\n----------------------------------------------------------------------------\nPCB          I2C Addr Chl Status   Minor Major Fatal FanTMin FanTMax Temp(C)\n----------------------------------------------------------------------------\nCR81IPU480DS   255 73   0   NORMAL   75    85    90    50       60       32\nCR81IPU480DS   255 74   0   NORMAL   75    85    90    50       60       47",
        "display optical-module brief" => "Port        Status Duplex Type          Wavelength RxPower     TxPower     Mode       VendorPN\n" + Rule + "\nGigabitEthernet0/1/1    up   full   10G-10km-sfp+ 1310nm     -5.20dBm   -2.75dBm    SingleMode PT7420\nGigabitEthernet0/1/2    down   full   10G-10km-sfp+ 1310nm     -40.00dBm   -2.80dBm    SingleMode PT7420",
        "display interface brief" => Brief(interfaces, traps.HasFlag(VrpTrap.TightRows)),
        "display interface" => Full(interfaces, traps),
        "display interface GigabitEthernet0/1/1" => Full(1, traps),
        "display access-user username user-7@isp1" or "display access-user mac-address 00e0-fc12-0007" or "display access-user ip-address 10.1.0.7" =>
            "  User access index          : 7\n  State                      : Used\n  User name                  : user-7@isp1\n  User IP address            : 10.1.0.7\n  User MAC                   : 00e0-fc12-0007",
        "display access-user" when traps.HasFlag(VrpTrap.ListsUsers) => Everybody(),
        "display access-user" => Users(traps),
        "display access-user online-total-number" => "  Total users                        : 812",
        "display access-user slot" => "Slot                     : 9      Total  user : 812\nNo authentication      : 0\nPPP authentication     : 800\nWeb authentication     : 0\nBind authentication    : 12",
        "display access-user resource-usage" => " MPU:\n User Usage:1%\n User Num(total, used):(256000,812)\n LICENSE:\n User Usage:20%\n User Num(total, used):(4000,812)",
        "display ip-pool pool-usage" => "  -----------------------------------------------------\n  Domain name              PoolLen       Used  Ratio\n  -----------------------------------------------------\n  residential                 1024        800    78%\n  business                     254         12     4%\n  -----------------------------------------------------\n  Total Statistics            1278        812    63%",
        "display bgp all summary" => "\n BGP local router ID : 10.1.1.1\n Local AS number : 65001\n\n Address Family:Ipv4 Unicast\n Total number of peers : 2                 Peers in established state : 1\n  Peer                     AS  MsgRcvd  MsgSent  OutQ  Up/Down       State    RtRcv    RtAdv\n  10.1.1.2              65002     1842     1844     0 0026h40m Established        2        3\n  10.2.1.1              65003        0        0     0 0026h40m     Connect        0        0",
        "display alarm active verbose" when traps.HasFlag(VrpTrap.WrappedAlarms) => null,
        "display alarm active" => VrpAlarms.Wrapped,
        "display alarm active verbose" => traps.HasFlag(VrpTrap.NoAlarms) ? VrpAlarms.None : VrpAlarms.Verbose,
        "display aaa online-fail-record brief" => "  -------------------------------------------------------------------------\n  ID     Name                           IP address        MAC\n         Reason\n  -------------------------------------------------------------------------\n  116    user-116@isp1                  -                 00e0-fc12-3453\n         RADIUS authentication reject\n  115    user-115@isp1                  -                 00e0-fc12-3454\n         CM with IP address alloc fail\n  -------------------------------------------------------------------------\n  Total: 2     Printed: 2",
        _ => null,
    };

    private const string Version = "Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.231 (NetEngine 8000 V800R023C10SPC500)\nCopyright (C) 2012-2024 Huawei Technologies Co., Ltd.\nHUAWEI NetEngine 8000 M8 uptime is 63 days, 17 hours, 30 minutes\nPatch Version: V800R023SPH180";

    private static string Brief(int interfaces, bool isTight)
    {
        var text = new StringBuilder("PHY: Physical\n*down: administratively down\nInUti/OutUti: input utility/output utility\nInterface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\n");
        for (var port = 1; port <= interfaces; port++)
        {
            var name = $"GigabitEthernet0/{1 + ((port - 1) / 100)}/{1 + ((port - 1) % 100)}{(port % 2 == 0 ? "" : "(10G)")}";
            var state = port % 10 == 2 ? "down" : "up";
            text.Append(!isTight ? $"{name,-27} {state,-4} " : port % 4 == 1 ? $"{name}{state,-4} " : $"{name} {state} ")
                .Append(CultureInfo.InvariantCulture, $" up        {port % 90}.{port % 100:00}%  0.01%         {port,2}          0\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Full(int interfaces, VrpTrap traps)
    {
        var text = new StringBuilder();
        for (var port = 1; port <= Math.Min(interfaces, 20); port++)
        {
            text.Append(CultureInfo.InvariantCulture, $"GigabitEthernet0/1/{port} current state : {(port % 10 == 2 ? "DOWN" : "UP")} (ifindex: {port})\nLine protocol current state : UP\nDescription: port {port}\n")
                .Append(CultureInfo.InvariantCulture, $"Port BW: 10G, Transceiver max BW: 10G, Transceiver Mode: SingleMode\n    Last 300 seconds input rate: {port * 1000} bits/sec, 255 packets/sec\n    Last 300 seconds output rate: {port * 2000} bits/sec, 127 packets/sec\n")
                .Append(traps.HasFlag(VrpTrap.PacketsFirst)
                    ? $"    Input: 8072 packets,{port * 7} bytes\n    Output:3947 packets,{port * 9} bytes\n\n"
                    : $"    Input: {port * 7} bytes, 8072 packets\n    Output: {port * 9} bytes, 3947 packets\n\n");
            if (traps.HasFlag(VrpTrap.PromptLikeData)) text.Append("<joao>\n[~joao]\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Everybody()
    {
        var text = new StringBuilder($"  {Rule}\n  UserID  Username                 Interface      IP address         MAC\n          Vlan                     IPv6 address                      Access type\n  {Rule}\n");
        for (var user = 1; user <= 812; user++)
            text.Append(CultureInfo.InvariantCulture, $"  {user,-7} {(user == 3 ? "<joao>" : $"user-{user}@isp1"),-24} GE0/1/1.{user,-6} 10.1.{user / 250}.{user % 250,-8} 00e0-fc12-{user:x4}\n          {user}/-                    -                                 {(user <= 800 ? "PPPoE" : "IPoE")}\n");
        return text.Append(CultureInfo.InvariantCulture, $"  {Rule}\n  Normal users                       : 812\n  Total users                        : 812").ToString();
    }

    private static string Users(VrpTrap traps) => traps.HasFlag(VrpTrap.NobodyOnline)
        ? "Info: No online user!"
        : "  ------------------------------------------------------------------\n  Total users                        : 812\n  IPv4 users                         : 812\n  Authentication success             : 811\n  ------------------------------------------------------------------\n  Domain-name                        Online-user\n  ------------------------------------------------------------------\n  residential                        : 800\n  business                           : 12\n  ------------------------------------------------------------------";
}
