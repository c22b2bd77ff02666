using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Agent.Devices.Vrp.Screens;

namespace EdgeNoc.Tests.Vrp;

/// <summary>What a terminal session puts around an answer, and the variants of columns and units.</summary>
public sealed class VrpTextTests
{
    [Theory]
    [InlineData("linha 1\r\n  ---- More ----\x1b[42D                                          \x1b[42Dlinha 2\r\n")]
    [InlineData("linha 1\r\n  ---- More ----\r                \rlinha 2\r\n")]
    [InlineData("linha 1\r\n--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\blinha 2\r\n")]
    [InlineData("linha 1\n  ---- More ----\x1b[2K\rlinha 2")]
    [InlineData("linha 1\r\n  ---- More ----[42D                                          [42Dlinha 2\r\n")]
    [InlineData("\x1b[1mlinha 1\x1b[0m\r\r\nlinha 2   \r\n")]
    public void Every_way_to_erase_a_pager_leaves_the_lines(string raw) =>
        Assert.Equal(["linha 1", "linha 2"], VrpText.Read(Encoding.UTF8.GetBytes(raw), "display version").Lines.Where(line => line.Length > 0));

    [Fact]
    public void A_log_of_several_commands_yields_the_one_that_is_asked_for()
    {
        const string Log = """
            Info: The max number of VTY users is 21, the number of current VTY users online is 1
            <BRAS-01>dis ver
            VRP (R) software, Version 8.230 (NetEngine 8000 V800R023C00SPC500)
            HUAWEI NetEngine 8000 M8 uptime is 1 day, 0 hour, 1 minute
            <BRAS-01>display access-user
            2024-06-08 13:04:22.667 +03:00
              Total users                        : 77
            <BRAS-01>
            """;
        Assert.Equal(86_460, Parse("display version", Log).Device!.UptimeS);
        Assert.Equal("BRAS-01", Parse("display version", Log).Device!.Identity);
        Assert.Equal([("all", 77L)], Parse("display access-user", Log).Sessions.Select(sessions => (sessions.Service, sessions.Active!.Value)));
    }

    [Fact]
    public void Text_that_looks_like_another_hosts_prompt_ends_nothing()
    {
        var reading = Parse("display interface", "<BRAS-01>display interface\nGE0/1/1 current state : UP\nDescription: x\n<joao>\n[~joao]\n    Input: 5 bytes, 1 packets\n<BRAS-01>\n");
        Assert.Equal(5, Assert.Single(reading.Interfaces).RxBytes);
    }

    [Fact]
    public void Nobody_online_is_a_count_of_zero() => Assert.Equal(0, Assert.Single(Parse("display access-user", "Info: No online user!").Sessions).Active);

    [Theory]
    [InlineData("System cpu use rate is :                 2%", 2)]
    [InlineData("CPU Usage            : 11% Max: 38%", 11)]
    [InlineData("System CPU Using Percentage :  17%", 17)]
    [InlineData("CPU utilization for five seconds: 12%: one minute: 12%: five minutes: 10%", 12)]
    public void Every_family_says_its_load_in_its_own_words(string line, double percent) => Assert.Equal(percent, Parse("display cpu-usage", line).Device!.CpuPct);

    [Theory]
    [InlineData("GigabitEthernet15/1/0(10G) up    up        0.69% 14.30%          0          0", "GigabitEthernet15/1/0", true, false, 10_000_000_000)]
    [InlineData("  100GE0/3/1(100G)up    up        0.69% 14.30%          0          0", "100GE0/3/1", true, false, 100_000_000_000)]
    [InlineData("Eth-Trunk3.2910 *down  down      --    --          0          0", "Eth-Trunk3.2910", false, true, null)]
    [InlineData("GigabitEthernet2/0/0        up(l) up           0%      0%         0          0", "GigabitEthernet2/0/0", true, false, null)]
    [InlineData("GE0/0/9   ^down  down      0%    0%          0          0", "GE0/0/9", false, false, null)]
    public void A_row_of_the_brief_list_is_read_by_its_words(string row, string name, bool up, bool disabled, long? speed)
    {
        var port = Assert.Single(Parse("display interface brief", $"Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\n{row}").Interfaces);
        Assert.Equal((name, up, disabled, speed), (port.Interface, port.Up, port.IsDisabled, port.SpeedBps));
    }

    [Fact]
    public void A_peer_with_a_long_address_has_two_lines()
    {
        var peer = Assert.Single(Parse("display bgp peer", "  Peer            V          AS  MsgRcvd  MsgSent  OutQ  Up/Down       State  PrefRcv\n  2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:1\n                  4       65001    10    10     0  00:17:49 Established      551\n").BgpPeers);
        Assert.Equal(("2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:1", 551L, 1069L, 65001L), (peer.Peer, peer.Prefixes, peer.UptimeS, peer.As));
    }

    [Fact]
    public void A_peer_that_is_down_has_no_prefixes_and_no_uptime()
    {
        var peer = Assert.Single(Parse("display bgp peer", "  Peer  V  AS  MsgRcvd  MsgSent  OutQ  Up/Down  State  PrefRcv\n  10.0.0.7  4  65007  0  0  0  0026h40m  Idle(Admin)  0\n").BgpPeers);
        Assert.Equal((false, "Idle(Admin)", null, null), (peer.Up!.Value, peer.State, peer.Prefixes, peer.UptimeS));
    }

    [Fact]
    public void A_refusal_says_what_the_box_said()
    {
        var failed = Assert.IsType<PollResult.Failed>(VrpParsers.All.Single(parser => parser.Name == "display health").Parse(Encoding.UTF8.GetBytes("              ^\r\nError: Unrecognized command found at '^' position.\r\n")));
        Assert.Equal(PollErrorKind.Unsupported, failed.Error.Kind);
    }

    [Theory]
    [InlineData("00e0-fc12-3456", "00:E0:FC:12:34:56")]
    [InlineData("00-e0-fc-12-34-56", "00:E0:FC:12:34:56")]
    [InlineData("-", "")]
    public void Both_forms_of_a_mac_are_one(string text, string mac) => Assert.Equal(mac, OnlineFailScreen.Mac(text));

    [Fact]
    public void A_terminal_moves_no_further_than_its_line() => Assert.Equal(["ab"], Terminal.Show("xy\x1b[999999999Dab\x1b[Z\x1b"));

    private static Reading Parse(string command, string text) => Assert.IsType<PollResult.Read>(VrpParsers.All.Single(parser => parser.Name == command).Parse(Encoding.UTF8.GetBytes(text))).Reading;
}
