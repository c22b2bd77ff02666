using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

public sealed class IncidentPageTests : IAsyncLifetime
{
    private DeskRig _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task An_incident_shows_what_happened_its_messages_and_why()
    {
        var number = await _desk.IncidentAsync(name: "<script>alert(1)</script>");
        using var ani = await _desk.SignInAsync("ani");
        Assert.Contains($"/incidents/{number}", await ani.TextAsync("/incidents"), StringComparison.Ordinal);
        var page = await ani.TextAsync($"/incidents/{number}");
        foreach (var part in new[] { "fibre cut?", "628111", "taken by the provider", "told, in a new incident", "began", "&lt;script&gt;" }) Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        await _desk.EndAsync();
        Assert.DoesNotContain($"/incidents/{number}\"", await ani.TextAsync("/incidents"), StringComparison.Ordinal);
        Assert.Contains($"/incidents/{number}\"", await ani.TextAsync("/incidents?state=closed"), StringComparison.Ordinal);
        Assert.Contains("data-state=\"closed\"", await ani.TextAsync($"/incidents/{number}?handler=Now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_do_with_it_stands_in_its_history_and_in_the_audit()
    {
        var number = await _desk.IncidentAsync();
        using var tono = await _desk.SignInAsync("tono");
        var page = $"/incidents/{number}";
        foreach (var (handler, field, value) in new[] { ("Assign", "to", "tono"), ("Ack", "x", ""), ("Note", "text", "Splice at ODP 12 <b>wet</b>"), ("Mute", "minutes", "60"), ("Unack", "x", "") })
        {
            using var done = await tono.PostFormAsync(page, $"{page}?handler={handler}", (field, value));
            Assert.Equal((HttpStatusCode.Redirect, page), (done.StatusCode, done.Headers.Location?.OriginalString));
        }

        var text = await tono.TextAsync(page);
        foreach (var part in new[] { "Tono gave it to Tono", "acknowledged: Tono", "Splice at ODP 12 &lt;b&gt;wet&lt;/b&gt;", "given back" }) Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(["incident.assign", "incident.ack", "incident.note", "incident.mute", "incident.unack"], _desk.Story.Query<string>("SELECT action FROM audit WHERE actor = 'tono' AND action LIKE 'incident.%' AND outcome = 'done' ORDER BY id"));
        Assert.Contains($"/incidents/{number}\"", await tono.TextAsync("/incidents?who=me"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/incidents/{number}\"", await tono.TextAsync("/incidents?who=nobody"), StringComparison.Ordinal);
        Assert.Equal("Tono", (await _desk.Api.GetAsync($"/api/v1/incidents/{number}")).Json.GetProperty("notes")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_cannot_be_done_says_why_and_keeps_what_was_written()
    {
        var number = await _desk.IncidentAsync();
        using var ani = await _desk.SignInAsync("ani");
        var page = $"/incidents/{number}";
        await Refused("Assign", "to", "vera", IncidentText.NoSuchPerson);
        await Refused("Assign", "to", "mira", IncidentText.NotHisSite);
        await Refused("Assign", "to", "nobody-of-that-name", IncidentText.NoSuchPerson);
        await Refused("Mute", "minutes", "999999", IncidentText.TooLong);
        await Refused("Unack", "x", "", IncidentText.NotAcknowledged);
        await Refused("Note", "text", "  ", IncidentText.Empty);
        Assert.Contains("LONG-NOTE", await Refused("Note", "text", "LONG-NOTE" + new string('x', 3000), IncidentText.TooLong), StringComparison.Ordinal);
        await _desk.EndAsync();
        await Refused("Ack", "x", "", IncidentText.AlreadyClosed);
        using var late = await ani.PostFormAsync(page, $"{page}?handler=Note", ("text", "The digger was ours."));
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _desk.Api.PostAsync($"/api/v1{page}/assign", new { to = "tono" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _desk.Api.PostAsync($"/api/v1{page}/notes", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _desk.Api.PostAsync("/api/v1/incidents/99/notes", new { text = "x" })).Status);

        async Task<string> Refused(string handler, string field, string value, Word why)
        {
            using var answer = await ani.PostFormAsync(page, $"{page}?handler={handler}", (field, value));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(why.En, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
            return text;
        }
    }

    [Fact]
    public async Task A_technician_has_nothing_of_another_site_and_a_viewer_changes_nothing()
    {
        var (mine, other) = (await _desk.IncidentAsync(), await _desk.IncidentAsync(DeskRig.Other));
        using var tono = await _desk.SignInAsync("tono");
        using var vera = await _desk.SignInAsync("vera");
        foreach (var list in new[] { "/incidents", "/incidents?state=all", $"/incidents?site={DeskRig.Other}", "/incidents?handler=List", $"/incidents?q=%23{other}" })
            Assert.DoesNotContain($"href=\"/incidents/{other}\"", await tono.TextAsync(list), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(tono, $"/incidents/{other}"));
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(tono, $"/incidents/{other}?handler=Now"));
        foreach (var handler in new[] { "Ack", "Unack", "Mute", "Assign", "Note" })
        {
            using var foreign = await tono.PostFormAsync($"/incidents/{mine}", $"/incidents/{other}?handler={handler}", ("text", "x"), ("to", "tono"), ("minutes", "60"));
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
            using var looking = await vera.PostFormAsync("/account", $"/incidents/{mine}?handler={handler}", ("text", "x"), ("to", "ani"), ("minutes", "60"));
            Assert.Equal(HttpStatusCode.Forbidden, looking.StatusCode);
            using var forged = await tono.PostAsync($"/incidents/{mine}?handler={handler}", ("text", "x"));
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }

        Assert.Empty(_desk.Story.Query<long>("SELECT number FROM incidents WHERE acked_ms IS NOT NULL OR assigned_ms IS NOT NULL"));
        Assert.Empty(_desk.Story.Query<long>("SELECT id FROM incident_notes"));
        Assert.DoesNotContain("handler=Ack", await vera.TextAsync($"/incidents/{mine}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(vera, "/incidents/99"));
    }

    [Fact]
    public async Task A_long_list_is_read_in_parts_without_a_gap_or_a_double()
    {
        _desk.Story.Do(db => db.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
            INSERT INTO incidents (number, site, severity, kind, device, entity, since_ms, opened_ms) SELECT i, 'demo-pop', 'high', 'device.unreachable', 'box-' || i, 'device', 1000, 1000 FROM n
            """));
        using var ani = await _desk.SignInAsync("ani");
        var (numbers, next) = (new List<string>(), "/incidents");
        while (next is not null)
        {
            var text = await ani.TextAsync(next);
            numbers.AddRange(System.Text.RegularExpressions.Regex.Matches(text, "data-incident=\"(?<n>[0-9]+)\"").Select(match => match.Groups["n"].Value));
            next = System.Text.RegularExpressions.Regex.Match(text, "hx-get=\"(?<n>/incidents\\?handler=More[^\"]*)\"") is { Success: true } more ? WebUtility.HtmlDecode(more.Groups["n"].Value) : null;
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(number => $"{number}"), numbers);
    }

    [Fact]
    public void Each_decision_is_said_in_each_language()
    {
        foreach (var decision in Enum.GetValues<Decision>())
        {
            var word = DecisionText.OfDecision(DbName.Of(decision));
            Assert.True(word.En != word.Id && word.Id != word.Pt && word.En != word.Pt, $"{decision}");
        }
    }
}
