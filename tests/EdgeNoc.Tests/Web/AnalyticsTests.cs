using System.Net;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Store;
using EdgeNoc.Tests.Alerts;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Web;

public sealed class AnalyticsTests : IAsyncLifetime
{
    private const long Hour = 3_600_000;
    private DeskRig _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public void Stretches_of_time_are_what_counting_each_moment_says()
    {
        var some = Gen.ListOf(Gen.Choose(0, 40).Zip(Gen.Choose(0, 12))).Select(list => list.Select(pair => new Span(pair.Item1, pair.Item1 + pair.Item2)).ToList());
        Prop.ForAll(Arb.From(some), Arb.From(some), (a, b) =>
        {
            var (left, right) = (Spans.Union(a), Spans.Union(b));
            return Moments(left).SetEquals(a.SelectMany(Each)) && left.Zip(left.Skip(1)).All(pair => pair.First.ToMs < pair.Second.FromMs)
                && Moments(Spans.Both(left, right)).SetEquals(Moments(left).Intersect(Moments(right)))
                && Moments(Spans.Without(left, right)).SetEquals(Moments(left).Except(Moments(right)))
                && Spans.Total(left) == Moments(left).Count;
        }).QuickCheckThrowOnFailure();

        static HashSet<long> Moments(IEnumerable<Span> spans) => [.. spans.SelectMany(Each)];
        static IEnumerable<long> Each(Span span) => Enumerable.Range(0, (int)Math.Max(0, span.Ms)).Select(n => span.FromMs + n);
    }

    [Fact]
    public void What_was_announced_and_what_nobody_could_see_is_no_outage()
    {
        var was = Availability.Of(new Span(0, 100 * Hour), [new(-5 * Hour, 10 * Hour), new(20 * Hour, 24 * Hour), new(50 * Hour, 56 * Hour)], [new(0, 10 * Hour)], [new(22 * Hour, 30 * Hour), new(5 * Hour, 12 * Hour)]);
        Assert.Equal((2, 8 * 3600.0, 6 * 3600.0, 10 * 3600.0, 10 * 3600.0), (was.Outages, was.AwayS, was.LongestS, was.AnnouncedS, was.UnknownS));
        Assert.Equal(90.0, was.Pct!.Value, 9);
        Assert.Null(Availability.Of(new Span(0, Hour), [], [], [new(0, Hour)]).Pct);
        Assert.Equal(100.0, Availability.Of(new Span(0, Hour), [], [], []).Pct);
    }

