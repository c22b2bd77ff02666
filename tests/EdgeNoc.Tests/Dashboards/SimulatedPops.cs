using System.Globalization;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>A week of two POPs as lines that agents would send, every five minutes and in the last hour every 30 s. Values are numbered so that they can be told apart.</summary>
/// <remarks>
/// kdr-03: an OLT with two PONs of eight ONUs, a MikroTik, ten ONTs. sby-01: an OLT with one PON of four, an NE8000. Besides: mlg-02, whose agent fell silent <see cref="SilentFor"/>
/// before the end; olt-old of kdr-03, removed after two days; ONU 0/1:3 renamed on the fourth day; an outage of PON 0/2 for the hour before the last, and in the last hour ONU 0/1:8 without
/// power and 0/1:7 weak.
/// </remarks>
internal sealed class SimulatedPops(DateTimeOffset end)
{
    public const string Large = "kdr-03";
    public const string Small = "sby-01";
    public const string Silent = "mlg-02";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public DateTimeOffset End { get; } = end;

    public DateTimeOffset Begin => End - Week;

    /// <summary>How long ago mlg-02 was last heard of.</summary>
    public static TimeSpan SilentFor => TimeSpan.FromMinutes(227);

    /// <summary>The times of polls.</summary>
    public IEnumerable<DateTimeOffset> Times()
    {
        for (var at = Begin; at < End - TimeSpan.FromHours(1); at += TimeSpan.FromMinutes(5)) yield return at;
        for (var at = End - TimeSpan.FromHours(1); at <= End; at += TimeSpan.FromSeconds(30)) yield return at;
    }

    /// <summary>What a site sends at one time; nothing while it is silent.</summary>
    public IEnumerable<string> Lines(string site, DateTimeOffset at)
    {
        var stamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sinceBegin = (long)(at - Begin).TotalSeconds;
        var toEnd = End - at;
        var lines = site switch
        {
            Large => LargeSite(sinceBegin, toEnd),
            Small => SmallSite(sinceBegin, toEnd),
            _ => toEnd >= SilentFor ? SilentSite(sinceBegin) : [],
        };
        // The collector writes it itself, whether or not work runs.
        lines = lines.Prepend("device,device=site maintenance=0i");
        return lines.Select(line => $"{line} {stamp}");
    }

