using System.Text;
using EdgeNoc.Collector.Web.Live;

namespace EdgeNoc.Tests.Web;

public sealed class LiveSiteTests
{
    private readonly LiveBook _book = new();

    [Fact]
    public void An_ONU_is_as_the_newest_line_says_whatever_comes_late()
    {
        Hear("onu,device=olt-1,onu=17,pon=0/3 up=1i,status=\"up\",rx_dbm=-21.4,name=\"CLIENT-017\",mac=\"00:1A:2B:3C:4D:5E\",distance_m=1200i", 1_000);
        var onu = _book.Find("kdr-03")!.Onu("olt-1", "0/3", "17")!;
        Assert.Equal(("up", -21.4, "CLIENT-017", 1200L, 0L), (onu.Status, onu.RxDbm, onu.Name, onu.DistanceM, onu.SinceMs));
        Hear("onu,device=olt-1,onu=17,pon=0/3 up=0i,status=\"power_off\",reason=\"dying_gasp\"", 3_000);
        Hear("onu,device=olt-1,onu=17,pon=0/3 up=1i,status=\"up\"", 2_000);
        Assert.Equal(("power_off", "dying_gasp", 3_000L, "CLIENT-017"), (onu.Status, onu.Reason, onu.SinceMs, onu.Name));
        Assert.Single(_book.Find("kdr-03")!.Onus);
    }

    [Theory]
    [InlineData("onu,device=olt-1,onu=1 up=1i")]
    [InlineData("onu,device=olt-1,onu=1,pon=0/1 status=\"some\\\"thing\",rx_dbm=1e300,distance_m=-5i")]
    [InlineData("device,device=x maintenance=1i")]
    [InlineData("device,device=x,kind=olt up=7i,error=\"\",cpu_pct=NaN")]
    [InlineData("sessions,device=x,service=pppoe active=-3i")]
    [InlineData("agent uplink=\"main\"")]
    public void What_makes_no_sense_breaks_nothing(string line)
    {
        Hear(line, 1_000);
        var figures = new SiteFacts { Site = "kdr-03" }.Figures(_book.Find("kdr-03"), DateTimeOffset.UnixEpoch.AddSeconds(2));
        Assert.InRange(figures.OnusWeak + figures.Devices + (figures.Sessions ?? 0), 0, 1);
    }

    [Fact]
    public void The_figures_of_a_site_add_up()
    {
        foreach (var (number, status, rx) in new[] { (1, "up", -20.0), (2, "up", -28.5), (3, "down", -20), (4, "los", -20), (5, "power_off", -20), (6, "unknown", -20) })
            Hear(FormattableString.Invariant($"onu,device=olt-1,onu={number},pon=0/1 status=\"{status}\",rx_dbm={rx}"), 1_000);
        Hear("device,device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms=2.5", 1_000);
        Hear("device,device=router-1,kind=router up=0i,error=\"timeout\"", 1_000);
        Hear("device,device=ont-001,kind=ont up=0i", 1_000);
        Hear("sessions,device=router-1,service=pppoe active=40i", 1_000);
        Hear("sessions,device=router-1,service=hotspot active=2i", 1_000);
        Hear("sessions,device=router-1,service=all active=42i", 1_000);
        Hear("sessions,device=router-1,service=pppoe active=30i", 2_000);
        Hear("agent outbox_oldest_s=300i", 2_000);
        var figures = new SiteFacts { Site = "kdr-03", State = "online", LastSeenMs = 1_000 }.Figures(_book.Find("kdr-03"), DateTimeOffset.UnixEpoch.AddSeconds(2));
        Assert.Equal((6, 2, 2, 1, 1, 1), (figures.Onus, figures.OnusUp, figures.OnusDown, figures.OnusPowerOff, figures.OnusWeak, figures.OnusUnknown));
        Assert.Equal((2, 1, 1, 1), (figures.Devices, figures.DevicesDown, figures.Onts, figures.OntsDown));
        Assert.Equal((32L, 42L, 300L, false), (figures.Sessions, figures.SessionsPeak, figures.BufferingS, figures.IsStale));
    }

    [Fact]
    public void A_peak_is_forgotten_after_a_day()
    {
        const long hour = 3_600_000;
        var peak = new HourlyPeak();
        peak.Note(100, 10 * hour);
        peak.Note(60, 12 * hour);
        peak.Note(7, 9 * hour);
        Assert.Equal(100, peak.Most(33 * hour));
        Assert.Equal(60, peak.Most(34 * hour));
        Assert.Equal(0, peak.Most(60 * hour));
    }

    [Fact]
    public void A_site_is_stale_three_minutes_after_its_last_heartbeat_and_at_once_when_its_connection_broke()
    {
        var start = DateTimeOffset.UnixEpoch.AddDays(1);
        var facts = new SiteFacts { Site = "kdr-03", State = "online", LastSeenMs = start.ToUnixTimeMilliseconds() };
        Assert.False(facts.IsStale(start.AddSeconds(179)));
        Assert.True(facts.IsStale(start.AddSeconds(180)));
        Assert.True((facts with { State = "offline" }).IsStale(start));
        Assert.True((facts with { LastSeenMs = null }).IsStale(start));
    }

    private void Hear(string line, long atMs) => _book.Hear("kdr-03", Encoding.UTF8.GetBytes($"{line} {atMs}"), atMs);
}
