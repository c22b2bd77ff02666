using System.Net;

namespace EdgeNoc.Tests.Api;

public sealed class SilenceApiTests : IAsyncLifetime
{
    private static readonly object[] Site = [new { name = "site", op = "=", value = "demo-pop" }];
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_silence_keeps_its_site_quiet_until_it_is_ended()
    {
        var made = await _api.PostAsync("/api/v1/silences", new { matchers = Site, minutes = 60, comment = "splicing" });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("2026-11-20T06:00:00.000Z", made.Json.GetProperty("until").GetString());
        await _api.IncidentAsync();
        Assert.Empty(_api.Story.TakeSent());
        Assert.Equal(HttpStatusCode.OK, (await _api.DeleteAsync($"/api/v1/silences/{made.Json.GetProperty("id").GetInt64()}")).Status);
        await _api.Story.PassForAsync(60);
        Assert.Single(_api.Story.TakeSent());
        Assert.Equal("ended", (await _api.GetAsync("/api/v1/silences/1")).Json.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await _api.DeleteAsync("/api/v1/silences/1")).Status);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_silence_is_said_at_once()
    {
        var answer = await _api.PostAsync("/api/v1/silences", new
        {
            matchers = new object[] { new { name = "site", op = "==", value = "x" }, new { name = "kind", op = "=~", value = "(" }, new { name = "", op = "=", value = "" } },
            ends = "2071-01-01T00:00:00Z",
            comments = "typo",
        });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var errors = answer.Errors.ToList();
        Assert.Equal("matchers[0].op: \"==\" is not known here", errors[0]);
        Assert.StartsWith("matchers[1]: '(' is no regular expression that can be used here", errors[1], StringComparison.Ordinal);
        Assert.Equal(["matchers[2].name: is empty", "ends: is more than 365 days after its start", "comment: is missing", "comments: is no key that is known here"], errors[2..]);
        Assert.Equal("did you mean comment?", answer.Json.GetProperty("errors")[5].GetProperty("remedy").GetString());
        Assert.Empty(_api.Story.Query<long>("SELECT id FROM silences"));
    }

    [Fact]
    public async Task A_silence_without_matchers_would_silence_everything_and_is_refused()
    {
        Assert.Equal(["matchers: has no entry that can be used"], (await _api.PostAsync("/api/v1/silences", new { matchers = Array.Empty<object>(), minutes = 5, comment = "x" })).Errors);
        Assert.Equal(["matchers: is missing"], (await _api.PostAsync("/api/v1/silences", new { minutes = 5, comment = "x" })).Errors);
    }

    [Fact]
    public async Task A_maintenance_shows_what_it_changed()
    {
        Onus("up", "up");
        Assert.Equal(HttpStatusCode.Created, (await _api.PostAsync("/api/v1/maintenance", new { matchers = Site, minutes = 60, comment = "moving the OLT" })).Status);
        await _api.Story.PassAsync();
        Onus("up", "los");
        var detail = (await _api.GetAsync("/api/v1/maintenance/1")).Json;
        Assert.Equal("active", detail.GetProperty("maintenance").GetProperty("state").GetString());
        Assert.Equal(2, detail.GetProperty("report").GetProperty("before").GetInt32());
        Assert.Equal("onu/0/3:2", detail.GetProperty("report").GetProperty("down").EnumerateArray().Single().GetProperty("entity").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _api.DeleteAsync("/api/v1/silences/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.DeleteAsync("/api/v1/maintenance/1")).Status);
    }

    [Fact]
    public async Task A_customer_is_found_as_cek_finds_him()
    {
        Onus("up", "los");
        var found = (await _api.GetAsync("/api/v1/find?q=CLIENT-002&language=en")).Json;
        Assert.Equal(1, found.GetProperty("total").GetInt32());
        Assert.Equal("line_lost", found.GetProperty("customers")[0].GetProperty("verdict").GetString());
        Assert.Contains("CLIENT-002", found.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["q: is missing"], (await _api.GetAsync("/api/v1/find?q=")).Errors);
    }

    private void Onus(params string[] states)
    {
        var rows = string.Join(',', states.Select((state, index) => $$"""["onu/0/3:{{index + 1}}","CLIENT-{{index + 1:000}}","{{state}}","-20.5"]"""));
        _api.Story.Do(db => db.Execute(
            """
            INSERT INTO tables (site, device, name, boot, seq, at_ms, received_ms, content_json) VALUES ('demo-pop', 'olt-1', 'onus', 'b', 1, 0, 0, @json)
            ON CONFLICT (site, device, name) DO UPDATE SET content_json = excluded.content_json
            """,
            new { json = $$"""{"at":"2026-11-20T05:00:00Z","columns":["entity","name","status","rx_dbm"],"rows":[{{rows}}]}""" }));
    }
}
