using System.Globalization;
using System.Text;

namespace EdgeNoc.Bench.Dashboards;

/// <summary>Thirty days of two hundred sites with 102,400 ONUs on 1,600 PONs, as the collector would have left them in both stores.</summary>
internal sealed class LargeNetwork(DateTimeOffset end)
{
    public const int Sites = 200;
    private const int PonsPerSite = 8;
    private const int OnusPerPon = 64;
    public const int Onus = Sites * PonsPerSite * OnusPerPon;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string Site(int site) => string.Create(CultureInfo.InvariantCulture, $"pop-{site:000}");

    /// <summary>Bodies of about 20,000 lines for a store.</summary>
    public IEnumerable<(string Policy, byte[] Body)> Bodies() => Figures().Concat(Terminals()).Concat(Raw()).Concat(OnePon());

    /// <summary>Each ONU as a terminal that is pinged, once a day: what counts is that its series is there, between those of the boxes.</summary>
    private IEnumerable<(string Policy, byte[] Body)> Terminals()
    {
        foreach (var (at, step) in Times(TimeSpan.FromDays(30), TimeSpan.FromDays(1)))
        {
            for (var site = 0; site < Sites; site++)
            {
                var lines = new Lines(at);
                for (var onu = 1; onu <= PonsPerSite * OnusPerPon; onu++) lines.Add($"device,site={Site(site)},device=ont-{onu:000},kind=ont up=1,rtt_ms={(step % 9) + 1}");
                yield return ("m5", lines.Bytes());
            }
        }
    }

    /// <summary>Five-minute figures of totals, PONs, boxes, sessions, and the incidents of sites.</summary>
    private IEnumerable<(string Policy, byte[] Body)> Figures()
    {
        foreach (var (at, step) in Times(TimeSpan.FromDays(30), Window))
        {
            var lines = new Lines(at);
            for (var site = 0; site < Sites; site++)
            {
                var name = Site(site);
                lines.Add($"site_total,site={name} total=512,online={500 + (step % 11)},offline={12 - (step % 11)},power_off=2,los=1,sessions={400 + (step % 97)},sessions_max={401 + (step % 97)},weak=2,boxes=3,boxes_up=3,boxes_down=0,maintenance=0,known=1,known_up={1 - ((step % 500) / 499 * 0.5)},work=0");
                lines.Add($"device,site={name},device=site maintenance=0");
                for (var pon = 1; pon <= PonsPerSite; pon++)
                    lines.Add($"pon,site={name},device=olt-{1 + (pon / 5)},pon=0/{pon} total=64,online={60 + (step % 4)},offline=3,power_off=1,rx_min_dbm=-2{pon}.5");
                for (var olt = 1; olt <= 2; olt++) lines.Add($"device,site={name},device=olt-{olt},kind=olt,vendor=hioso up=1,cpu_pct={step % 50}");
                lines.Add($"device,site={name},device=router-1,kind=router,vendor=mikrotik up=1,cpu_pct={step % 70}");
                lines.Add($"agent,site={name} outbox_rows={step % 7},outbox_oldest_s=2");
                lines.Add($"sessions,site={name},device=router-1,service=pppoe active={400 + (step % 97)}");
            }

            lines.Add($"network_total total={Sites * 512},online={Sites * (500 + (step % 11))},offline={Sites * (12 - (step % 11))},power_off={Sites * 2},los={Sites},weak={Sites * 2},sessions={Sites * (400 + (step % 97))},sessions_max={Sites * (401 + (step % 97))}");
            yield return ("m5", lines.Bytes());
        }
    }

