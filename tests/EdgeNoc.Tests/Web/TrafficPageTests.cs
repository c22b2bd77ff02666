using System.Net;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Ingest;

namespace EdgeNoc.Tests.Web;

/// <summary>Interfaces, top talkers, light, curves of the network and the cabinet's door: a built collector with its broker and InfluxDB, two sites, and a technician of one of them.</summary>
[Trait("Category", "Slow")]
public sealed class TrafficPageTests(TrafficPageTests.Office office) : IClassFixture<TrafficPageTests.Office>
{
    private const long Minute = 60_000;
    private readonly ConsoleRig _rig = office.Rig;

    public sealed class Office : IAsyncLifetime
    {
        internal ConsoleRig Rig { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Rig = await ConsoleRig.StartAsync();
            await Rig.UserAsync("ani", "admin");
            await Rig.UserAsync("tono", "technician", "kdr-03");
            Rig.Doors["kdr-03"] = new StatusPanel("steady", "steady", "slow_blink", "off", Buzzer: false, "live");
            await Rig.OnlineAsync("kdr-03", "Kediri 3");
            await Rig.OnlineAsync("mlg-01", "Malang 1");
            await Rig.TellAsync(
                "kdr-03", "interface,device=router-1,interface=ether1 up=1i,rx_bps=94000000i,tx_bps=8000000i,speed_bps=100000000i,util_pct=94,rx_errors=2i,tx_errors=1i", "interface,device=router-1,interface=<b>2 up=0i",
                "pon,device=olt-1,pon=0/1 total=3i,online=2i,offline=1i,in_bps=20000000i,out_bps=300000000i", "onu,device=olt-1,onu=1,pon=0/1 up=1i,status=\"up\",rx_dbm=-24.9,name=\"CLIENT-001\"",
                "onu,device=olt-1,onu=2,pon=0/1 up=1i,status=\"up\",rx_dbm=-27.4,name=\"CLIENT-002\"", "onu,device=olt-1,onu=3,pon=0/2 up=1i,status=\"up\",rx_dbm=-19,name=\"CLIENT-003\"",
                "device,device=router-1,kind=router,vendor=mikrotik up=1i,rtt_ms=2.5");
            await Rig.TellAsync("mlg-01", "interface,device=router-9,interface=sfp9 up=1i,rx_bps=7i", "onu,device=olt-9,onu=9,pon=0/9 up=1i,status=\"up\",rx_dbm=-29,name=\"OTHER-009\"");
            await PastAsync();
            using var ani = await Rig.SignInAsync("ani");
            await WaitFor.TrueAsync(
                async () => await ani.TextAsync("/lists/interfaces") is var page && page.Contains("ether1", StringComparison.Ordinal) && page.Contains("sfp9", StringComparison.Ordinal) && (await ani.TextAsync("/onus")).Contains("OTHER-009", StringComparison.Ordinal),
                TimeSpan.FromSeconds(30), "both sites to be known");
        }

        public ValueTask DisposeAsync() => Rig.DisposeAsync();

        /// <summary>What was measured before the collector looked: a point a minute for what carries, one a day of light, and totals of sites as figures.</summary>
        private async Task PastAsync()
        {
            var influx = Rig.Collector.Influx;
            using (await influx.QueryAsync(CollectorRig.Database, $"CREATE RETENTION POLICY \"m5\" ON \"{CollectorRig.Database}\" DURATION 366d REPLICATION 1"))
            {
            }

            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / (5 * Minute) * (5 * Minute);
            var raw = new List<string>();

            // Also of what is to come: the last whole hour is full of points whenever it is asked for.
            for (var at = now - (90 * Minute); at <= now + (30 * Minute); at += Minute)
            {
                raw.Add(FormattableString.Invariant($"interface,site=kdr-03,device=router-1,interface=ether1 rx_bps=8000000i,tx_bps=800000i {at}"));
                raw.Add(FormattableString.Invariant($"interface,site=kdr-03,device=router-1,interface=ether2 rx_bps=80000i {at}"));
                raw.Add(FormattableString.Invariant($"interface,site=mlg-01,device=router-9,interface=sfp9 rx_bps=80000000i,tx_bps=0i {at}"));
            }

            for (var day = 29; day >= 0; day--)
            {
                raw.Add(FormattableString.Invariant($"onu,site=kdr-03,device=olt-1,pon=0/1,onu=1 rx_dbm={-22.0 - ((29 - day) * 0.1)} {now - (day * 24L * 60 * Minute)}"));
                raw.Add(FormattableString.Invariant($"onu,site=kdr-03,device=olt-1,pon=0/2,onu=3 rx_dbm={-19.0 - (day % 2 * 0.1)} {now - (day * 24L * 60 * Minute)}"));
            }

            await WriteAsync(influx.Url, "", raw);
            var figures = new List<string>();
            for (var at = now - (24 * 60 * Minute); at <= now; at += 5 * Minute)
            {
                figures.Add(FormattableString.Invariant($"queue,site=kdr-03,device=router-1,queue=CLIENT-001 in_bps=1000,out_bps=8000,out_bps_max=90000i {at}"));
                figures.Add(FormattableString.Invariant($"site_total,site=kdr-03 online=40,offline=2 {at}"));
                figures.Add(FormattableString.Invariant($"site_total,site=mlg-01 online=60,offline=0,weak=3 {at}"));
            }

            await WriteAsync(influx.Url, "&rp=m5", figures);
        }

