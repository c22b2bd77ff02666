using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Told;

/// <summary>Routes and rotations as people arrange them, and what a trial says of them against what really goes out.</summary>
public sealed class RoutePageTests : IAsyncLifetime
{
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await DeskRig.StartAsync();
        foreach (var (id, number) in new[] { ("budi", "628111000001"), ("siti", "628111000002"), ("boss", "628111000003") })
            Assert.Equal(HttpStatusCode.Created, (await _rig.Api.PutAsync($"/api/v1/contacts/{id}", new { name = id, addresses = new[] { new { channel = "my-mpwa", address = number } } })).Status);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_trial_names_whom_the_real_alert_then_tells()
    {
        await PutAsync("rotations/oncall", new { starts = "2026-11-16T07:00:00+07:00", shift_s = 604800, members = new[] { "siti" } });
        await PutAsync("routes/elsewhere", new { position = 1, matchers = Matcher("site", "=", "mlg-01"), steps = Steps((0, "contact:boss")) });
        await PutAsync("routes/cuts", new { position = 2, @continue = true, matchers = Matcher("cause", "=", "fibre_cut"), steps = Steps((0, "rotation:oncall"), (900, "contact:boss")) });
        await PutAsync("routes/rest", new { position = 3, steps = Steps((0, "contact:budi"), (60, "contact:gone")) }, mayFail: true);
        await PutAsync("routes/rest", new { position = 3, steps = Steps((0, "contact:budi")) });
        await PutAsync("routes/last", new { position = 4, steps = Steps((0, "contact:boss")) });
        var trial = (await _rig.Api.PostAsync("/api/v1/routes/trial", new { site = Story.Site, device = "olt-1", entity = "pon/0/3", kind = "pon.down", cause = "fibre_cut" }, Role.Viewer)).Json;
        Assert.Equal(
            ["elsewhere no_match mlg-01≠demo-pop", "cuts taken", "rest taken", "last not_reached"],
            trial.GetProperty("routes").EnumerateArray().Select(route => $"{route.GetProperty("id").GetString()} {route.GetProperty("verdict").GetString()}{(route.TryGetProperty("failed", out var failed) ? $" {failed.GetProperty("value").GetString()}≠{route.GetProperty("found").GetString()}" : "")}"));
        var first = trial.GetProperty("routes").EnumerateArray().SelectMany(route => route.GetProperty("steps").EnumerateArray()).Where(step => step.GetProperty("after_s").GetInt32() == 0)
            .SelectMany(step => step.GetProperty("people").EnumerateArray()).Select(person => person.GetProperty("address").GetString()!).Order(StringComparer.Ordinal).ToList();
        await _rig.IncidentAsync();
        Assert.Equal(first, _rig.Story.Query<string>("SELECT recipient FROM outbox ORDER BY recipient"));
        Assert.Equal(["628111000001", "628111000002"], first);
    }

