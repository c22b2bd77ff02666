using System.Net;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Web;

/// <summary>The console as it is built, asked by browsers without a window: who may see and do what, and who may not.</summary>
public sealed class ConsoleHttpTests(ConsoleHttpTests.Office office) : IClassFixture<ConsoleHttpTests.Office>
{
    private readonly ConsoleRig _rig = office.Rig;

    /// <summary>Two sites, an administrator, a technician of one of them, and a viewer.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal ConsoleRig Rig { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Rig = await ConsoleRig.StartAsync();
            await Rig.UserAsync("ani", "admin");
            await Rig.UserAsync("tono", "technician", "kdr-03");
            await Rig.UserAsync("vera", "viewer");
            await Rig.OnlineAsync("kdr-03", "Kediri 3");
            await Rig.OnlineAsync("mlg-01", "Malang 1");
            await Rig.ListAsync("kdr-03", "CLIENT-001", "<script>alert(1)</script>", "CLIENT-003");
            await Rig.ListAsync("mlg-01", "OTHER-001");
            using var ani = await Rig.SignInAsync("ani");
            await WaitFor.TrueAsync(
                async () => await ani.TextAsync("/onus") is var page && page.Contains("CLIENT-003", StringComparison.Ordinal) && page.Contains("OTHER-001", StringComparison.Ordinal),
                TimeSpan.FromSeconds(30), "both lists to be known");
        }

        public ValueTask DisposeAsync() => Rig.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_not_signed_in_comes_to_the_door_and_after_it_to_where_he_wanted_to_go()
    {
        using var browser = new ConsoleBrowser(_rig.Address);
        using var asked = await browser.GetAsync("/onus?status=down");
        Assert.Equal("/sign-in?back=%2Fonus%3Fstatus%3Ddown", asked.Headers.Location?.OriginalString);
        using var inside = await browser.PostFormAsync("/sign-in", "/sign-in", ("id", "Vera"), ("password", ConsoleRig.Password), ("back", "/onus?status=down"));
        Assert.Equal("/onus?status=down", inside.Headers.Location?.OriginalString);
        var cookie = inside.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("edgenoc=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);

        foreach (var elsewhere in new[] { "https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)" })
        {
            using var other = new ConsoleBrowser(_rig.Address);
            using var answer = await other.PostFormAsync("/sign-in", "/sign-in", ("id", "vera"), ("password", ConsoleRig.Password), ("back", elsewhere));
            Assert.Equal("/", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task A_technician_sees_his_sites_and_nothing_of_another_on_any_page()
    {
        using var tono = await _rig.SignInAsync("tono");
        foreach (var page in new[] { "/", "/onus", "/find?q=OTHER-001", "/find?q=00:1A:2B:00:00:01", "/onus?q=OTHER", "/onus?handler=Export&format=csv", "/?handler=Sites", "/account" })
            Assert.DoesNotContain("mlg-01", await tono.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains("CLIENT-001", await tono.TextAsync("/onus"), StringComparison.Ordinal);
        foreach (var page in new[] { "/sites/mlg-01", "/sites/mlg-01/devices/olt-1", "/sites/mlg-01/devices/olt-1/onu?at=0%2F1%3A1", "/sites/mlg-01?handler=Devices", "/sites/nothing", "/nothing" })
            Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync(page)).StatusCode);
        foreach (var page in new[] { "/people", "/people/edit", "/audit", "/audit?handler=Export" })
            Assert.Equal(HttpStatusCode.Forbidden, (await tono.GetAsync(page)).StatusCode);
        foreach (var path in new[] { "/api/v1/overview", "/api/v1/sites", "/api/v1/find?q=OTHER-001" })
            Assert.DoesNotContain("mlg-01", await tono.TextAsync(path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync("/api/v1/sites/mlg-01")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync("/api/v1/sites/mlg-01/history/onus")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tono.GetAsync("/api/v1/contacts")).StatusCode);
    }

    [Fact]
    public async Task Names_from_the_network_are_texts_and_no_markup_anywhere()
    {
        using var ani = await _rig.SignInAsync("ani");
        foreach (var page in new[] { "/onus", "/find?q=%3Cscript%3E", "/sites/kdr-03/devices/olt-1/onu?at=0%2F1%3A2", "/onus?q=%3Cscript%3E", "/onus?handler=More&q=%3Cscript%3E" })
        {
            var text = await ani.TextAsync(page);
            Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_routers_list_is_filtered_sorted_and_exported_and_stays_within_the_sites_of_who_asks()
    {
        string[] columns = ["name", "state", "address", "offline_s"];
        await _rig.TableAsync("kdr-03", "router-1", "ppp_accounts", columns, [["user-1", "online", "10.0.0.1", ""], ["user-2", "offline", "", "9000"], ["=user-3", "offline", "", "80"]]);
        await _rig.TableAsync("mlg-01", "router-1", "ppp_accounts", columns, [["other-1", "offline", "", "5"]]);
        using var ani = await _rig.SignInAsync("ani");
        var offline = "/lists/ppp-accounts?state=offline&sort=offline_s&order=desc";
        await WaitFor.TrueAsync(async () => (await ani.TextAsync(offline)).Contains("other-1", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the second list to be known");
        var page = await ani.TextAsync(offline);
        Assert.True(page.IndexOf("user-2", StringComparison.Ordinal) < page.IndexOf("user-3", StringComparison.Ordinal) && page.IndexOf("user-3", StringComparison.Ordinal) < page.IndexOf("other-1", StringComparison.Ordinal));
        Assert.DoesNotContain("user-1", page, StringComparison.Ordinal);
        Assert.Contains("2h 30m", page, StringComparison.Ordinal);

        using var tono = await _rig.SignInAsync("tono");
        var file = await tono.TextAsync("/lists/ppp-accounts?handler=Export&format=csv&sort=name");
        Assert.StartsWith("\uFEFFsite_id,name,state,profile,", file.StartsWith('\uFEFF') ? file : "\uFEFF" + file, StringComparison.Ordinal);
        Assert.Contains("kdr-03,'=user-3,offline,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("other-1", file + await tono.TextAsync("/lists/ppp-accounts"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tono.GetAsync("/lists/nothing")).StatusCode);
    }

    [Fact]
    public async Task Nothing_changes_without_the_mark_of_a_form_of_the_console()
    {
        using var ani = await _rig.SignInAsync("ani");
        foreach (var action in new[] { "/account", "/account?handler=Password", "/account?handler=EndAll", "/people/edit", "/people/edit?handler=Remove", "/sign-in", "/setup" })
        {
            using var forged = await ani.PostAsync(action, ("id", "eve"), ("known", "vera"), ("name", "Eve"), ("role", "admin"), ("password", ConsoleRig.Password), ("__RequestVerificationToken", "CfDJ8forged"));
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/users/vera");
        using var byCookie = await ani.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, byCookie.StatusCode);
        using var still = await _rig.SignInAsync("vera");
        Assert.Equal(HttpStatusCode.OK, (await ani.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_viewer_changes_nothing_with_a_good_mark_either()
    {
        using var vera = await _rig.SignInAsync("vera");
        using var made = await vera.PostFormAsync("/account", "/people/edit", ("id", "eve"), ("name", "Eve"), ("role", "admin"), ("password", ConsoleRig.Password));
        Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await vera.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task A_token_is_made_on_its_page_shown_once_and_of_no_use_once_revoked()
    {
        using var ani = await _rig.SignInAsync("ani");
        using var made = await ani.PostFormAsync("/people/tokens", "/people/tokens", ("name", "grafana"), ("role", "technician"), ("sites", "kdr-03"));
        var token = System.Text.RegularExpressions.Regex.Match(await made.Content.ReadAsStringAsync(), "edgenoc\\.t\\d+\\.[A-Za-z0-9_-]+").Value;
        Assert.DoesNotContain(token, await ani.TextAsync("/people/tokens"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await _rig.ApiAsync(HttpMethod.Get, "/api/v1/sites/kdr-03", token: token));
        Assert.Equal(HttpStatusCode.NotFound, await _rig.ApiAsync(HttpMethod.Get, "/api/v1/sites/mlg-01", token: token));
        using var revoked = await ani.PostFormAsync("/people/tokens", "/people/tokens?handler=Revoke", ("id", token.Split('.')[1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await _rig.ApiAsync(HttpMethod.Get, "/api/v1/sites/kdr-03", token: token));
    }

    [Fact]
    public async Task A_command_to_a_site_that_cannot_have_it_says_why_and_is_in_the_audit_and_a_viewer_has_none()
    {
        using var tono = await _rig.SignInAsync("tono");
        using var run = await tono.PostFormAsync("/sites/kdr-03/run", "/sites/kdr-03/run", ("command", "ping"), ("address", "192.0.2.1"));
        Assert.Contains("knows no commands", await run.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var wrong = await tono.PostFormAsync("/sites/kdr-03/run", "/sites/kdr-03/run", ("command", "ping"), ("address", "; reboot"));
        Assert.Contains("address: ", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var beyond = await tono.PostFormAsync("/sites/kdr-03/run", "/sites/kdr-03/run", ("command", "restart"));
        Assert.Contains("Your role may not", await beyond.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var elsewhere = await tono.PostFormAsync("/sites/kdr-03/run", "/sites/mlg-01/run", ("command", "ping"), ("address", "192.0.2.1"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var vera = await _rig.SignInAsync("vera");
        Assert.Equal(HttpStatusCode.Forbidden, (await vera.GetAsync("/sites/kdr-03/run")).StatusCode);
        Assert.DoesNotContain("Poll now", await vera.TextAsync("/sites/kdr-03/devices/olt-1/onu?at=0%2F1%3A1"), StringComparison.Ordinal);
        Assert.Contains("Poll now", await tono.TextAsync("/sites/kdr-03/devices/olt-1/onu?at=0%2F1%3A1"), StringComparison.Ordinal);
        using var ani = await _rig.SignInAsync("ani");
        var audit = await ani.TextAsync("/audit?actor=tono");
        foreach (var outcome in new[] { "too_old", "bad_request", "forbidden" }) Assert.Contains(outcome, audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_out_everywhere_no_browser_is_in_any_more()
    {
        using var here = await _rig.SignInAsync("vera");
        using var there = await _rig.SignInAsync("vera");
        using var gone = await here.PostFormAsync("/account", "/account?handler=EndAll");
        Assert.Equal("/sign-in", gone.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/")).StatusCode);
        using var part = new HttpRequestMessage(HttpMethod.Get, "/?handler=Sites");
        part.Headers.Add("HX-Request", "true");
        using var refused = await there.SendAsync(part);
        Assert.Equal((HttpStatusCode.Unauthorized, "/sign-in"), (refused.StatusCode, refused.Headers.GetValues("HX-Redirect").Single()));
    }

    [Fact]
    public async Task The_second_of_two_who_change_the_same_user_is_told()
    {
        using var first = await _rig.SignInAsync("ani");
        using var second = await _rig.SignInAsync("ani");
        var stale = Field(await second.TextAsync("/people/edit?id=vera"), "edition");
        using var changed = await first.PostFormAsync("/people/edit?id=vera", "/people/edit", ("known", "vera"), ("edition", stale), ("name", "Vera the first"), ("role", "viewer"));
        Assert.Equal("/people", changed.Headers.Location?.OriginalString);
        using var refused = await second.PostFormAsync("/people/edit?id=vera", "/people/edit", ("known", "vera"), ("edition", stale), ("name", "Vera the second"), ("role", "noc"));
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Somebody changed this user", text, StringComparison.Ordinal);
        Assert.Contains("Vera the first", text, StringComparison.Ordinal);
        var audit = await first.TextAsync("/audit?q=Vera");
        Assert.Contains("Vera the first (viewer)", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("Vera the second", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_that_nothing_may_come_from_elsewhere_and_no_script_stand_within_a_page()
    {
        using var ani = await _rig.SignInAsync("ani");
        foreach (var page in new[] { "/", "/sign-in", "/onus", "/people", "/audit", "/account", "/nothing", "/healthz", "/openapi/v1.json", "/api/v1/sites" })
        {
            using var answer = await ani.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotMatch("<script(?![^>]*src=\"/assets/)|style=\"|\\son[a-z]+=\"|(src|href)=\"(https?:)?//", text);
        }
    }

    [Fact]
    public async Task Without_its_database_a_chart_says_so_and_what_is_live_stays()
    {
        using var ani = await _rig.SignInAsync("ani");
        await _rig.Collector.Influx.StopAsync();
        Assert.Contains("InfluxDB", await ani.TextAsync("/api/v1/sites/kdr-03/history/onus"), StringComparison.Ordinal);
        Assert.Contains("CLIENT-001", await ani.TextAsync("/onus"), StringComparison.Ordinal);
        foreach (var wrong in new[] { "/api/v1/sites/kdr-03/history/onus?range=1y", "/api/v1/sites/kdr-03/history/nothing", "/api/v1/sites/kdr-03/history/light", "/api/v1/sites/kdr-03/history/load?device=%27%3B--" })
            Assert.Equal(HttpStatusCode.BadRequest, (await ani.GetAsync(wrong)).StatusCode);
        await _rig.Collector.Influx.StartAsync();
    }

    private static string Field(string page, string name) => System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value.Replace("&quot;", "\"", StringComparison.Ordinal);
}
