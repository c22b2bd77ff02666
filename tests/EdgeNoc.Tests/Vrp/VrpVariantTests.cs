using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Vrp;

namespace EdgeNoc.Tests.Vrp;

/// <summary>The same screens as other families and releases print them: NE, CX, CE, S and AR boxes, VRP5 and VRP8.</summary>
public sealed class VrpVariantTests
{
    [Theory]
    [InlineData("VRP (R) software, Version 8.180 (CE6881 V200R005C10SPC800)", "HUAWEI CE6881-48S6CQ uptime is 40 days, 5 hours, 2 minutes", "V200R005C10SPC800", "CE6881-48S6CQ", 3_474_120)]
    [InlineData("VRP (R) software, Version 5.160 (NE40E&80E V600R008C10SPC300)", "HUAWEI NE40E-X3 uptime is 1 day, 0 hour, 1 minute", "V600R008C10SPC300", "NE40E-X3", 86_460)]
    [InlineData("VRP (R) software, Version 8.191 (NE8000 V800R012C10)", "HUAWEI NE8000 M8 uptime is 0 day, 3 hours, 59 minutes ", "V800R012C10", "NE8000 M8", 14_340)]
    [InlineData("VRP (R) software, Version 5.170 (S5720 V200R019C00SPC500)", "HUAWEI S5720-36C-EI-AC Routing Switch uptime is 2 weeks, 1 day, 0 hour, 0 minute", "V200R019C00SPC500", "S5720-36C-EI-AC", 1_296_000)]
    [InlineData("VRP (R) Software, Version 5.30, RELEASE 0163", "Quidway S9306 Terabit Routing Switch uptime is 1 hour", "5.30", "S9306", 3_600)]
    public void Version(string software, string box, string version, string model, long uptimeS)
    {
        var device = Parse("display version", $"Huawei Versatile Routing Platform Software\n{software}\nCopyright (C) 2012-2024 Huawei\n{box}\nMPU 11(Master) : uptime is 9 days").Device!;
        Assert.Equal((version, model, uptimeS), (device.Version, device.Model, device.UptimeS!.Value));
    }

    [Fact]
    public void Health_of_a_cluster_and_of_a_box_with_blanks_before_the_per_cent_sign()
    {
        var boards = Parse("display health", "Chassis ID: clc1\nSlot   CPU Usage  Memory Usage(Used/Total)\nclc1/18 MPU(System master)     10%          14%   1006MB/7993MB\n9   IPU(Master)  23 %  34 %  5378MB/15396MB\n").Boards;
        Assert.Equal([("clc1/18", "MPU(System master)", 10.0), ("9", "IPU(Master)", 23.0)], boards.Select(board => (board.Slot, board.Role!, board.CpuPct!.Value)));
    }

    [Fact]
    public void Device_of_a_chassis_switch_whose_supplies_have_names_of_their_own()
    {
        const string Screen = """
            S7706's Device status:
            Slot  Sub Type         Online    Power      Register       Status     Role
            - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
            1     -   ES1D2S16SX2S Present   PowerOn    Registered     Normal     NA
            7     -   ES0D00SRUA00 Present   PowerOn    Registered     Normal     Master
            PWR1  -   -            Present   PowerOn    Registered     Normal     NA
            FAN2  -   -            Present   PowerOn    Unregistered   -          NA
            """;
        Assert.Equal([("1", true, "ES1D2S16SX2S"), ("7", true, "ES0D00SRUA00(Master)"), ("PWR1", true, "PWR"), ("FAN2", false, "FAN")],
            Parse("display device", Screen).Boards.Select(board => (board.Slot, board.Up!.Value, board.Role!)));
    }

    [Fact]
    public void Device_of_a_stack_whose_cards_stand_under_their_switch()
    {
        const string Screen = """
            S5720-36C-EI-AC's Device status:
            Slot Sub  Type                   Online    Power    Register     Status   Role
            -------------------------------------------------------------------------------
            0    -    S5720-36C-EI-AC        Present   PowerOn  Registered   Normal   Master
                 1    ES5D21X02S00           Present   PowerOn  Registered   Normal   NA
                 PWR2 POWER                  Present   PowerOn  Registered   Abnormal NA
            1    -    S5720-36C-EI-AC        Present   PowerOn  Registered   Normal   Standby
            """;
        Assert.Equal(["0 normal", "0/1 normal", "0/PWR2 abnormal", "1 normal"], Parse("display device", Screen).Boards.Select(board => $"{board.Slot} {board.Status}"));
    }

    [Theory]
    [InlineData("25GE0/1/2(100GE) up    up      <0.01%  0.02%          0          0", "25GE0/1/2", 100_000_000_000, 0.02)]
    [InlineData("GigabitEthernet0/0/0(1000M) up    up      --  --          0          0", "GigabitEthernet0/0/0", 1_000_000_000L, null)]
    [InlineData("NULL0                             up         up(s)           0%     0%          0          0", "NULL0", null, 0.0)]
    public void Interface_rows(string row, string name, long? speed, double? used)
    {
        var port = Assert.Single(Parse("display interface brief", $"PHY: Physical\n^down: standby\nInterface                         PHY        Protocol   InUti OutUti   inErrors  outErrors\n{row}").Interfaces);
        Assert.Equal((name, speed, used), (port.Interface, port.SpeedBps, port.UtilPct));
    }

