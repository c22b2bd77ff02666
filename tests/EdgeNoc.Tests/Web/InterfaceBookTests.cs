using System.Text;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Traffic;

namespace EdgeNoc.Tests.Web;

public sealed class InterfaceBookTests
{
    private const long Minute = 60_000;
    private readonly InterfaceBook _book = new();

    [Fact]
    public void A_port_is_as_its_newest_line_says_and_what_a_line_does_not_say_is_not_known()
    {
        Hear("interface,device=router-1,interface=ether1 up=1i,rx_bps=94000000i,tx_bps=8000000i,rx_errors=3i,tx_errors=4i,rx_drops=5i,speed_bps=1000000000i,util_pct=9.4,link_downs=2i", 1 * Minute);
        var port = _book.Find("kdr-03", "router-1", "ether1", isPon: false)!;
        Assert.Equal((true, 94_000_000L, 8_000_000L, 1_000_000_000L, 9.4), (port.IsUp, port.RxBps, port.TxBps, port.SpeedBps, port.UtilPct));
        Assert.Equal((7L, 5L, 2L, 0L), (port.Errors, port.Drops, port.LinkDowns, port.SinceMs));
        Hear("interface,device=router-1,interface=ether1 up=0i", 3 * Minute);
        Hear("interface,device=router-1,interface=ether1 up=1i,rx_bps=1i", 2 * Minute);
        Assert.Equal((false, null, null, null, 3 * Minute), (port.IsUp, port.RxBps, port.UtilPct, port.Errors, port.SinceMs));
        Assert.Same(port, Assert.Single(_book.All(3 * Minute)));
    }

    [Fact]
    public void A_PON_is_up_while_one_of_its_ONUs_is_and_is_no_port_of_the_same_name()
    {
        Hear("pon,device=olt-1,pon=0/3 total=12i,online=1i,in_bps=20i,out_bps=30i", Minute);
        Hear("interface,device=olt-1,interface=0/3 up=0i", Minute);
        Assert.Equal((true, 20L, 30L), (_book.Find("kdr-03", "olt-1", "0/3", isPon: true)!.IsUp, _book.Find("kdr-03", "olt-1", "0/3", isPon: true)!.RxBps, _book.Find("kdr-03", "olt-1", "0/3", isPon: true)!.TxBps));
        Assert.False(_book.Find("kdr-03", "olt-1", "0/3", isPon: false)!.IsUp);
        Hear("pon,device=olt-1,pon=0/3 total=12i,online=0i", 2 * Minute);
        Assert.False(_book.Find("kdr-03", "olt-1", "0/3", isPon: true)!.IsUp);
    }

    [Theory]
    [InlineData("interface,device=x up=1i")]
    [InlineData("interface,interface=ether1 up=1i")]
    [InlineData("pon,device=x,interface=ether1 online=1i")]
    [InlineData("interface up=1i")]
    [InlineData("interface,device=x,interface=ether1 up")]
    [InlineData("interface,device=x,interface=ether1 util_pct=1e300,rx_bps=-5i,tx_bps=1e30,speed_bps=\"fast\",up=\"yes\"")]
    public void What_makes_no_sense_breaks_nothing_and_is_not_shown_as_a_number(string line)
    {
        Hear(line, Minute);
        Assert.All(_book.All(Minute), one => Assert.Equal((null, null, null, null, null), (one.IsUp, one.RxBps, one.TxBps, one.UtilPct, one.SpeedBps)));
    }

    [Fact]
    public void A_device_that_falls_silent_leaves_ports_that_nobody_knows_of_and_after_a_day_none()
    {
        Hear("interface,device=router-1,interface=ether1 up=1i,rx_bps=94i", Minute);
        var now = DateTimeOffset.UnixEpoch.AddMinutes(16);
        Assert.Equal("up,94", Cells(now));
        Assert.Equal("silent,", Cells(now.AddMilliseconds(1)));
        Assert.Single(_book.All(Minute + 86_400_000));
        Assert.Empty(_book.All(Minute + 86_400_001));
        Assert.Null(_book.Find("kdr-03", "router-1", "ether1", isPon: false));
    }

    [Fact]
    public void Ports_without_number_fill_no_memory()
    {
        for (var n = 1; n <= SiteInterfaces.Max + 10; n++) Hear(FormattableString.Invariant($"interface,device=router-1,interface=ether{n} up=1i"), Minute);
        Assert.Equal(SiteInterfaces.Max, _book.All(Minute).Count());
    }

    [Fact]
    public void A_hundred_thousand_are_sorted_by_load_with_those_first_that_carry_most()
    {
        for (var n = 0; n < 100_000; n++)
            _book.Hear($"s-{n / 1_000}", Encoding.UTF8.GetBytes(FormattableString.Invariant($"interface,device=router-{n % 7},interface=ether{n} up=1i,rx_bps={(n * 7_919L) % 100_003}i")), Minute);
        var request = new ListRequest(new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = "up" }, null, "rx_bps", true, null);
        var part = ListQuery.Run(InterfaceList.Kind(DateTimeOffset.UnixEpoch.AddMinutes(1)), _book.All(Minute), request, SiteScope.All, 3);
        Assert.Equal(100_000, part.Total);
        Assert.Equal([100_002L, 100_001L, 100_000L], part.Rows.Select(one => one.RxBps!.Value));
        Assert.NotNull(part.Next);
    }

    private string Cells(DateTimeOffset now)
    {
        var kind = InterfaceList.Kind(now);
        var row = Assert.Single(_book.All(Minute));
        return string.Join(',', kind.Columns.Where(column => column.Key is "state" or "rx_bps").Select(column => column.Value(row)));
    }

    private void Hear(string line, long atMs) => _book.Hear("kdr-03", Encoding.UTF8.GetBytes($"{line} {atMs}"), atMs);
}
