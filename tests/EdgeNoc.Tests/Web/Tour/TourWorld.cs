using System.Globalization;
using System.Net;
using System.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Four POPs as an operator has them: one with a cut PON, one that is silent, two that are well; groups, places, maintenance, and a day of history.</summary>
internal sealed class TourWorld(ConsoleRig rig)
{
    public const string Cut = "kdr-03", Well = "mlg-01", Busy = "blt-02", Silent = "tlg-01";
    private static readonly string[] OnuColumns = ["entity", "pon", "onu", "name", "mac", "serial", "status", "reason", "distance_m", "rx_dbm"];
    private static readonly string[] AccountColumns = ["name", "service", "profile", "state", "address", "caller_id", "last_logged_out", "last_caller_id", "last_disconnect_reason", "comment", "offline_s"];
    private static readonly string[] SessionColumns = ["name", "service", "address", "caller_id", "session_id", "radius", "uptime_s", "upload_bytes", "download_bytes", "upload_bps", "download_bps"];
    private static readonly string[] Streets = ["Melati", "Kenanga", "Anggrek", "Cempaka", "Flamboyan"];
    private static readonly (string Site, string Name, double North, double East, int Onus)[] Sites =
        [(Cut, "Kediri 3", -7.8166, 112.0114, 48), (Well, "Malang 1", -7.9797, 112.6304, 64), (Busy, "Blitar 2", -8.0954, 112.1609, 32), (Silent, "Tulungagung 1", -8.0657, 111.9025, 16)];

    /// <summary>ONUs of the splitter that has gone dark: <c>0/3:1</c> … of <see cref="Cut"/>.</summary>
    public const int Dark = 8;

    public static string NameOf(int n) => $"{Streets[n % Streets.Length]} {(char)('A' + (n / 10 % 6))}-{n:00}";

    public static string MacOf(string site, int n) => string.Create(CultureInfo.InvariantCulture, $"00:1A:2B:{(uint)(site[0] + site[1]) % 256:X2}:00:{n:X2}");

    public async Task FillAsync()
    {
        rig.Doors[Cut] = new StatusPanel("steady", "double_blink", "steady", "fast", Buzzer: false, "live");
        foreach (var (site, name, north, east, onus) in Sites)
        {
            await rig.OnlineAsync(site, name, new StatusDevice("router-1", "mikrotik", "router"));
            await rig.TableAsync(site, "olt-1", "onus", OnuColumns, [.. Enumerable.Range(1, onus).Select(n => Onu(site, n, isDark: false))]);
            await PollAsync(site, onus, isCut: false);
            await WaitForSiteAsync(site);
            await PutAsync($"/api/v1/sites/{site}", new { title = name, latitude = north, longitude = east, time_zone = "Asia/Jakarta", language = "id" });
        }

        await HistoryAsync();
        await rig.TableAsync(Cut, "router-1", "ppp_accounts", AccountColumns, [.. Enumerable.Range(1, 30).Select(Account)]);
        await rig.TableAsync(Cut, "router-1", "ppp_active", SessionColumns, [.. Enumerable.Range(1, 30).Where(n => n % 7 != 0).Select(Session)]);
        await GroupsAsync();
        foreach (var n in Enumerable.Range(1, 24))
            await PutAsync($"/api/v1/sites/{Cut}/places", new { device = "olt-1", at = Position(n), latitude = -7.8166 + (Math.Sin(n) * 0.006), longitude = 112.0114 + (Math.Cos(n * 1.7) * 0.008), category = n % 3 == 0 ? "Kantor" : n % 3 == 1 ? "Rumah" : "Sekolah" });
        await rig.ApiAsync(HttpMethod.Post, "/api/v1/maintenance", new { matchers = new[] { new { name = "site", value = Busy } }, minutes = 120, comment = "Ganti catu daya di kabinet" });
        await rig.ApiAsync(HttpMethod.Post, "/api/v1/silences", new { matchers = new[] { new { name = "site", value = Well }, new { name = "kind", value = "onu.down" } }, minutes = 600, comment = "Listrik padam bergilir" });
        await PutAsync("/api/v1/users/sari", new { name = "Sari", role = "technician", password = ConsoleRig.Password, sites = new[] { Cut } });
        await PutAsync("/api/v1/users/budi", new { name = "Budi", role = "noc", password = ConsoleRig.Password });
        await PutAsync("/api/v1/users/dewi", new { name = "Dewi", role = "viewer", password = ConsoleRig.Password });
        await PutAsync("/api/v1/users/ani", new { name = "Ani", role = "admin", password = ConsoleRig.Password });
    }