    [Theory]
    [InlineData("Last 300 seconds input rate: 242275 bits/sec, 255 packets/sec", 242_275)]
    [InlineData("    Last 300 seconds input rate 242275 bits/sec, 255 packets/sec", 242_275)]
    [InlineData("Last 300 seconds input rate 30284 bytes/sec 242275 bits/sec 255 packets/sec", 242_275)]
    [InlineData("Last 300 seconds input rate 30284 bytes/sec, 255 packets/sec", 242_272)]
    public void Rates_in_bits_and_in_bytes(string line, long bps) =>
        Assert.Equal(bps, Assert.Single(Parse("display interface", $"GE0/0/1 current state : UP\n{line}").Interfaces).RxBps);

    [Fact]
    public void Use_is_that_of_the_busier_direction() =>
        Assert.Equal(7.5, Assert.Single(Parse("display interface", "GE0/0/1 current state : UP\n    Last 300 seconds input utility rate:  0.20%\n    Last 300 seconds output utility rate: 7.50%").Interfaces).UtilPct);

    [Fact]
    public void Subscribers_by_kind_where_the_box_counts_them()
    {
        var sessions = Parse("display access-user online-total-number", "  Total users  : 812\n  PPPoE users  : 800\n  IPoE users   : 10\n  L2TP users   : 2\n").Sessions;
        Assert.Equal([("all", 812L), ("pppoe", 800L), ("ipoe", 10L)], sessions.Select(record => (record.Service, record.Active!.Value)));
    }

    [Fact]
    public void A_list_that_was_cut_counts_no_kinds() =>
        Assert.Equal(["all"], Parse("display access-user", "UserID  Username  Interface  IP address  MAC\n        Vlan  IPv6 address  Access type\n1  a@b  GE0/1/0.1  10.0.0.1  a1b2-c3d4-e5f6\n        10/-   -    PPPoE\nTotal users       : 7\nAre you sure to display some information? [Y/N]:").Sessions.Select(record => record.Service));

    [Fact]
    public void A_peer_that_came_by_itself_and_a_family_that_was_not_agreed_on()
    {
        var peers = Parse("display bgp peer", "  Peer  V  AS  MsgRcvd  MsgSent  OutQ  Up/Down  State  PrefRcv\n *10.0.0.7  4  65007  1  1  0 3d04h05m Established  5\n  10.0.0.8  4  65008  1  1  0 00:00:09 No neg  0\n").BgpPeers;
        Assert.Equal([("10.0.0.7", true, "Established"), ("10.0.0.8", false, "No neg")], peers.Select(peer => (peer.Peer, peer.Up!.Value, peer.State!)));
    }

    [Fact]
    public void A_pool_of_an_old_release_says_idle_for_free()
    {
        var pool = Assert.Single(Parse("display ip pool", "  Pool-name        : office\n  Pool-No          : 0\n  Address Statistic: Total       :253       Used        :3\n                     Idle        :250        Expired     :0\n                     Conflict    :1         Disabled    :0\n").IpPools);
        Assert.Equal(("office", 253L, 3L, 250L, 1L), (pool.Pool, pool.Total!.Value, pool.Used!.Value, pool.Free!.Value, pool.Conflict!.Value));
    }

    [Fact]
    public void Supplies_and_fans_of_a_switch()
    {
        Assert.Equal([("psu/0/PWR1", true)], Parse("display power", " Slot    PowerID  Online   Mode   State      Power(W)\n 0       PWR1     Present  AC     Supply     150.00\n 0       PWR2     Absent   -      -          -\n").Sensors.Select(sensor => (sensor.Sensor, sensor.Ok!.Value)));
        Assert.Equal([("fan/0/1", true, 45.0)], Parse("display fan", " Slot  FanID  Online   Status   Speed  Mode  Airflow\n 0     1      Present  Normal   45%    Auto  Side-to-Back\n 0     2      Absent   -        -      -     -\n").Sensors.Select(sensor => (sensor.Sensor, sensor.Ok!.Value, sensor.Value!.Value)));
    }

    [Theory]
    [InlineData("GE0/1/0", "GigabitEthernet0/1/0")]
    [InlineData("GigabitEthernet0/1/1", "GigabitEthernet0/1/1")]
    [InlineData("100GE0/3/1", "100GE0/3/1")]
    [InlineData("GE0/9/9", "GE0/9/9")]
    public void One_port_has_one_name(string name, string expected) =>
        Assert.Equal(expected, InterfaceNames.Of(name, new HashSet<string>(["GigabitEthernet0/1/0", "GigabitEthernet0/1/1", "100GE0/3/1"], StringComparer.Ordinal)));

    [Fact]
    public void A_table_of_alarms_keeps_the_blanks_at_which_it_is_broken()
    {
        var rule = new string('-', 50);
        var alarm = Assert.Single(Parse("display alarm active", $"{rule}\nSequence AlarmId   Level Date Time  Description\n{rule}\n3        0x8520003 1     2026-11-20 The power\n                         09:13:16    supply 2\n                                     is gone.\n{rule}").Alarms!);
        Assert.Equal(("critical", "2026-11-20 09:13:16", "The power supply 2 is gone."), (alarm.Level, alarm.At, alarm.Description));
    }

    [Fact]
    public void A_refused_list_of_alarms_is_no_empty_one() =>
        Assert.Equal(PollErrorKind.Unsupported, Assert.IsType<PollResult.Failed>(VrpDriver.Definition.ParserOf("display alarm active verbose")!.Parse(Encoding.UTF8.GetBytes("Error: Unrecognized command found at '^' position."))).Error.Kind);

    private static Reading Parse(string command, string text) => Assert.IsType<PollResult.Read>(VrpDriver.Definition.ParserOf(command)!.Parse(Encoding.UTF8.GetBytes(text))).Reading;
}
