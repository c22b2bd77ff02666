using System.Net;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Api;

public sealed class IncidentApiTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task An_incident_is_shown_with_its_alerts_decisions_and_messages()
    {
        var number = await _api.IncidentAsync();
        var listed = (await _api.GetAsync("/api/v1/incidents?state=open&site=demo-pop&severity=critical")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal((number, "pon.down", "pon/0/3"), (listed.GetProperty("number").GetInt64(), listed.GetProperty("kind").GetString(), listed.GetProperty("entity").GetString()));
        var detail = (await _api.GetAsync($"/api/v1/incidents/{number}")).Json;
        Assert.Equal("pon.down", detail.GetProperty("alerts")[0].GetProperty("kind").GetString());
        Assert.Equal("accepted", detail.GetProperty("messages")[0].GetProperty("state").GetString());
        Assert.Contains(detail.GetProperty("decisions").EnumerateArray(), decision => decision.GetProperty("decision").GetString() == "told");
        Assert.Equal("2026-11-20T05:00:00.000Z", listed.GetProperty("since").GetString());
    }

    [Fact]
    public async Task Whoever_acknowledges_is_named_and_audited_and_may_give_it_back()
    {
        var number = await _api.IncidentAsync();
        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync($"/api/v1/incidents/{number}/ack")).Status);
        Assert.Equal("Operator 1", (await _api.GetAsync($"/api/v1/incidents/{number}")).Json.GetProperty("incident").GetProperty("acked_by").GetString());
        Assert.Single((await _api.GetAsync("/api/v1/incidents?state=acked")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await _api.PostAsync($"/api/v1/incidents/{number}/unack")).Status);
        var again = await _api.PostAsync($"/api/v1/incidents/{number}/unack");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal(
            ["incident.unack not_acknowledged", "incident.unack done", "incident.ack done"],
            (await _api.GetAsync("/api/v1/audit")).Json.GetProperty("items").EnumerateArray().Select(row => $"{row.GetProperty("action").GetString()} {row.GetProperty("outcome").GetString()}"));
        Assert.Equal("t2", _api.Story.Query<string>("SELECT DISTINCT actor FROM audit").Single());
    }

    [Fact]
    public async Task A_mute_has_bounds_and_is_listed_among_the_silences()
    {
        var number = await _api.IncidentAsync();
        Assert.Equal(["minutes: 0 is out of range"], (await _api.PostAsync($"/api/v1/incidents/{number}/mute", new { minutes = 0 })).Errors);
        Assert.Equal(["minutes: is missing"], (await _api.PostAsync($"/api/v1/incidents/{number}/mute", new { })).Errors);
        var muted = await _api.PostAsync($"/api/v1/incidents/{number}/mute", new { minutes = 60 });
        Assert.Equal("2026-11-20T06:00:31.000Z", muted.Json.GetProperty("until").GetString());
        var silence = (await _api.GetAsync("/api/v1/silences?state=active")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("mute", number), (silence.GetProperty("kind").GetString(), silence.GetProperty("incident").GetInt64()));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync("/api/v1/incidents/99/ack")).Status);
    }

    [Fact]
    public async Task Lists_are_read_in_parts_without_a_gap_or_a_double()
    {
        _api.Story.Receive(1, [.. Enumerable.Range(1, 25).Select(n => _api.Story.Onu(n, EventState.Raised))]);
        var entities = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await _api.GetAsync($"/api/v1/alerts?limit=10&cursor={cursor}")).Json;
            entities.AddRange(page.GetProperty("items").EnumerateArray().Select(alert => alert.GetProperty("entity").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(n => $"onu/0/3:{n}"), entities);
        Assert.Empty((await _api.GetAsync("/api/v1/alerts?state=cleared")).Json.GetProperty("items").EnumerateArray());
        Assert.Empty((await _api.GetAsync("/api/v1/alerts?since=2026-11-20T05:00:01Z")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Filters_that_cannot_be_used_are_named_all_at_once()
    {
        var answer = await _api.GetAsync("/api/v1/alerts?site=KDR-03&severity=urgent&since=yesterday&limit=5000&state=down");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["site: is no site id", "severity: is not known here", "state: is not known here", "since: is no time", "limit: is no number that can be used"], answer.Errors);
    }

    [Fact]
    public async Task Why_somebody_was_not_told_is_a_query()
    {
        _api.Story.Receive(1, _api.Story.Onu(1, EventState.Raised));
        _api.Story.After(20);
        _api.Story.Receive(2, _api.Story.Onu(1, EventState.Cleared));
        _api.Story.After(20);
        await _api.Story.PassAsync();
        Assert.Equal("cleared_before_told", (await _api.GetAsync("/api/v1/decisions?alert=1")).Json.GetProperty("items")[0].GetProperty("decision").GetString());
        Assert.Empty((await _api.GetAsync("/api/v1/notifications")).Json.GetProperty("items").EnumerateArray());
    }
}