    private IEnumerable<string> LargeSite(long s, TimeSpan toEnd)
    {
        var isCut = toEnd >= TimeSpan.FromHours(1) && toEnd < TimeSpan.FromHours(2);
        var isLastHour = toEnd < TimeSpan.FromHours(1);
        yield return Text($"device,device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms=2.{s % 7},poll_ms=180.5,cpu_pct={20 + (s % 11)},mem_used_pct=41.5,temp_c={45 + (s % 9)}.5,uptime_s={900_000 + s}i,version=\"1.2.3\",model=\"HA7304\"");
        yield return Text($"device,device=router-1,kind=router,vendor=mikrotik up=1i,rtt_ms=1.5,cpu_pct={30 + (s % 23)},mem_used_pct=55.5,disk_used_pct=12.5,temp_c=51,voltage_v=24.1,uptime_s={s + 5}i,version=\"7.16\",model=\"CCR2004\"");
        if (s < 2 * 86_400) yield return Text($"device,device=olt-old,kind=olt,vendor=vsol up=1i,rtt_ms=3.5,cpu_pct=9,mem_used_pct=20.5,temp_c=40.5,uptime_s={s}i,version=\"0.9\",model=\"V1600\"");
        for (var n = 1; n <= 10; n++)
            yield return Text($"device,device=ont-{n:000},kind=ont up={(n == 10 && isLastHour ? 0 : 1)}i,{(n == 10 && isLastHour ? "" : $"rtt_ms={n}.25,")}loss_pct=0,name=\"Village {n}\",lat=-7.8{n},lon=112.0{n}");

        var lost = isCut ? 8 : 0;
        yield return Text($"pon,device=olt-1,pon=0/1 total=8i,online={(isLastHour ? 7 : 8)}i,offline={(isLastHour ? 1 : 0)}i,power_off={(isLastHour ? 1 : 0)}i,los=0i,rx_avg_dbm=-21.5,rx_min_dbm={(isLastHour ? "-28.5" : "-24.5")},weak={(isLastHour ? 1 : 0)}i,tx_dbm=3.1,temp_c=44.5,in_bps={1_000_000 + s}i,out_bps={9_000_000 + s}i");
        yield return Text($"pon,device=olt-1,pon=0/2 total=8i,online={8 - lost}i,offline={lost}i,power_off=0i,los={lost}i{(isCut ? "" : ",rx_avg_dbm=-20.5,rx_min_dbm=-23.5,weak=0i")},tx_dbm=3.2,temp_c=45.5,in_bps=500000i,out_bps=700000i");
        for (var n = 1; n <= 8; n++)
        {
            var name = n == 3 && s >= 4 * 86_400 ? "CLIENT-003 new" : $"CLIENT-00{n}";
            var isOff = n == 8 && isLastHour;
            yield return isOff
                ? Text($"onu,device=olt-1,onu={n},pon=0/1 up=0i,status=\"power_off\",reason=\"dying_gasp\",deregisters=2i,name=\"{name}\",mac=\"00:1A:2B:3C:4D:0{n}\"")
                : Text($"onu,device=olt-1,onu={n},pon=0/1 up=1i,status=\"up\",rx_dbm={(n == 7 && isLastHour ? "-28.5" : $"-2{n % 4}.5")},tx_dbm=2.{n},olt_rx_dbm=-2{n % 4}.9,temp_c=4{n}.5,distance_m={n * 310}i,online_s={s}i,deregisters=1i,name=\"{name}\",mac=\"00:1A:2B:3C:4D:0{n}\"");
            yield return isCut
                ? Text($"onu,device=olt-1,onu={n},pon=0/2 up=0i,status=\"los\",reason=\"los\",deregisters=3i,name=\"CLIENT-01{n}\",mac=\"00:1A:2B:3C:4D:1{n}\"")
                : Text($"onu,device=olt-1,onu={n},pon=0/2 up=1i,status=\"up\",rx_dbm=-2{n % 4}.25,tx_dbm=2.{n},olt_rx_dbm=-2{n % 4}.75,temp_c=4{n}.25,distance_m={n * 290}i,online_s={s}i,deregisters=2i,name=\"CLIENT-01{n}\",mac=\"00:1A:2B:3C:4D:1{n}\"");
        }

        for (var n = 1; n <= 3; n++)
            yield return Text($"interface,device=router-1,interface=ether{n} up={(n == 3 ? 0 : 1)}i,rx_bps={n * 10_000_000}i,tx_bps={n * 3_000_000}i,rx_bytes={n * s * 1000}i,tx_bytes={n * s * 300}i,rx_errors={s / 600}i,tx_errors=0i,rx_drops=1i,tx_drops=2i,speed_bps=1000000000i,util_pct={n}.5,link_downs={n}i");
        yield return "sensor,device=router-1,sensor=fan/1 value=3500,ok=1i";
        yield return "optic,device=router-1,interface=sfp1 rx_dbm=-9.5,tx_dbm=-2.1,temp_c=38.5,voltage_v=3.31,bias_ma=21.5";
        yield return Text($"sessions,device=router-1,service=pppoe active={100 + (s % 13)}i,total={100 + (s % 13)}i");
        yield return "sessions,device=router-1,service=hotspot active=17i,total=30i,authenticated=15i";
        yield return "sessions,device=router-1,service=dhcp active=44i,total=60i";
        yield return "sessions,device=router-1,service=ppp_accounts total=150i,active=112i,offline=30i,disabled=8i";
        yield return Text($"queue,device=router-1,queue=office in_bps={2_000_000 + s}i,out_bps=4000000i,in_drops=0i,out_drops=5i");
        yield return Text($"queue,device=router-1,queue=school in_bps=1000000i,out_bps=2500000i,in_drops=0i,out_drops=0i");
        yield return "ippool,device=router-1,pool=residential total=254i,used=120i,free=134i,conflict=0i,used_pct=47.2";
        yield return Agent("main", s);
    }