    /// <summary>The splitter's fibre is cut, an optic is weak, one site falls silent: three incidents.</summary>
    public async Task BreakAsync()
    {
        await rig.TableAsync(Cut, "olt-1", "onus", OnuColumns, [.. Enumerable.Range(1, 48).Select(n => Onu(Cut, n, isDark: n <= Dark))]);
        await PollAsync(Cut, 48, isCut: true);
        var at = DateTimeOffset.UtcNow.AddMinutes(-2);
        await rig.EventsAsync(Cut, [Event("pon.partial", "olt-1", "pon/0/3", Severity.High, at, [("pon", "0/3"), ("cause", "fibre_cut")], "los"),
            .. Enumerable.Range(1, Dark).Select(n => Event("onu.down", "olt-1", $"onu/{Position(n)}", Severity.Low, at, [("pon", "0/3"), ("name", NameOf(n)), ("mac", MacOf(Cut, n))], "los"))]);
        await rig.EventsAsync(Well, Event("optic.rx_low", "router-1", "if/sfp-1", Severity.High, at, [], null), Event("device.cpu_high", "router-1", "device", Severity.Medium, at, [], null));
        await rig.EventsAsync(Busy, Event("device.psu_fault", "olt-1", "device", Severity.High, at, [], null));
        await rig.OfflineAsync(Silent);
    }