    [Fact]
    public async Task A_trial_says_why_nobody_is_told()
    {
        await PutAsync("routes/all", new { steps = Steps((0, "contact:budi")) });
        Assert.Equal(HttpStatusCode.Created, (await _rig.Api.PostAsync("/api/v1/silences", new { matchers = Matcher("site", "=", Story.Site), minutes = 60, comment = "splicing" })).Status);
        using var ani = await _rig.SignInAsync("ani");
        var silenced = await ani.TextAsync($"/routes/trial?site={Story.Site}&kind=pon.down&entity=pon/0/3");
        Assert.Contains("data-told=\"no\"", silenced, StringComparison.Ordinal);
        Assert.Contains("splicing", silenced, StringComparison.Ordinal);
        Assert.Contains("data-verdict=\"too_mild\"", await ani.TextAsync("/routes/trial?site=mlg-01&kind=onu.down&severity=info"), StringComparison.Ordinal);
        Assert.Contains("data-told=\"yes\"", await ani.TextAsync("/routes/trial?site=mlg-01&kind=pon.down"), StringComparison.Ordinal);
        Assert.Contains("alert-danger", await ani.TextAsync("/routes/trial?site=MLG&kind=x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_are_moved_and_whoever_moves_an_old_order_is_told()
    {
        foreach (var n in (int[])[1, 2, 3]) await PutAsync($"routes/r{n}", new { position = 7, steps = Steps((0, "contact:budi")) });
        using var ani = await _rig.SignInAsync("ani");
        using var moved = await ani.PostFormAsync("/routes", "/routes?handler=Move", ("ids", "r1,r2,r3"), ("id", "r3"), ("by", "-1"));
        Assert.Equal("/routes", moved.Headers.Location?.OriginalString);
        Assert.Equal(["r1", "r3", "r2"], _rig.Story.Query<string>("SELECT id FROM routes ORDER BY position"));
        Assert.Equal(HttpStatusCode.NoContent, (await _rig.Api.DeleteAsync("/api/v1/routes/r1")).Status);
        using var late = await ani.PostFormAsync("/routes", "/routes?handler=Move", ("ids", "r1,r3,r2"), ("id", "r2"), ("by", "-1"));
        Assert.Contains("made or removed a route meanwhile", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _rig.Api.PostAsync("/api/v1/routes/order", new { ids = new[] { "r3", "r3" } }, Role.Admin)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _rig.Api.PostAsync("/api/v1/routes/order", new { ids = new[] { "r2", "r3" } }, Role.Admin)).Status);
        Assert.Equal(["r2", "r3"], _rig.Story.Query<string>("SELECT id FROM routes ORDER BY position"));
    }

    [Fact]
    public async Task A_route_goes_through_its_form_and_comes_out_as_it_was()
    {
        await PutAsync("rotations/oncall", new { starts = "2026-11-16T07:00:00+07:00", shift_s = 43200, members = new[] { "budi", "siti" }, time_zone = "Asia/Jakarta" });
        using var ani = await _rig.SignInAsync("ani");
        using var saved = await ani.PostFormAsync(
            "/routes/edit", "/routes/edit", ("id", "night"), ("matchers[0].name", "severity"), ("matchers[0].op", "=~"), ("matchers[0].value", "high|critical"), ("matchers[1].name", ""), ("matchers[1].op", "="),
            ("active[0].days", "mon, sun"), ("active[0].from", "17:00"), ("active[0].to", "07:00"), ("active[0].zone", "Asia/Jakarta"), ("steps[0].after_min", "0"), ("steps[0].to", "rotation:oncall"), ("steps[0].to", "contact:boss"),
            ("steps[1].after_min", "1,5"), ("steps[1].to", "contact:budi"), ("position", "3"), ("continue", "true"), ("group_wait_s", ""), ("repeat_interval_s", "60"));
        Assert.True(saved.Headers.Location?.OriginalString == "/routes", await saved.Content.ReadAsStringAsync());
        Assert.Equal(
            """{"id":"night","position":3,"matchers":[{"name":"severity","op":"=~","value":"high|critical"}],"active":[{"days":["mon","sun"],"from":"17:00","to":"07:00","zone":"Asia/Jakarta"}],"steps":[{"after_s":0,"to":["rotation:oncall","contact:boss"]},{"after_s":90,"to":["contact:budi"]}],"repeat_interval_s":3600,"continue":true}""",
            (await _rig.Api.GetAsync("/api/v1/routes/night")).Body);
        var form = await ani.TextAsync("/routes/edit?id=night");
        Assert.Contains("value=\"1.5\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"mon sun\"", form, StringComparison.Ordinal);
        using var wrong = await ani.PostFormAsync("/routes/edit", "/routes/edit", ("id", "bad"), ("matchers[0].name", "site"), ("matchers[0].op", "=~"), ("matchers[0].value", "("), ("steps[0].after_min", "soon"), ("steps[0].to", "contact:budi"));
        var errors = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"f-steps[0].after_min-error\"", errors, StringComparison.Ordinal);
        Assert.Contains("matchers[0]", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_takes_over_a_shift_by_the_form_and_is_told_instead()
    {
        using var ani = await _rig.SignInAsync("ani");
        var now = _rig.Story.Clock.Now;
        using var saved = await ani.PostFormAsync(
            "/rotations/edit", "/rotations/edit", ("id", "oncall"), ("time_zone", "UTC"), ("starts", "2026-01-05 07:00"), ("shift_h", "168"), ("members", "budi\nsiti"),
            ("overrides[0].starts", $"{now.AddHours(-1):yyyy-MM-dd HH:mm}"), ("overrides[0].ends", $"{now.AddHours(5):yyyy-MM-dd HH:mm}"), ("overrides[0].contact", "boss"));
        Assert.True(saved.Headers.Location?.OriginalString == "/rotations", await saved.Content.ReadAsStringAsync());
        await PutAsync("routes/all", new { steps = Steps((0, "rotation:oncall")) });
        await _rig.IncidentAsync();
        Assert.Equal(["628111000003"], _rig.Story.Query<string>("SELECT recipient FROM outbox"));
        var shifts = (await _rig.Api.GetAsync("/api/v1/rotations/oncall/calendar?days=14")).Json.GetProperty("items").EnumerateArray().Select(shift => shift.GetProperty("contact").GetString()).ToList();
        Assert.Equal("boss", shifts[0]);
        Assert.Contains("siti", shifts);
        Assert.Contains("table-info", await ani.TextAsync("/rotations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _rig.Api.DeleteAsync("/api/v1/contacts/boss")).Status);
        using var wrong = await ani.PostFormAsync("/rotations/edit", "/rotations/edit", ("id", "two"), ("time_zone", "UTC"), ("starts", "next week"), ("shift_h", "168"), ("members", "nobody"));
        var errors = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"f-starts-error\"", errors, StringComparison.Ordinal);
        Assert.Contains("id=\"f-members-error\"", errors, StringComparison.Ordinal);
    }

    private async Task PutAsync(string path, object body, bool mayFail = false)
    {
        var answer = await _rig.Api.PutAsync($"/api/v1/{path}", body);
        Assert.True(mayFail || answer.Status is HttpStatusCode.Created, answer.Body);
    }

    private static object[] Matcher(string name, string op, string value) => [new { name, op, value }];

    private static object[] Steps(params (int After, string To)[] steps) => [.. steps.Select(step => new { after_s = step.After, to = new[] { step.To } })];
}
