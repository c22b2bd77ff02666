using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;

namespace EdgeNoc.Tests.OltLog;

public sealed class HiosoLogLineTests
{
    private const string Mac = "C0:F6:EC:1E:FF:DA";

    [Theory]
    // As real boxes wrote them: to syslog, and on their log page.
    [InlineData("<14>Jan 18 14:53:57 OLT EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da dying-gasp", OnuLogKind.DyingGasp)]
    [InlineData("<14>Jan 18 14:53:59 OLT EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[Na] Lost", OnuLogKind.Lost)]
    [InlineData("Jan 18 14:53:57 EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da dying-gasp", OnuLogKind.DyingGasp)]
    [InlineData("Jan 18 14:53:57 EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[Na] Lost", OnuLogKind.Lost)]
    [InlineData("Jan 18 14:54:45 EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da [Na] Discovery", OnuLogKind.Discovered)]
    // Variations that cost nothing.
    [InlineData("EPON: Onu 0/1/1:4 C0-F6-EC-1E-FF-DA DYING-GASP\r\0", OnuLogKind.DyingGasp)]
    [InlineData("EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[x] dying-gasp [y] Lost", OnuLogKind.Lost)]
    [InlineData("EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[0/9:9 aa:aa:aa:aa:aa:aa] Lost", OnuLogKind.Lost)]
    public void A_line_about_an_onu_says_what_which_and_nothing_of_when(string line, OnuLogKind kind) =>
        Assert.Equal(new OnuLogLine(kind, "0/1/1:4", Mac), Read(line));

    [Theory]
    [InlineData("Jun 21 10:59:46 Web: web connection , current web client=1")]
    [InlineData("EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da registered")]
    [InlineData("EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[Lost] up")]
    [InlineData("EPON: port 3 Lost")]
    [InlineData("EPON:")]
    [InlineData("")]
    public void Other_lines_are_about_something_else(string line) => Assert.Null(Read(line));

    [Fact]
    public void A_line_may_name_only_one_of_slot_and_mac()
    {
        Assert.Equal(new OnuLogLine(OnuLogKind.Lost, "0/1:4", null), Read("EPON: Slot 0/1:4 Onu [Na] Lost"));
        Assert.Equal(new OnuLogLine(OnuLogKind.Lost, null, Mac), Read("EPON: Onu c0:f6:ec:1e:ff:da[Na] Lost"));
    }

    private static OnuLogLine? Read(string line) => HiosoLogLine.Read(Encoding.UTF8.GetBytes(line));
}
