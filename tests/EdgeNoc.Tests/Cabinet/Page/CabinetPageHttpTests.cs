using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Http;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Cabinet.Page;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CabinetPageHttpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_pin_no_answer_holds_a_customers_name_a_mac_a_detail_or_a_secret()
    {
        await using var page = await PageUnderTest.StartAsync();
        var seen = new StringBuilder();
        foreach (var path in Assets.All.Keys.Concat(["/", "/onus?q=CUSTOMER", "/onus", "/none", "/config", "/../olt.pw", "/texts/..%2f..%2folt.pw"]))
        {
            using var answer = await page.Client.GetAsync(path, Ct);
            seen.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync(Ct));
        }

        foreach (var (path, body) in Actions)
        {
            using var answer = await page.PostAsync(path, body);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            seen.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync(Ct));
        }

        seen.Append(await FirstAsync(page.LiveAsync())).Append(await FirstAsync(page.LiveAsync("edgenoc_page=guessed")));
        var text = seen.ToString();
        Assert.Contains("olt-1", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "CUSTOMER", "PERSON-1", "00:1A", "10.9.8", "detail-of", "remedy-of", "olt-secret", "box-login", "pbkdf2", PageUnderTest.Pin }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.Empty(page.Events.All);
        Assert.Empty(page.Paused);
    }

    [Fact]
    public async Task With_the_pin_there_are_names_and_still_no_secret()
    {
        await using var page = await PageUnderTest.StartAsync();
        var cookie = await page.UnlockAsync();
        var state = (await FirstAsync(page.LiveAsync(cookie))).ToJsonString();
        var found = await (await page.Client.SendAsync(page.Request("/onus?q=customer-9", null, cookie), Ct)).Content.ReadAsStringAsync(Ct);
        foreach (var name in new[] { "CUSTOMER-5", "CUSTOMER-7", "PERSON-1", "detail-of-uplink", "remedy-of-driver" }) Assert.Contains(name, state, StringComparison.Ordinal);
        Assert.Contains("\"rx_dbm\":-24.5", found, StringComparison.Ordinal);
        foreach (var secret in new[] { "olt-secret", "pbkdf2", PageUnderTest.Pin }) Assert.DoesNotContain(secret, state + found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_pin_the_config_is_shown_and_changed_however_long_it_is_and_without_it_neither()
    {
        await using var page = await PageUnderTest.StartAsync();
        var wrong = new { config = "{ \"wrong\": 1 }" };
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PostAsync("/config", wrong)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.Client.GetAsync("/config", Ct)).StatusCode);
        var cookie = await page.UnlockAsync();
        Assert.Contains("kdr-03", await (await page.Client.SendAsync(page.Request("/config", null, cookie), Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("""{"problems":["site: is wrong: put it right"]}""", await (await page.PostAsync("/config", wrong, cookie)).Content.ReadAsStringAsync(Ct));
        var large = new { config = new string('x', 500_000) };
        Assert.Equal("""{"problems":[]}""", await (await page.PostAsync("/config", large, cookie)).Content.ReadAsStringAsync(Ct));
        Assert.Equal([wrong.config, large.config], page.Made);
        Assert.NotEqual(HttpStatusCode.OK, (await page.PostAsync("/config", new { config = new string('x', 3_000_000) }, cookie)).StatusCode);
        Assert.Equal(2, page.Made.Count);
    }

    [Fact]
    public async Task A_held_button_lets_the_first_phone_change_the_config_without_the_pin_and_no_second_one()
    {
        await using var page = await PageUnderTest.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync("/held", new { })).StatusCode);
        page.Door.Open();
        using var foreign = page.Request("/held", new { });
        foreign.Headers.Remove("Origin");
        foreign.Headers.Add("Origin", "http://elsewhere.test");
        Assert.Equal(HttpStatusCode.Forbidden, (await page.Client.SendAsync(foreign, Ct)).StatusCode);
        using var let = await page.PostAsync("/held", new { });
        Assert.Equal(HttpStatusCode.NoContent, let.StatusCode);
        var cookie = Assert.Single(let.Headers.GetValues("Set-Cookie")).Split(';')[0];
        Assert.Equal("""{"problems":[]}""", await (await page.PostAsync("/config", new { config = "{ \"mine\": 1 }" }, cookie)).Content.ReadAsStringAsync(Ct));
        Assert.Equal(["{ \"mine\": 1 }"], page.Made);
        using var second = await page.PostAsync("/held", new { });
        Assert.Equal((HttpStatusCode.Forbidden, true), (second.StatusCode, (await second.Content.ReadAsStringAsync(Ct)).Contains("not_held", StringComparison.Ordinal)));
        Assert.Contains(page.Log.Lines, line => line.Contains("opened by the button, without the PIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_is_for_this_page_alone_and_every_answer_forbids_what_the_page_does_not_need()
    {
        await using var page = await PageUnderTest.StartAsync();
        using var answer = await page.PostAsync("/pin", new { pin = PageUnderTest.Pin });
        Assert.Matches("^edgenoc_page=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict$", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
        foreach (var path in new[] { "/", "/page.js", "/onus", "/none" })
        {
            using var other = await page.Client.GetAsync(path, Ct);
            Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(other.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("no-store", other.Headers.CacheControl!.ToString());
            Assert.False(other.Headers.Contains("Server") || other.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_hundred_wrong_pins_lock_the_door_with_a_message_and_do_not_disturb_who_is_inside()
    {
        await using var page = await PageUnderTest.StartAsync();
        var cookie = await page.UnlockAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async wrong =>
        {
            using var answer = await page.PostAsync("/pin", new { pin = $"{300_000 + wrong}" });
            return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, Fault: await answer.Content.ReadFromJsonAsync<JsonObject>(Ct));
        }));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests }));
        while (await TryAsync(page, "300100") is not { StatusCode: HttpStatusCode.TooManyRequests, Wait: > 1 }) Ct.ThrowIfCancellationRequested();
        var early = await TryAsync(page, PageUnderTest.Pin);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_early"), (early.StatusCode, early.Error));
        Assert.DoesNotContain(page.Log.Lines, line => line.Contains("3000", StringComparison.Ordinal));
        using var inside = await page.Client.SendAsync(page.Request("/onus?q=0/3", null, cookie), Ct);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:1")]
    public async Task A_page_asked_for_under_another_name_is_refused_with_a_word_about_the_right_one(string host)
    {
        await using var page = await PageUnderTest.StartAsync();
        foreach (var path in new[] { "/", "/live", "/onus?q=a" })
        {
            using var request = page.Request(path, null);
            request.Headers.Host = host;
            using var answer = await page.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
            Assert.Contains("the address on the cabinet's sticker", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using var named = page.Request("/", null);
        named.Headers.Host = $"pop.test:{page.Port}";
        Assert.Equal(HttpStatusCode.OK, (await page.Client.SendAsync(named, Ct)).StatusCode);
    }

    [Fact]
    public async Task An_action_of_another_origin_or_none_is_refused_even_with_the_cookie()
    {
        await using var page = await PageUnderTest.StartAsync();
        var cookie = await page.UnlockAsync();
        foreach (var origin in new[] { "http://attacker.example", $"https://127.0.0.1:{page.Port}", "null", null })
        {
            foreach (var (path, body) in Actions.Append(("/pin", new { pin = PageUnderTest.Pin })))
            {
                using var request = page.Request(path, body, cookie);
                request.Headers.Remove("Origin");
                if (origin is not null) request.Headers.Add("Origin", origin);
                Assert.Equal(HttpStatusCode.Forbidden, (await page.Client.SendAsync(request, Ct)).StatusCode);
            }
        }

        using var form = page.Request("/maintenance", new { }, cookie);
        form.Content = new FormUrlEncodedContent([new("minutes", "60")]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await page.Client.SendAsync(form, Ct)).StatusCode);
        Assert.Empty(page.Events.All);
    }

    [Fact]
    public async Task A_change_of_a_device_comes_over_the_open_stream()
    {
        await using var page = await PageUnderTest.StartAsync();
        await using var live = page.LiveAsync().GetAsyncEnumerator(Ct);
        Assert.True(await live.MoveNextAsync());
        Assert.Equal("warning", (string)live.Current["devices"]![0]!["mark"]!);
        page.Facts = page.Facts with { Devices = [page.Facts.Devices[0] with { Health = "unreachable" }, page.Facts.Devices[1]], Panel = page.Facts.Panel with { Devices = LampPattern.Fast } };
        Assert.True(await live.MoveNextAsync());
        Assert.Equal(("failed", "unreachable", "fast"), ((string)live.Current["devices"]![0]!["mark"]!, (string)live.Current["devices"]![0]!["error"]!, (string)live.Current["panel"]!["lamps"]!["devices"]!));
    }

    [Fact]
    public async Task What_waits_here_is_shown_with_its_age_and_what_is_only_on_its_way_is_not()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Facts = page.Facts with { WaitingRows = 3, WaitingBytes = 900, WaitingSince = page.Facts.Now.AddSeconds(-29) };
        await using var live = page.LiveAsync().GetAsyncEnumerator(Ct);
        Assert.True(await live.MoveNextAsync());
        Assert.Null(live.Current["buffer"]);
        page.Facts = page.Facts with { WaitingRows = 1203, WaitingBytes = 90_000, WaitingSince = page.Facts.Now.AddHours(-2) };
        Assert.True(await live.MoveNextAsync());
        var buffer = live.Current["buffer"]!;
        Assert.Equal((1203, "2026-11-20T03:00:00.000Z"), ((int)buffer["rows"]!, (string)buffer["since"]!));
    }

    [Fact]
    public async Task A_poll_on_request_gives_the_onu_as_it_is_now_or_the_drivers_remedy()
    {
        await using var page = await PageUnderTest.StartAsync();
        var cookie = await page.UnlockAsync();
        using var answer = await page.PostAsync("/poll", new { device = "olt-1", entity = "onu/0/3:9" }, cookie);
        var polled = (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        Assert.Equal((812, -19.25), ((int)polled["took_ms"]!, (double)polled["onu"]!["rx_dbm"]!));

        page.Answer = new PollResult.Failed(new PollError(PollErrorKind.Timeout, "no answer", "look"));
        using var failed = await page.PostAsync("/poll", new { device = "olt-1", entity = "onu/0/3:9" }, cookie);
        Assert.Equal((HttpStatusCode.BadGateway, """{"error":"timeout","detail":"no answer: look"}"""), (failed.StatusCode, await failed.Content.ReadAsStringAsync(Ct)));
        using var unknown = await page.PostAsync("/poll", new { device = "olt-9" }, cookie);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Maintenance_pause_and_check_do_what_they_say()
    {
        await using var page = await PageUnderTest.StartAsync();
        var cookie = await page.UnlockAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await page.PostAsync("/maintenance", new { minutes = 60, comment = "fan" }, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await page.PostAsync("/maintenance", new { minutes = 60 }, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await page.PostAsync("/maintenance", new { minutes = 0 }, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await page.PostAsync("/pause", new { device = "olt-1", minutes = 30 }, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await page.PostAsync("/pause", new { device = "onts", minutes = int.MaxValue }, cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await page.PostAsync("/pause", new { device = "CUSTOMER-7", minutes = 30 }, cookie)).StatusCode);
        Assert.Equal(["+site.maintenance site maintenance", "-site.maintenance site maintenance", "+site.polling_paused site device/olt-1"], page.Events.Take());

        Assert.Equal(HttpStatusCode.NoContent, (await page.PostAsync("/check", new { }, cookie)).StatusCode);
        await foreach (var state in page.LiveAsync(cookie))
        {
            if (state["check"] is not { } check || (bool)check["running"]!) continue;
            Assert.Equal(["clock ok", "CUSTOMER-7 failed"], check["lines"]!.AsArray().Select(line => $"{line!["check"]} {line["state"]}"));
            break;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await page.PostAsync("/check", new { }, cookie)).StatusCode);
        await page.PostAsync("/lock", new { }, cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PostAsync("/check", new { }, cookie)).StatusCode);
    }

    [Theory]
    [InlineData("/pin", "{}", HttpStatusCode.Forbidden)]
    [InlineData("/pin", "null", HttpStatusCode.BadRequest)]
    [InlineData("/pin", "[[[[", HttpStatusCode.BadRequest)]
    [InlineData("/pin", "", HttpStatusCode.BadRequest)]
    [InlineData("/pin", """{"pin":481516}""", HttpStatusCode.BadRequest)]
    [InlineData("/maintenance", """{"minutes":1e99}""", HttpStatusCode.BadRequest)]
    [InlineData("/none", "{}", HttpStatusCode.NotFound)]
    public async Task A_body_that_makes_no_sense_is_refused(string path, string body, HttpStatusCode expected)
    {
        await using var page = await PageUnderTest.StartAsync();
        using var request = page.Request(path, new { }, await page.UnlockAsync());
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(expected, (await page.Client.SendAsync(request, Ct)).StatusCode);
        Assert.DoesNotContain(page.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_too_large_is_cut_off_and_too_many_streams_are_refused()
    {
        await using var page = await PageUnderTest.StartAsync();
        using var large = await page.PostAsync("/pin", new { pin = new string('1', 5_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var line = await page.Client.GetAsync($"/onus?q={new string('a', 4_000)}", Ct);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, line.StatusCode);

        var open = new List<HttpResponseMessage>();
        for (var phone = 0; phone < 17; phone++) open.Add(await page.Client.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ct));
        Assert.Equal(16, open.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, open[^1].StatusCode);
        open.ForEach(answer => answer.Dispose());
        await WaitFor.TrueAsync(async () => (await FirstAsync(page.LiveAsync()))["site"] is not null, TimeSpan.FromSeconds(30), "the streams of phones that are gone to make room");
    }

    private static (string Path, object Body)[] Actions =>
    [
        ("/poll", new { device = "olt-1", entity = "onu/0/3:9" }), ("/maintenance", new { minutes = 60 }), ("/pause", new { device = "olt-1", minutes = 30 }), ("/check", new { }),
    ];

    private static async Task<JsonObject> FirstAsync(IAsyncEnumerable<JsonObject> states)
    {
        await foreach (var state in states) return state;
        throw new InvalidOperationException("the stream ended without a state");
    }

    private static async Task<(HttpStatusCode StatusCode, int Wait, string Error)> TryAsync(PageUnderTest page, string pin)
    {
        using var answer = await page.PostAsync("/pin", new { pin });
        var fault = await answer.Content.ReadFromJsonAsync<JsonObject>(Ct);
        return (answer.StatusCode, (int?)fault!["retry_after_s"] ?? 0, (string)fault["error"]!);
    }
}
