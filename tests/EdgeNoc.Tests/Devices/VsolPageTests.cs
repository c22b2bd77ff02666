using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.VsolWeb;

namespace EdgeNoc.Tests.Devices;

/// <summary>The same two ONUs in the ways that builds of these web pages write a table.</summary>
public sealed class VsolPageTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "as one build heads it", Table("td", ["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "RTT(TQ)", "Last Register Time", "Last Deregister Time", "Last Deregister Reason", "Alive Time"]) },
        { "as another does", Table("td", ["ID", "Online/Offline", "MAC", "Desc", "Distance(m)", "RTT(TQ)", "LastRegTime", "LastDeregTime", "LastDeregReason", "AliveTime"]) },
        { "with heading cells", Table("th", ["Onu Index", "Phase State", "Mac addr", "Onu Name", "Distance (m)", "RTT (TQ)", "Reg time", "Dereg time", "Dereg reason", "Alive"]) },
        { "within a table of the layout", $"<table><tr><td>menu</td><td>{Table("td", ["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "RTT(TQ)", "a time", "a time", "Last Deregister Reason", "Alive Time"])}</td></tr></table>" },
        { "with nothing closed", Table("td", ["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "RTT(TQ)", "a time", "a time", "Last Deregister Reason", "Alive Time"]).Replace("</td>", "", StringComparison.Ordinal).Replace("</tr>", "", StringComparison.Ordinal).Replace("</font>", "", StringComparison.Ordinal) },
        { "in capitals", Table("td", ["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "RTT(TQ)", "a time", "a time", "Last Deregister Reason", "Alive Time"]).Replace("table", "TABLE", StringComparison.Ordinal).Replace("<td", "<TD", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Two_onus_are_read(string how, string page)
    {
        Assert.NotEmpty(how);
        var result = VsolParsers.All[0].Parse(Encoding.UTF8.GetBytes($"<html><head><meta charset=gb2312></head><body>{page}<script>SessionKey.value = 'kmwex';</script></body></html>"));
        var reading = Assert.IsType<PollResult.Read>(result).Reading;
        Assert.Equal(0, reading.Dropped);
        Assert.Equal(
            [
                new OnuRecord { Pon = "0/1", Onu = "1", Status = OnuStatus.Up, Mac = "00:D3:9E:00:00:01", Name = "CLIENT-001", DistanceM = 1001, OnlineS = 93_784 },
                new OnuRecord { Pon = "0/1", Onu = "2", Status = OnuStatus.PowerOff, Reason = OnuReason.DyingGasp, Mac = "00:D3:9E:00:00:02", Name = "CLIENT-002" },
            ],
            reading.Onus);
    }

    private static string Table(string headingCell, string[] headings) =>
        $"<table border=1><tr>{string.Concat(headings.Select(heading => $"<{headingCell} class='hd'><font>{heading}</font></{headingCell}>"))}</tr>\n"
        + Row("EPON0/1:1", "<font color=#008040>Online</font>", "00:d3:9e:00:00:01", "CLIENT-001", "1001", "672", "2026/01/01 00:00:00", "2026/01/01 00:00:00", "Wire Down", "1d 02:03:04")
        + Row("EPON0/1:2", "<font color=#ff0000>Offline</font>", "00:d3:9e:00:00:02", "CLIENT-002", "1002", "672", "2026/01/01 00:00:00", "2026/01/01 00:00:00", "Power Off", "&nbsp;") + "</table>";

    private static string Row(params string[] cells) => $"<tr>{string.Concat(cells.Select(cell => $"<td>{cell}</td>"))}</tr>\n";
}
