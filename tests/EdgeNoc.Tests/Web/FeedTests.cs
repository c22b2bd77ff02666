using System.Net;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Feed;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

public sealed class FeedTests : IAsyncLifetime
{
    private DeskRig _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task What_happened_is_told_to_each_by_his_sites_and_read_by_each_for_himself()
    {
        var (mine, other) = (await _desk.IncidentAsync(), await _desk.IncidentAsync(DeskRig.Other));
        using var tono = await _desk.SignInAsync("tono");
        using var ani = await _desk.SignInAsync("ani");
        Assert.Equal([$"o{mine}"], await Items(tono));
        Assert.Equal([$"o{other}", $"o{mine}"], await Items(ani));
        Assert.Contains("data-unread>2<", await ani.TextAsync("/feed?handler=Bell"), StringComparison.Ordinal);
        Assert.Contains("data-unread>1<", await tono.TextAsync("/feed?handler=Bell"), StringComparison.Ordinal);

        await Post(ani, "Read", ("item", $"o{other}"));
        Assert.Equal([$"o{mine}"], await Items(ani, "/feed?unread=true"));
        await Post(ani, "ReadAll", ("until", $"{_desk.Story.Clock.Now.ToUnixTimeMilliseconds()}"));
        Assert.Empty(await Items(ani, "/feed?unread=true"));
        Assert.Equal([$"o{mine}"], await Items(tono, "/feed?unread=true"));

        _desk.Story.After(1);
        using (await tono.PostFormAsync("/account", $"/incidents/{mine}?handler=Note", ("text", "<b>Splice</b>"))) Assert.Equal(["n1"], await Items(ani, "/feed?unread=true"));
        Assert.Contains("&lt;b&gt;Splice", await ani.TextAsync("/feed"), StringComparison.Ordinal);
        Assert.DoesNotContain("n1", await Items(tono, "/feed?unread=true"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Cleared_is_not_lost_and_what_comes_while_one_clears_is_not_cleared()
    {
        var first = await _desk.IncidentAsync();
        using var vera = await _desk.SignInAsync("vera");
        var looked = _desk.Story.Clock.Now.ToUnixTimeMilliseconds();
        _desk.Story.After(1);
        await _desk.EndAsync();
        await Post(vera, "Clear", ("until", $"{looked}"));
        Assert.Equal([$"c{first}"], await Items(vera));
        await Post(vera, "Clear", ("until", $"{long.MaxValue}"));
        Assert.Empty(await Items(vera));
        Assert.Contains("since you cleared", await vera.TextAsync("/feed"), StringComparison.Ordinal);
        await Post(vera, "Restore");
        Assert.Equal([$"c{first}", $"o{first}"], await Items(vera));
    }

    [Fact]
    public async Task The_same_thing_again_within_a_week_is_counted()
    {
        for (var n = 0; n < 3; n++)
        {
            await _desk.IncidentAsync(seq: (2 * n) + 1);
            await _desk.EndAsync(seq: (2 * n) + 2);
            _desk.Story.After(3600);
            _desk.Heartbeat();
        }

        using var ani = await _desk.SignInAsync("ani");
        Assert.Contains("3 times within 7 days", await ani.TextAsync("/feed"), StringComparison.Ordinal);
        Assert.Equal([FeedLevel.Info, FeedLevel.Warning, FeedLevel.Error, FeedLevel.Error], [.. new long[] { 1, 2, 3, 4 }.Select(times => FeedItem.LevelOf(FeedKind.Opened, Severity.Low, times))]);
    }

    [Fact]
    public async Task Announced_work_is_told_to_those_whose_site_it_names()
    {
        var now = _desk.Story.Clock.Now;
        _desk.Story.Do(db => SilenceStore.Add(db, new NewSilence(SilenceKind.Maintenance, [new Matcher("site", MatchOperator.Equal, Story.Site)], now, now.AddHours(1), "Splicing"), "Ani", null, now));
        using var tono = await _desk.SignInAsync("tono");
        using var mira = await _desk.SignInAsync("mira");
        Assert.Equal(["b1"], await Items(tono));
        Assert.Empty(await Items(mira));
        _desk.Story.After(4000);
        Assert.Equal(["e1", "b1"], await Items(tono));
    }

    [Fact]
    public async Task A_long_feed_is_read_in_parts_without_a_gap_or_a_double_also_where_all_is_at_once()
    {
        _desk.Story.Do(db => db.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
            INSERT INTO incidents (number, site, severity, kind, device, entity, since_ms, opened_ms, closed_ms, acked_by, acked_ms)
            SELECT i, 'demo-pop', 'low', 'onu.down', 'olt-1', 'onu/0/1:' || i, 1000, 1000 + i / 50, 1000 + i / 40, 'Budi', 1001 FROM n
            """));
        foreach (var path in new[] { "/api/v1/feed?limit=7", "/api/v1/feed?limit=64&unread=true" })
        {
            var (ids, cursor) = (new List<string>(), (string?)"");
            while (cursor is not null)
            {
                var page = (await _desk.Api.GetAsync($"{path}&cursor={cursor}")).Json;
                ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            }

            Assert.Equal(3 * 130, ids.Count);
            Assert.Equal(3 * 130, ids.Distinct(StringComparer.Ordinal).Count());
        }

        Assert.Equal(100, (await _desk.Api.GetAsync("/api/v1/feed/unread")).Json.GetProperty("unread").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, (await _desk.Api.PostAsync("/api/v1/feed/read", new { })).Status);
        Assert.Equal(0, (await _desk.Api.GetAsync("/api/v1/feed/unread", Collector.Alerts.Role.Operator)).Json.GetProperty("unread").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.GetAsync("/api/v1/feed?cursor=1.2")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.PostAsync("/api/v1/feed/read", new { item = new string('x', 30) })).Status);
    }

    [Fact]
    public async Task A_user_who_is_removed_leaves_no_marks()
    {
        using var vera = await _desk.SignInAsync("vera");
        await Post(vera, "Clear", ("until", "1"));
        await Post(vera, "Read", ("item", "o1"));
        Assert.Equal(["vera"], _desk.Story.Query<string>("SELECT person FROM feed_marks"));
        _desk.Story.Do(db => UserActions.Remove(db, "vera", new Collector.Alerts.Actor("t0", "test", "verb"), _desk.Story.Clock.Now));
        Assert.Empty(_desk.Story.Query<string>("SELECT person FROM feed_marks UNION ALL SELECT person FROM feed_read"));
    }

    private static async Task<IReadOnlyList<string>> Items(ConsoleBrowser browser, string path = "/feed") =>
        [.. System.Text.RegularExpressions.Regex.Matches(await browser.TextAsync(path), "data-item=\"(?<id>[a-z][0-9]+)\"").Select(match => match.Groups["id"].Value)];

    private static async Task Post(ConsoleBrowser browser, string handler, params (string, string)[] fields)
    {
        using var done = await browser.PostFormAsync("/feed", $"/feed?handler={handler}", fields);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }
}