    /// <summary>Raw points: an hour of everything, a week of the agents, by whose last word silence is told.</summary>
    private IEnumerable<(string Policy, byte[] Body)> Raw()
    {
        foreach (var (at, step) in Times(TimeSpan.FromHours(1), TimeSpan.FromSeconds(30)))
        {
            var lines = new Lines(at);
            for (var site = 0; site < Sites; site++)
            {
                var name = Site(site);
                for (var pon = 1; pon <= PonsPerSite; pon++)
                    lines.Add($"pon,site={name},device=olt-{1 + (pon / 5)},pon=0/{pon} total=64i,online={60 + (step % 4)}i,offline=3i,power_off=1i,los=0i,rx_avg_dbm=-21.5,rx_min_dbm=-2{pon}.5,weak={pon % 3}i");
                for (var olt = 1; olt <= 2; olt++) lines.Add($"device,site={name},device=olt-{olt},kind=olt,vendor=hioso up=1i,cpu_pct={step % 50},temp_c=51.5");
                lines.Add($"device,site={name},device=router-1,kind=router,vendor=mikrotik up=1i,cpu_pct={step % 70},temp_c=47.5");
                lines.Add($"sessions,site={name},device=router-1,service=pppoe active={400 + (step % 97)}i");
                lines.Add($"incident,site={name},severity=high open={site % 3}i,acked=0i,silenced=0i,oldest_s=60i");
            }

            yield return ("autogen", lines.Bytes());
        }

        foreach (var (at, step) in Times(TimeSpan.FromDays(7), TimeSpan.FromSeconds(30)))
        {
            var lines = new Lines(at);
            // The last site fell silent two hours ago.
            for (var site = 0; site < Sites - (end - at < TimeSpan.FromHours(2) ? 1 : 0); site++)
                lines.Add($"agent,site={Site(site)} uplink=\"main\",outbox_rows={step % 7}i,outbox_oldest_s=2i,cpu_pct=1.5,rss_mb=92.5");
            yield return ("autogen", lines.Bytes());
        }
    }

    /// <summary>One PON of ONUs for thirty days: states every 30 s, light every five minutes.</summary>
    private IEnumerable<(string Policy, byte[] Body)> OnePon()
    {
        foreach (var (at, step) in Times(TimeSpan.FromDays(30), TimeSpan.FromSeconds(30)))
        {
            var lines = new Lines(at);
            for (var onu = 1; onu <= OnusPerPon; onu++)
            {
                var optics = step % 10 == 0 ? string.Create(CultureInfo.InvariantCulture, $",rx_dbm=-2{onu % 8}.5,tx_dbm=2.5,temp_c=45.5") : "";
                lines.Add($"onu,site=pop-000,device=olt-1,pon=0/1,onu={onu} up=1i,status=\"up\",distance_m={onu * 30}i,online_s={step * 30}i,name=\"CLIENT-{onu:000}\"{optics}");
                if (step % 10 == 0) lines.Figure($"onu,site=pop-000,device=olt-1,pon=0/1,onu={onu} up=1,rx_dbm=-2{onu % 8}.5,tx_dbm=2.5,temp_c=45.5,distance_m={onu * 30}");
            }

            yield return ("autogen", lines.Bytes());
            if (lines.FigureBytes() is { Length: > 0 } figures) yield return ("m5", figures);
        }
    }

    private IEnumerable<(DateTimeOffset At, long Step)> Times(TimeSpan range, TimeSpan step)
    {
        var count = range / step;
        for (var n = 0L; n <= count; n++) yield return (end - range + (n * step), n);
    }

    /// <summary>Lines of one time.</summary>
    private sealed class Lines(DateTimeOffset at)
    {
        private readonly string _stamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        private readonly StringBuilder _text = new(256 << 10);
        private readonly StringBuilder _figures = new();

        public void Add(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append(' ').Append(_stamp).Append('\n');

        public void Figure(FormattableString line) => _figures.Append(FormattableString.Invariant(line)).Append(' ').Append(_stamp).Append('\n');

        public byte[] Bytes() => Encoding.UTF8.GetBytes(_text.ToString());

        public byte[] FigureBytes() => Encoding.UTF8.GetBytes(_figures.ToString());
    }
}