    private static IEnumerable<string> SmallSite(long s, TimeSpan toEnd)
    {
        if (toEnd >= TimeSpan.FromHours(50) && toEnd < TimeSpan.FromHours(52)) yield return "device,device=ne-1 maintenance=1i";
        yield return Text($"device,device=olt-1,kind=olt,vendor=hsgq up=1i,rtt_ms=4.5,cpu_pct=15.5,mem_used_pct=33.5,temp_c=48.5,uptime_s={s}i,version=\"2.0\",model=\"G008\"");
        yield return Text($"device,device=ne-1,kind=bng,vendor=huawei up={(IsNeDown(toEnd) ? 0 : 1)}i,rtt_ms=3.5,cpu_pct=22.5,mem_used_pct=61.5,temp_c=50.5,uptime_s={4_000_000 + s}i,version=\"V800R021\",model=\"NE8000 M8\"");
        yield return "pon,device=olt-1,pon=0/1 total=4i,online=4i,offline=0i,power_off=0i,los=0i,rx_avg_dbm=-19.5,rx_min_dbm=-22.5,weak=0i,tx_dbm=3.3,temp_c=43.5,in_bps=300000i,out_bps=900000i";
        for (var n = 1; n <= 4; n++)
            yield return Text($"onu,device=olt-1,onu={n},pon=0/1 up=1i,status=\"up\",rx_dbm=-1{n + 4}.5,tx_dbm=2.5,temp_c=40.5,distance_m={n * 100}i,online_s={s}i,deregisters=0i,name=\"SBY-{n}\",serial=\"HWTC0000000{n}\"");
        foreach (var slot in new[] { 1, 2, 9 })
            yield return Text($"board,device=ne-1,slot={slot} up=1i,status=\"normal\",role=\"{(slot == 9 ? "master" : "line")}\",cpu_pct={10 + slot}.5,mem_used_pct={40 + slot}.5,temp_c=5{slot}");
        yield return "sensor,device=ne-1,sensor=fan/1 value=4200,ok=1i";
        for (var n = 0; n < 2; n++)
        {
            yield return Text($"interface,device=ne-1,interface=100GE0/1/{n} up=1i,rx_bps={(n + 1) * 4_000_000_000L}i,tx_bps={(n + 1) * 800_000_000L}i,rx_errors=0i,tx_errors=0i,rx_drops=0i,tx_drops=0i,speed_bps=100000000000i,util_pct={n + 4}.5,link_downs=0i");
            yield return Text($"optic,device=ne-1,interface=100GE0/1/{n} rx_dbm=-{n + 2}.5,tx_dbm=1.1,temp_c=44.5,voltage_v=3.29,bias_ma=35.5");
        }

        var active = 800 + (s / 3_600);
        yield return Text($"sessions,device=ne-1,service=all active={active}i,authenticated={active - 3}i,peak={active}i,max=16000i");
        yield return Text($"sessions,device=ne-1,service=pppoe active={active - 100}i");
        yield return "sessions,device=ne-1,service=ipoe active=100i";
        yield return Text($"ippool,device=ne-1,pool=residential total=2048i,used={active}i,free={2048 - active}i,conflict=0i,used_pct={active / 20.48:0.0}");
        yield return "ippool,device=ne-1,pool=static total=64i,used=60i,free=4i,conflict=1i,used_pct=93.7";
        yield return Text($"bgp_peer,device=ne-1,peer=192.0.2.1 up=1i,state=\"established\",as=64500i,prefixes=950000i,uptime_s={s + 77}i");
        yield return "bgp_peer,device=ne-1,peer=192.0.2.9 up=0i,state=\"active\",as=64501i,prefixes=0i,uptime_s=0i";
        yield return Agent("backup", s);
    }

    /// <summary>For an hour within the announced work, and for half an hour on the last day.</summary>
    private static bool IsNeDown(TimeSpan toEnd) =>
        (toEnd >= TimeSpan.FromHours(50.5) && toEnd < TimeSpan.FromHours(51.5)) || (toEnd >= TimeSpan.FromHours(20) && toEnd < TimeSpan.FromHours(20.5));

    private static IEnumerable<string> SilentSite(long s)
    {
        yield return Text($"device,device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms=2.5,cpu_pct=12.5,mem_used_pct=30.5,temp_c=42.5,uptime_s={s}i,version=\"1.2.3\",model=\"HA7304\"");
        yield return "pon,device=olt-1,pon=0/1 total=3i,online=3i,offline=0i,power_off=0i,los=0i,rx_avg_dbm=-18.5,rx_min_dbm=-19.5,weak=2i,tx_dbm=3.3,temp_c=41.5";
        yield return Agent("main", s);
    }

    private static string Agent(string uplink, long s) => Text(
        $"agent uplink=\"{uplink}\",outbox_rows=3i,outbox_bytes=900i,outbox_oldest_s=2i,dropped=0i,poll_lag_ms=12.5,cpu_pct=1.5,rss_mb=92.5,soc_temp_c=55.5,throttled=0i,disk_free_mb=21000.5,sd_mb_written={s / 6_000.0:0.000},disk_mb_written={s / 3_000.0:0.000},clock_state=\"synced\",sent_bytes={s * 200}i");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
