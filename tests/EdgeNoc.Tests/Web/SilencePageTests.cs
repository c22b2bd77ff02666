using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Pages.Silences;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

public sealed class SilencePageTests : IAsyncLifetime
{
    private DeskRig _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("silences")]
    [InlineData("maintenance")]
    public async Task One_is_made_seen_and_ended_by_those_whose_site_it_names(string list)
    {
        using var tono = await _desk.SignInAsync("tono");
        using var mira = await _desk.SignInAsync("mira");
        using (var made = await Add(tono, list, ("site", Story.Site), ("pon", "0/3"), ("comment", "Splice <b>ODP</b> 12"), ("minutes", "60"))) Assert.Equal($"/{list}", made.Headers.Location?.OriginalString);
        var page = await tono.TextAsync($"/{list}");
        Assert.Contains("Splice &lt;b&gt;ODP&lt;/b&gt; 12", page, StringComparison.Ordinal);
        Assert.Contains("data-silence=\"1\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-silence", await mira.TextAsync($"/{list}?state=all"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-silence", await tono.TextAsync(list == "silences" ? "/maintenance" : "/silences"), StringComparison.Ordinal);
        using (var foreign = await mira.PostFormAsync($"/{list}", $"/{list}?handler=End", ("id", "1"))) Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        if (list == "maintenance")
        {
            Assert.Contains("Compared with before", await tono.TextAsync("/maintenance/1"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(mira, "/maintenance/1"));
        }

        _desk.Story.After(1);
        using (var ended = await tono.PostFormAsync($"/{list}", $"/{list}?handler=End", ("id", "1"))) Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.DoesNotContain("data-silence", await tono.TextAsync($"/{list}"), StringComparison.Ordinal);
        Assert.Contains("data-silence=\"1\"", await tono.TextAsync($"/{list}?state=ended"), StringComparison.Ordinal);
        Assert.Equal(["tono", "tono"], _desk.Story.Query<string>("SELECT actor FROM audit WHERE action LIKE '%.add' OR action LIKE '%.end' ORDER BY id"));
    }

    [Fact]
    public async Task What_cannot_be_made_says_why_and_keeps_what_was_written()
    {
        using var tono = await _desk.SignInAsync("tono");
        using var ani = await _desk.SignInAsync("ani");
        using var vera = await _desk.SignInAsync("vera");
        await Refused(tono, SilenceText.BeyondSites, ("site", DeskRig.Other), ("comment", "x"), ("minutes", "60"));
        await Refused(tono, SilenceText.BeyondSites, ("kind", "onu.down"), ("comment", "x"), ("minutes", "60"));
        await Refused(ani, SilenceText.NoMatchers, ("comment", "KEPT"), ("minutes", "60"));
        await Refused(ani, SilenceText.NoComment, ("site", Story.Site), ("comment", " "), ("minutes", "60"));
        await Refused(ani, SilenceText.BadStart, ("site", Story.Site), ("comment", "x"), ("starts", "tomorrow"), ("minutes", "60"));
        await Refused(ani, SilenceText.BadTimes, ("site", Story.Site), ("comment", "x"), ("starts", "2020-01-01T00:00"), ("minutes", "60"));
        await Refused(ani, SilenceText.BadTimes, ("site", Story.Site), ("comment", "x"), ("minutes", "-5"));
        await Refused(ani, SilenceText.BadMatcher, ("site", new string('x', 300)), ("comment", "x"), ("minutes", "60"));
        using (var looking = await vera.PostFormAsync("/account", "/silences?handler=Add", ("site", Story.Site), ("comment", "x"), ("minutes", "60"))) Assert.Equal(HttpStatusCode.Forbidden, looking.StatusCode);
        Assert.Empty(_desk.Story.Query<long>("SELECT id FROM silences"));
        Assert.DoesNotContain("handler=Add", await vera.TextAsync("/silences"), StringComparison.Ordinal);

        static async Task Refused(ConsoleBrowser browser, Word why, params (string, string)[] fields)
        {
            using var answer = await Add(browser, "silences", fields);
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Contains(why.En, text, StringComparison.Ordinal);
            if (fields.Contains(("comment", "KEPT"))) Assert.Contains("value=\"KEPT\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2026-11-20T22:00", "Asia/Jakarta", "2026-11-20T15:00:00Z")]
    [InlineData("2026-07-01T22:00", "Europe/Berlin", "2026-07-01T20:00:00Z")]
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z")]
    public void A_start_is_read_in_the_zone_of_whoever_writes_it(string written, string zone, string meant) => Assert.Equal(
        DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture),
        new SilenceForm("kdr-03", null, null, null, null, null, written, 60, "x").Read(SilenceKind.Silence, TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.UnixEpoch)!.Starts);

    [Fact]
    public async Task Alerts_that_are_over_are_found_by_what_is_asked_for()
    {
        await _desk.IncidentAsync(name: "<script>CUSTOMER</script>");
        await _desk.EndAsync();
        await _desk.IncidentAsync(DeskRig.Other);
        using var ani = await _desk.SignInAsync("ani");
        using var tono = await _desk.SignInAsync("tono");
        Assert.Contains("&lt;script&gt;CUSTOMER", await ani.TextAsync("/alerts?q=CUSTOMER&state=cleared&kind=pon.down&severity=critical&from=2026-11-20&to=2026-11-20"), StringComparison.Ordinal);
        foreach (var nothing in new[] { "/alerts?from=2026-11-21", "/alerts?to=2026-11-19", "/alerts?q=%25nobody%25", "/alerts?kind=onu.down", "/alerts?site=kdr-99" })
            Assert.DoesNotContain("data-alert", await ani.TextAsync(nothing), StringComparison.Ordinal);
        Assert.DoesNotContain(DeskRig.Other, await tono.TextAsync("/alerts"), StringComparison.Ordinal);
        Assert.Contains(DeskRig.Other, await ani.TextAsync("/alerts?state=open"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_count_alerts_by_kind_and_site_and_the_time_until_somebody_acknowledged()
    {
        var mine = await _desk.IncidentAsync();
        _desk.Story.After(120);
        Assert.Equal(HttpStatusCode.OK, (await _desk.Api.PostAsync($"/api/v1/incidents/{mine}/ack")).Status);
        await _desk.IncidentAsync(DeskRig.Other);
        var all = (await _desk.Api.GetAsync("/api/v1/statistics/alerts?days=7")).Json;
        Assert.Equal((2, 1, 120.0), (all.GetProperty("total").GetProperty("incidents").GetInt32(), all.GetProperty("total").GetProperty("acked").GetInt32(), all.GetProperty("total").GetProperty("ack_median_s").GetDouble()));
        Assert.Equal(["demo-pop", "mlg-01"], all.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()!).Order());
        Assert.Equal(2, all.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "pon.down").GetProperty("told").GetInt32());
        Assert.Equal((8, 2), (all.GetProperty("days").GetArrayLength(), all.GetProperty("days")[7].GetProperty("grave").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.GetAsync("/api/v1/statistics/alerts?days=0")).Status);
        using var tono = await _desk.SignInAsync("tono");
        var page = await tono.TextAsync("/statistics?days=7");
        Assert.Contains("<b id=\"ack-median\">2m 0s</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(DeskRig.Other, page, StringComparison.Ordinal);
        using var mira = await _desk.SignInAsync("mira");
        Assert.Contains("Nothing was wrong", await mira.TextAsync($"/statistics?site={Story.Site}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantile_lies_between_its_neighbours()
    {
        Assert.Null(StatisticsQuery.Quantile([], 0.5));
        Assert.Equal(7, StatisticsQuery.Quantile([7], 0.9));
        Assert.Equal(2.5, StatisticsQuery.Quantile([4, 1, 3, 2], 0.5));
        Assert.Equal(9.1, StatisticsQuery.Quantile(Enumerable.Range(1, 10).Select(n => (double)n), 0.9)!.Value, 6);
    }

    private static Task<HttpResponseMessage> Add(ConsoleBrowser browser, string list, params (string, string)[] fields) => browser.PostFormAsync($"/{list}", $"/{list}?handler=Add", fields);
}