        private static async Task WriteAsync(Uri influx, string store, IEnumerable<string> lines)
        {
            using var http = new HttpClient { BaseAddress = influx };
            using var body = new StringContent(string.Join('\n', lines));
            (await http.PostAsync(new Uri($"/write?db={CollectorRig.Database}&precision=ms{store}", UriKind.Relative), body)).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task Interfaces_are_filtered_sorted_exported_and_charted_within_the_sites_of_who_asks()
    {
        using var ani = await _rig.SignInAsync("ani");
        var busiest = await JsonAsync(ani, "/api/v1/interfaces?sort=rx_bps&order=desc&limit=1&kind=port");
        var first = busiest.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("kdr-03", "ether1", "up", 94_000_000, 94.0, 3), (Text(first, "site"), Text(first, "name"), Text(first, "state"), first.GetProperty("rx_bps").GetInt64(), first.GetProperty("util_pct").GetDouble(), first.GetProperty("errors").GetInt64()));
        var rest = await JsonAsync(ani, $"/api/v1/interfaces?sort=rx_bps&order=desc&kind=port&cursor={Text(busiest, "next")}");
        Assert.Equal(["sfp9", "<b>2"], rest.GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        var down = await ani.TextAsync("/lists/interfaces?state=down");
        Assert.Contains("&lt;b&gt;2", down, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>2", down, StringComparison.Ordinal);
        Assert.DoesNotContain("ether1", down, StringComparison.Ordinal);
        Assert.Contains("300 Mbit/s", await ani.TextAsync("/sites/kdr-03/devices/olt-1/interface?pon=0%2F1"), StringComparison.Ordinal);
        Assert.Contains("94 Mbit/s", await ani.TextAsync("/sites/kdr-03/devices/router-1/interface?name=ether1&handler=Now"), StringComparison.Ordinal);

        using var tono = await _rig.SignInAsync("tono");
        foreach (var path in new[] { "/lists/interfaces", "/lists/interfaces?handler=Export&format=csv", "/lists/interfaces?handler=Export&format=json", "/api/v1/interfaces" })
        {
            var text = await tono.TextAsync(path);
            Assert.Contains("ether1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("sfp9", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync("/sites/mlg-01/devices/router-9/interface?name=sfp9")).StatusCode);
        foreach (var bad in new[] { "sort=nothing", "cursor=nothing", "limit=0", "site=<b>", "order=up" })
            Assert.Equal(HttpStatusCode.BadRequest, (await tono.GetAsync($"/api/v1/interfaces?{bad}")).StatusCode);

        var history = await JsonAsync(tono, "/api/v1/sites/kdr-03/history/traffic?device=router-1&interface=ether1&range=6h");
        Assert.Contains(8.0, history.GetProperty("series")[0].GetProperty("values").EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble()));
        Assert.Equal(["rx_bps", "tx_bps"], history.GetProperty("series").EnumerateArray().Select(line => Text(line, "name")));
        foreach (var chart in new[] { "used", "errors", "optic" }) Assert.Equal(JsonValueKind.Array, (await JsonAsync(tono, $"/api/v1/sites/kdr-03/history/{chart}?device=router-1&interface=ether1")).GetProperty("series").ValueKind);
    }

    [Fact]
    public async Task Top_talkers_are_what_was_carried_in_whole_windows_and_of_ones_own_sites()
    {
        using var ani = await _rig.SignInAsync("ani");
        var hour = await JsonAsync(ani, "/api/v1/statistics/talkers?what=interfaces&stretch=hour");
        Assert.Equal(["sfp9", "ether1", "ether2"], hour.GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        var second = hour.GetProperty("items")[1];
        Assert.Equal((3_600_000_000.0, 360_000_000.0), (second.GetProperty("download").GetDouble(), second.GetProperty("upload").GetDouble()));
        Assert.True(second.GetProperty("peak_bps").GetDouble() >= 8_000_000);

        // No figures of interfaces are there, so the day is added up from points; of queues there are.
        var day = await JsonAsync(ani, "/api/v1/statistics/talkers?what=interfaces&stretch=day&site=kdr-03");
        Assert.Equal(["ether1", "ether2"], day.GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        var queue = (await JsonAsync(ani, "/api/v1/statistics/talkers?what=queues")).GetProperty("items").EnumerateArray().Single();
        Assert.InRange(queue.GetProperty("download").GetDouble(), 85_000_000, 86_400_000);
        Assert.Equal((90_000.0, 8.0), (queue.GetProperty("peak_bps").GetDouble(), Math.Round(queue.GetProperty("download").GetDouble() / queue.GetProperty("upload").GetDouble())));
        Assert.Contains("3.6 GB", await ani.TextAsync("/talkers?what=interfaces&stretch=hour"), StringComparison.Ordinal);

        using var tono = await _rig.SignInAsync("tono");
        foreach (var path in new[] { "/talkers?stretch=hour", "/api/v1/statistics/talkers?stretch=hour", "/talkers?site=mlg-01&stretch=hour", "/api/v1/statistics/talkers?site=mlg-01&stretch=hour" })
            Assert.DoesNotContain("sfp9", await tono.TextAsync(path), StringComparison.Ordinal);
        foreach (var what in new[] { "pons", "ppp", "hotspot" }) Assert.Empty((await JsonAsync(tono, $"/api/v1/statistics/talkers?what={what}&stretch=month")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await tono.GetAsync("/api/v1/statistics/talkers?what=cows")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await tono.GetAsync("/api/v1/statistics/talkers?stretch=year")).StatusCode);
    }

    [Fact]
    public async Task The_weakest_light_comes_first_with_where_it_goes()
    {
        using var tono = await _rig.SignInAsync("tono");
        var all = await JsonAsync(tono, "/api/v1/statistics/optics");
        Assert.Equal(["CLIENT-002", "CLIENT-001", "CLIENT-003"], all.GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        var falling = all.GetProperty("items")[1];
        Assert.Equal(-0.7, falling.GetProperty("slope_db_week").GetDouble(), 0.15);
        Assert.InRange(falling.GetProperty("weak_in_days").GetDouble(), 15, 30);
        Assert.True(falling.GetProperty("change30_db").GetDouble() < -2);
        Assert.False(all.GetProperty("items")[2].TryGetProperty("weak_in_days", out _));
        Assert.Equal(0, all.GetProperty("items")[0].GetProperty("weak_in_days").GetDouble());
        Assert.Equal(["CLIENT-001", "CLIENT-003", "CLIENT-002"], (await JsonAsync(tono, "/api/v1/statistics/optics?order=slope")).GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        Assert.Equal(["CLIENT-003"], (await JsonAsync(tono, "/api/v1/statistics/optics?pon=0%2F2&device=olt-1")).GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        Assert.Empty((await JsonAsync(tono, "/api/v1/statistics/optics?site=mlg-01")).GetProperty("items").EnumerateArray());
        Assert.Empty((await JsonAsync(tono, "/api/v1/statistics/optics?category=none")).GetProperty("items").EnumerateArray());

        using var ani = await _rig.SignInAsync("ani");
        Assert.Equal(HttpStatusCode.NoContent, await _rig.ApiAsync(HttpMethod.Put, "/api/v1/groups/splitter-7", new { category = "LCP: Blimbing", name = "Splitter 7", site = "kdr-03", members = new[] { "olt-1 0/1:2" } }));
        Assert.Equal(["CLIENT-002"], (await JsonAsync(ani, "/api/v1/statistics/optics?category=LCP%3A%20Blimbing")).GetProperty("items").EnumerateArray().Select(one => Text(one, "name")));
        Assert.Contains("LCP: Blimbing", await ani.TextAsync("/optics?order=soon"), StringComparison.Ordinal);
        Assert.Contains("OTHER-009", await ani.TextAsync("/optics"), StringComparison.Ordinal);
        Assert.DoesNotContain("OTHER-009", await tono.TextAsync("/optics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_curves_of_the_network_are_those_of_the_sites_that_one_sees()
    {
        using var ani = await _rig.SignInAsync("ani");
        using var tono = await _rig.SignInAsync("tono");
        Assert.Equal((100.0, 2.0, 3.0), await LastAsync(ani));
        Assert.Equal((40.0, 2.0, null), await LastAsync(tono));
        Assert.Contains("/api/v1/history/light?range=7d", await tono.TextAsync("/?range=7d"), StringComparison.Ordinal);
        foreach (var chart in new[] { "sessions", "light", "temperature" }) Assert.Equal(HttpStatusCode.OK, (await tono.GetAsync($"/api/v1/history/{chart}?range=6h")).StatusCode);
        foreach (var bad in new[] { "nothing", "onus?range=30d", "onus?range=x" }) Assert.Equal(HttpStatusCode.BadRequest, (await tono.GetAsync($"/api/v1/history/{bad}")).StatusCode);

        static async Task<(double?, double?, double?)> LastAsync(ConsoleBrowser browser)
        {
            var series = (await JsonAsync(browser, "/api/v1/history/onus?range=24h")).GetProperty("series").EnumerateArray()
                .ToDictionary(line => Text(line, "name")!, line => line.GetProperty("values").EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Select(value => (double?)value.GetDouble()).LastOrDefault(), StringComparer.Ordinal);
            return (series["online"], series["offline"], series["weak"]);
        }
    }

    [Fact]
    public async Task The_door_of_a_cabinet_is_as_the_agent_said_last_and_grey_when_it_is_not_heard()
    {
        using var tono = await _rig.SignInAsync("tono");
        Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync("/api/v1/sites/mlg-01/panel")).StatusCode);
        using var ani = await _rig.SignInAsync("ani");
        Assert.Equal(HttpStatusCode.NotFound, (await ani.GetAsync("/api/v1/sites/mlg-01/panel")).StatusCode);
        Assert.DoesNotContain("data-lamp", await ani.TextAsync("/sites/mlg-01"), StringComparison.Ordinal);
        await WaitFor.TrueAsync(async () => !(await JsonAsync(tono, "/api/v1/sites/kdr-03/panel")).GetProperty("is_stale").GetBoolean(), TimeSpan.FromSeconds(30), "the site to be heard");
        Assert.Equal(["steady", "steady", "slow_blink", "off"], (await JsonAsync(tono, "/api/v1/sites/kdr-03/panel")).GetProperty("lamps").EnumerateArray().Select(lamp => Text(lamp, "pattern")));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream");
        using var http = new HttpClient { BaseAddress = _rig.Address };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_rig.Token}");
        using var stream = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) != "event: picture")
        {
        }

        _rig.Doors["kdr-03"] = new StatusPanel("slow_blink", "double_blink", "fast", "fast", Buzzer: true, "live");
        await _rig.OnlineAsync("kdr-03", "Kediri 3");
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) != "event: panel")
        {
        }

        Assert.Equal("data: {\"site\":\"kdr-03\"}", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        var part = await tono.TextAsync("/sites/kdr-03?handler=Panel");
        Assert.Contains("data-lamp=\"alarm\" data-pattern=\"fast\"", part, StringComparison.Ordinal);
        Assert.Contains("critical, and nobody took it on", part, StringComparison.Ordinal);
        Assert.Contains("data-buzzer=\"on\"", part, StringComparison.Ordinal);

        await _rig.OfflineAsync("kdr-03");
        await WaitFor.TrueAsync(async () => (await tono.TextAsync("/sites/kdr-03?handler=Panel")).Contains("cabinet stale", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the door to be grey");
        Assert.Contains("data-pattern=\"double_blink\"", await tono.TextAsync("/sites/kdr-03"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(ConsoleBrowser browser, string path) => JsonDocument.Parse(await browser.TextAsync(path)).RootElement;

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