    [Fact]
    public async Task The_ledger_of_a_month_has_each_thing_with_its_outages_and_its_site_only()
    {
        var now = _desk.Story.Clock.Now;
        Alert("demo-pop", "olt-1", "onu/0/3:17", "onu.down", -10, -8, "<script>CLIENT-017</script>");
        Alert("demo-pop", "olt-1", "onu/0/3:17", "onu.down", -3, null, "<script>CLIENT-017</script>");
        Alert("demo-pop", "site", "agent", "agent.offline", -9, -8);
        Alert("demo-pop", "router-1", "device", "device.unreachable", -800, -799);
        Alert(DeskRig.Other, "ont-7", "device", "ont.down", -2, -1);
        _desk.Story.Do(db => db.Execute(
            "INSERT INTO silences (id, kind, matchers_json, starts_ms, ends_ms, author, comment, created_ms) VALUES (1, 'maintenance', @json, @from, @to, 'Ani', 'x', 0)",
            new { json = Matchers.Write([new Matcher("site", MatchOperator.Equal, "demo-pop"), new Matcher("pon", MatchOperator.Equal, "0/3")]), from = DbTime.Ms(now.AddHours(-1)), to = DbTime.Ms(now.AddHours(1)) }));
        var onu = (await _desk.Api.GetAsync("/api/v1/outages?month=2026-11&group=onu")).Json.GetProperty("items").EnumerateArray().Single();
        var was = onu.GetProperty("was");
        Assert.Equal((2, 3 * 3600.0, 3600.0, 3600.0, true), (was.GetProperty("outages").GetInt32(), was.GetProperty("away_s").GetDouble(), was.GetProperty("announced_s").GetDouble(), was.GetProperty("unknown_s").GetDouble(), onu.GetProperty("is_away").GetBoolean()));
        Assert.Equal(["ont-7", "onu/0/3:17"], (await _desk.Api.GetAsync("/api/v1/outages")).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("group").GetString() == "onu" ? one.GetProperty("entity").GetString()! : one.GetProperty("device").GetString()!).Order());
        Assert.Equal("router-1", (await _desk.Api.GetAsync("/api/v1/outages?month=2026-10")).Json.GetProperty("items").EnumerateArray().Single().GetProperty("device").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.GetAsync("/api/v1/outages?month=2026-13")).Status);

        using var tono = await _desk.SignInAsync("tono");
        var page = await tono.TextAsync("/outages?month=2026-11");
        Assert.Contains("&lt;script&gt;CLIENT-017", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>CLIENT", page, StringComparison.Ordinal);
        Assert.DoesNotContain(DeskRig.Other, page, StringComparison.Ordinal);
        var ledger = await tono.TextAsync("/outages/of?site=demo-pop&device=olt-1&entity=onu%2F0%2F3%3A17");
        Assert.Equal(12, System.Text.RegularExpressions.Regex.Count(ledger, "<th scope=\"row\">20[0-9]{2}-[0-9]{2}</th>"));
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(tono, $"/outages/of?site={DeskRig.Other}&device=ont-7"));
        Assert.Contains("Nothing was away", await tono.TextAsync("/outages?month=2024-01"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await DeskRig.StatusAsync(tono, "/outages?month=%27;--&group=x&site=%00"));

        void Alert(string site, string device, string entity, string kind, int fromH, int? toH, string name = "x") => _desk.Story.Do(db => db.Execute(
            """
            INSERT INTO alerts (id, site, device, entity, kind, severity, values_json, labels_json, time_quality, source, raised_ms, seen_ms, cleared_ms, stage)
            VALUES (@id, @site, @device, @entity, @kind, 'low', '{}', @labels, 'synced', 'agent', @raised, @raised, @cleared, 'silent')
            """,
            new { id = db.NextNumber("alert"), site, device, entity, kind, labels = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = name }), raised = DbTime.Ms(now.AddHours(fromH)), cleared = toH is { } hours ? DbTime.Ms(now.AddHours(hours)) : (long?)null }));
    }

    [Fact]
    public void Peak_trough_and_average_are_those_of_the_sessions()
    {
        static UsageRow Session(string account, string mac, double from, double? to, long down) => new() { Site = "kdr-03", Account = account, CallerId = mac, BeganMs = (long)(from * Hour), EndedMs = to is { } end ? (long)(end * Hour) : null, DownloadBytes = down };
        var use = UsageQuery.Of([Session("a", "m1", 0, 4, 10), Session("b", "m2", 1, 3, 50), Session("a", "m1", 4, 5, 5), Session("c", "m3", 2, null, 7)], TimeZoneInfo.Utc, new Span(0, 10 * Hour), isCut: false);
        Assert.Equal((3, 1, 1.5), (use.AtOnce.Peak, use.AtOnce.Trough, use.AtOnce.Average));
        Assert.Equal(DbTime.Time(2 * Hour), use.AtOnce.PeakAt);
        Assert.Equal((4, 3, 72L), (use.Sessions, use.Devices, use.Download));
        Assert.Equal(["b", "a", "c"], use.Top.Select(one => one.Account));
        Assert.Equal((2, 5 * 3600.0), (use.Top[1].Sessions, use.Top[1].OnlineS));
        Assert.Equal([(3, 4, 72L)], use.Days.Select(day => (day.Devices, day.Sessions, day.Bytes)));
        Assert.Equal(0, UsageQuery.Of([Session("a", "m1", 0, 4, 10)], TimeZoneInfo.Utc, new Span(0, 10 * Hour), isCut: false).AtOnce.Trough);
        Assert.Equal(0, UsageQuery.Of([], TimeZoneInfo.Utc, new Span(0, 10 * Hour), isCut: false).AtOnce.Peak);
    }

    [Fact]
    public async Task Guests_of_a_hotspot_are_counted_listed_and_kept_from_other_sites()
    {
        var now = _desk.Story.Clock.Now;
        _desk.Story.Do(db => db.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
            INSERT INTO sessions (id, site, device, service, account, caller_id, number, address, began_ms, seen_ms, received_ms, ended_ms, upload_bytes, download_bytes)
            SELECT i, CASE WHEN i = 130 THEN 'mlg-01' ELSE 'demo-pop' END, 'router-1', 'hotspot', CASE WHEN i = 7 THEN '<script>' ELSE 'guest-' || i END, 'AA:00:' || i, '', '10.0.0.' || i, @now - 3600000 - i, @now, @now, @now - 60000 + i, i, i * 1000000 FROM n
            """,
            new { now = DbTime.Ms(now) }));
        using var tono = await _desk.SignInAsync("tono");
        var page = await tono.TextAsync("/usage");
        Assert.Contains("<b id=\"peak\">129</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("guest-130", page, StringComparison.Ordinal);
        Assert.Contains("guest-129", page, StringComparison.Ordinal);
        Assert.Equal(100, System.Text.RegularExpressions.Regex.Count(page, "data-session="));
        var older = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "href=\"(?<next>/usage\\?[^\"]*cursor=[0-9]+)\"").Groups["next"].Value);
        var rest = await tono.TextAsync(older);
        Assert.Equal(29, System.Text.RegularExpressions.Regex.Count(rest, "data-session="));
        Assert.Contains("&lt;script&gt;", rest, StringComparison.Ordinal);
        Assert.Contains("No session was seen", await tono.TextAsync("/usage?service=ppp"), StringComparison.Ordinal);
        Assert.Equal(130, (await _desk.Api.GetAsync("/api/v1/statistics/usage")).Json.GetProperty("sessions").GetInt32());
        Assert.Equal("guest-130", (await _desk.Api.GetAsync("/api/v1/sessions?q=guest-130")).Json.GetProperty("items").EnumerateArray().Single().GetProperty("account").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.GetAsync("/api/v1/statistics/usage?service=fax")).Status);
    }
}