    /// <summary>Agents that are there say so, and poll; whoever is not heard for minutes is an incident.</summary>
    public async Task BeatAsync(CancellationToken end)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(20));
            while (await timer.WaitForNextTickAsync(end))
            {
                foreach (var (site, name, _, _, onus) in Sites.Where(one => one.Site != Silent))
                {
                    await rig.OnlineAsync(site, name, new StatusDevice("router-1", "mikrotik", "router"));
                    await PollAsync(site, onus, isCut: site == Cut);
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The tour is over.
        }
    }

    /// <summary>One poll of a site's devices.</summary>
    public Task PollAsync(string site, int onus, bool isCut)
    {
        var (lines, dark) = (new List<string>(), isCut ? Dark : 0);
        for (var n = 1; n <= onus; n++)
        {
            var state = n <= dark ? "up=0i,status=\"los\",reason=\"los\"" : n % 23 == 0 ? "up=0i,status=\"power_off\",reason=\"dying_gasp\"" : string.Create(CultureInfo.InvariantCulture, $"up=1i,status=\"up\",rx_dbm=-{(n % 17 == 0 ? 28.4 : 18 + (n % 8))}");
            lines.Add($"onu,device=olt-1,onu={Number(n)},pon={Pon(n)} {state}");
        }

        foreach (var pon in Enumerable.Range(1, onus).GroupBy(Pon))
            lines.Add($"pon,device=olt-1,pon={pon.Key} online={pon.Count(n => n > dark && n % 23 != 0)}i,offline={pon.Count(n => n <= dark || n % 23 == 0)}i");
        lines.Add("device,device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms=2.4,cpu_pct=31.5,temp_c=44.2,uptime_s=1830000i");
        lines.Add("device,device=router-1,kind=router,vendor=mikrotik up=1i,rtt_ms=0.9,cpu_pct=18.5,mem_used_pct=41.0,temp_c=39.5,uptime_s=4127000i,version=\"7.16.1\"");
        lines.Add("interface,device=router-1,interface=ether1 up=1i,rx_bps=94000000i,tx_bps=8000000i,speed_bps=1000000000i,util_pct=9.4,rx_errors=2i,tx_errors=0i,rx_drops=0i,tx_drops=1i,link_downs=3i");
        lines.Add("interface,device=router-1,interface=sfp-1 up=0i,link_downs=1i");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"sessions,device=router-1,service=pppoe active={onus * 3}i"));
        return rig.TellAsync(site, [.. lines]);
    }

    public static EdgeEvent Event(string kind, string device, string entity, Severity severity, DateTimeOffset at, IReadOnlyList<(string Key, string Value)> labels, string? reason, EventState state = EventState.Raised) =>
        new(Guid.CreateVersion7(), kind, state, device, entity, severity, at, reason, new Dictionary<string, double>(StringComparer.Ordinal), labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal), TimeQuality.Synced);

    public static string Position(int n) => $"{Pon(n)}:{Number(n)}";

    private static string Pon(int n) => $"0/{3 + ((n - 1) / 16)}";

    private static int Number(int n) => ((n - 1) % 16) + 1;

    private static string[] Onu(string site, int n, bool isDark) =>
        [$"onu/{Position(n)}", Pon(n), $"{Number(n)}", NameOf(n), MacOf(site, n), "", isDark ? "los" : n % 23 == 0 ? "power_off" : "up", isDark ? "los" : n % 23 == 0 ? "dying_gasp" : "", $"{700 + (n * 37)}", isDark ? "" : $"-{18 + (n % 8)}.5"];

    private static string[] Account(int n) =>
        [$"plg-{n:000}", "pppoe", n % 4 == 0 ? "20M" : "10M", n % 7 == 0 ? "offline" : n % 11 == 0 ? "disabled" : "online", n % 7 == 0 ? "" : $"10.20.0.{n}", MacOf(Cut, n), n % 7 == 0 ? "2026-11-20 09:12:44" : "", "", n % 7 == 0 ? "peer-request" : "", NameOf(n), n % 7 == 0 ? "8130" : ""];

    private static string[] Session(int n) => [$"plg-{n:000}", "pppoe", $"10.20.0.{n}", MacOf(Cut, n), $"81{n:000}", "no", $"{n * 3607}", $"{n * 41_000_000L}", $"{n * 388_000_000L}", $"{n * 91_000}", $"{n * 1_320_000}"];

    private async Task GroupsAsync()
    {
        await GroupAsync("splitter-07", "OLT 1", "Kabel Timur", "LCP-07", isSplitter: true, null, [.. Enumerable.Range(1, Dark).Select(Position)]);
        await GroupAsync("splitter-08", "OLT 1", "Kabel Timur", "LCP-08", isSplitter: true, null, [.. Enumerable.Range(Dark + 1, 8).Select(Position)]);
        await GroupAsync("splitter-11", "OLT 1", "Kabel Barat", "LCP-11", isSplitter: false, null, [.. Enumerable.Range(5, 8).Select(Position)]);
        await GroupAsync("street-melati", "Jalan", "", "Melati", isSplitter: false, "name=Melati*", []);
        await GroupAsync("street-anggrek", "Jalan", "", "Anggrek", isSplitter: false, "name=Anggrek*", []);
    }

    private Task GroupAsync(string id, string category, string subcategory, string name, bool isSplitter, string? rule, IReadOnlyList<string> members) => PutAsync(
        $"/api/v1/groups/{id}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["category"] = category, ["subcategory"] = subcategory, ["name"] = name, ["site"] = Cut, ["is_splitter"] = isSplitter, ["members"] = members, ["rule"] = rule,
        }.Where(pair => pair.Value is not (null or "")).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    private async Task PutAsync(string path, object body)
    {
        var status = await rig.ApiAsync(HttpMethod.Put, path, body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent, $"PUT {path} answered {status}");
    }

    private Task WaitForSiteAsync(string site) => EdgeNoc.Rig.WaitFor.TrueAsync(async () => await rig.ApiAsync(HttpMethod.Get, $"/api/v1/sites/{site}") == HttpStatusCode.OK, TimeSpan.FromSeconds(20), $"{site} to be known");

    /// <summary>A day, as InfluxDB would have it: the charts' curves.</summary>
    private async Task HistoryAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var text = new StringBuilder();
        for (var at = now.AddHours(-24); at < now.AddMinutes(-5); at = at.AddMinutes(5))
        {
            var (day, ms) = (Math.Sin((at.Hour + (at.Minute / 60.0) - 8) * Math.PI / 12), at.ToUnixTimeMilliseconds());
            foreach (var pon in (string[])["0/3", "0/4", "0/5"]) text.Append(CultureInfo.InvariantCulture, $"pon,site={Cut},device=olt-1,pon={pon} online={15 + (day > 0.6 ? 1 : 0)}i,offline={(day > 0.6 ? 0 : 1)}i {ms}\n");
            text.Append(CultureInfo.InvariantCulture, $"sessions,site={Cut},device=router-1,service=pppoe active={120 + (int)(30 * day)}i {ms}\n");
            text.Append(CultureInfo.InvariantCulture, $"device,site={Cut},device=olt-1,kind=olt,vendor=hioso up=1i,rtt_ms={2.4 + (0.5 * day):0.00},cpu_pct={31 + (9 * day):0.0},temp_c={43 + (4 * day):0.0} {ms}\n");
            text.Append(CultureInfo.InvariantCulture, $"interface,site={Cut},device=router-1,interface=ether1 up=1i,rx_bps={(long)(60e6 + (40e6 * day))}i,tx_bps={(long)(6e6 + (4e6 * day))}i,rx_errors={at.Hour}i,tx_errors=0i {ms}\n");
            text.Append(CultureInfo.InvariantCulture, $"onu,site={Cut},device=olt-1,pon=0/3,onu=1 up=1i,rx_dbm={-21.4 - (0.6 * day):0.00} {ms}\n");
        }

        using var http = new HttpClient();
        using var body = new StringContent(text.ToString());
        using var answer = await http.PostAsync(new Uri(rig.Collector.Influx.Url, "/write?db=edgenoc&precision=ms"), body);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
